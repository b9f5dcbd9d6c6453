import type { JsonObject } from '../model/json-value.js';
import { LOOP_STATE_IDS, LOOP_STATES, REFERRAL_STATES } from '../model/loop-state.js';
import { OFFER_MARK_IDS, OFFER_MARKS, PLAN_MARKS } from '../model/plan-activity.js';
import type { ParsedContent } from './parse-content.js';

/** The language in which FHIR displays stand; the others are designations. */
const FIRST = 'en';

/** A code system of ours, before it is FHIR. */
interface Codes<Code extends string> {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly title: string;
  readonly codes: readonly Code[];
  /** the status of the resource that goes with each code */
  readonly statuses: Readonly<Record<Code, string>>;
  /** by language */
  readonly texts: ReadonlyMap<string, Readonly<Record<Code, string>>>;
}

function conceptOf<Code extends string>(code: Code, { statuses, texts }: Codes<Code>): JsonObject {
  return {
    code,
    display: texts.get(FIRST)?.[code] ?? code,
    designation: [...texts]
      .filter(([language]) => language !== FIRST)
      .map(([language, text]) => ({ language, value: text[code] })),
    property: [{ code: 'status', valueCode: statuses[code] }],
  };
}

function resourcesOf<Code extends string>(codes: Codes<Code>, version: string): readonly JsonObject[] {
  const { id, url, name, title } = codes;
  const head = { version, title, status: 'draft', experimental: true };
  return [
    {
      resourceType: 'CodeSystem',
      id,
      url,
      name,
      ...head,
      caseSensitive: true,
      content: 'complete',
      count: codes.codes.length,
      property: [{ code: 'status', description: 'The status that goes with the code', type: 'code' }],
      concept: codes.codes.map((code) => conceptOf(code, codes)),
    },
    {
      resourceType: 'ValueSet',
      id,
      url: `urn:supportive-care:value-set:${id}`,
      name: `${name}Codes`,
      ...head,
      compose: { include: [{ system: url }] },
    },
  ];
}

/**
 * Our code systems with their value sets, for an EHR to load: how a referral stands, and how an offer of a plan was answered.
 * One FHIR R4 Bundle (https://hl7.org/fhir/R4/bundle.html), written from the words that the cards use.
 */
export function compileReferralCodes({ wordings, continuityWordings, service }: ParsedContent): JsonObject {
  const states: Codes<(typeof LOOP_STATE_IDS)[number]> = {
    id: 'referral-state',
    url: REFERRAL_STATES,
    name: 'ReferralState',
    title: 'Referral state',
    codes: LOOP_STATE_IDS,
    statuses: LOOP_STATES,
    texts: new Map([...wordings].map(([language, { value }]) => [language, value.referral.states])),
  };
  const marks: Codes<(typeof OFFER_MARK_IDS)[number]> = {
    id: 'plan-mark',
    url: PLAN_MARKS,
    name: 'PlanMark',
    title: 'Plan mark',
    codes: OFFER_MARK_IDS,
    statuses: OFFER_MARKS,
    texts: new Map([...continuityWordings].map(([language, { value }]) => [language, value.plan.marks])),
  };
  const { version } = service.value;
  const resources = [...resourcesOf(states, version), ...resourcesOf(marks, version)];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: resource['url'], resource })),
  };
}
