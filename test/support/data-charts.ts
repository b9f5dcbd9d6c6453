import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { LoadedContent } from '../../src/content/load-content.js';
import type { Member } from '../../src/content/compile-value-sets.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { membersOf } from './data-content.js';
import { dates, isoDay } from './data-dates.js';

/** One patient's record, as a service is given it. */
export interface ChartSpec {
  readonly patient: JsonObject;
  readonly encounterId: string | undefined;
  readonly resources: readonly JsonObject[];
}

export const PATIENT_ID = 'p';
export const SUBJECT = { reference: `Patient/${PATIENT_ID}` };
const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const ENCOUNTER_IDS = ['e0', 'e1', 'e2', 'e3', 'e4', 'e5'];

function defined(object: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function dotted(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** A code of a value set; below an ICD-10-CM category, with and without a seventh character. */
function coding(members: readonly Member[]): Arbitrary<JsonObject> {
  const suffixes = ['', 'XA', 'XS', '1', 'XXA'];
  return fc
    .tuple(fc.constantFrom(...members), fc.constantFrom(...suffixes))
    .map(([{ system, code, isPrefix }, suffix]) => ({
      system,
      code: isPrefix ? dotted(`${code}${suffix}`) : code,
    }));
}

function withCode(value: JsonObject, code: JsonObject): JsonObject {
  return { code, ...value };
}

/** Generators over the content that is really shipped. */
export class ChartArbitraries {
  private readonly members: ReadonlyMap<string, readonly Member[]>;
  private readonly full: readonly string[];
  readonly linkIds: readonly string[];

  constructor(loaded: LoadedContent) {
    this.members = membersOf(loaded);
    this.full = [...this.members].flatMap(([name, members]) => (members.length > 0 ? [name] : []));
    this.linkIds = [...loaded.content.cuesByLinkId.keys()];
  }

  /** A CodeableConcept of one or two codes of the named sets, or of any set. */
  concepts(...names: readonly string[]): Arbitrary<JsonObject> {
    const wanted = names.length === 0 ? this.full : names;
    const one = fc.constantFrom(...wanted).chain((name) => coding(this.members.get(name) ?? []));
    return fc.array(one, { minLength: 1, maxLength: 2 }).map((list) => ({ coding: list }));
  }

  private evidence(): Arbitrary<JsonObject> {
    return fc.oneof(
      { weight: 4, arbitrary: this.concepts() },
      { weight: 2, arbitrary: this.concepts('sexually-transmitted-infection', 'work-injury', 'injury') },
      { weight: 1, arbitrary: this.concepts('assault-injury', 'face-neck-injury', 'work-heat') },
      { weight: 1, arbitrary: this.concepts('missing-from-home', 'schooling-unavailable') },
      { weight: 1, arbitrary: this.concepts('left-against-advice', 'left-unseen', 'missed-appointment') },
    );
  }

  conditions(): Arbitrary<JsonObject> {
    return fc
      .record({
        code: this.evidence(),
        recordedDate: dates(),
        onsetDateTime: fc.option(dates(), { nil: undefined }),
        encounter: this.encounterReference(),
        clinical: fc.constantFrom(undefined, 'active', 'active', 'inactive', 'resolved', 'remission'),
        verification: fc.constantFrom(undefined, 'confirmed', 'confirmed', 'refuted'),
        category: fc.constantFrom(undefined, 'problem-list-item', 'encounter-diagnosis'),
      })
      .map(({ clinical, verification, category, ...rest }) =>
        defined({
          resourceType: 'Condition',
          subject: SUBJECT,
          ...rest,
          clinicalStatus: clinical === undefined ? undefined : { coding: [{ code: clinical }] },
          verificationStatus: verification === undefined ? undefined : { coding: [{ code: verification }] },
          category: category === undefined ? undefined : [{ coding: [{ code: category }] }],
        }),
      );
  }

  private encounterReference(): Arbitrary<JsonObject | undefined> {
    return fc
      .constantFrom(undefined, undefined, ...ENCOUNTER_IDS)
      .map((id) => (id === undefined ? undefined : { reference: `Encounter/${id}` }));
  }

  encounters(): Arbitrary<JsonObject> {
    const diagnoses = fc.subarray(['c0', 'c1', 'c2', 'c3'], { maxLength: 2 });
    return fc
      .record({
        status: fc.constantFrom('finished', 'finished', 'in-progress', 'planned', 'cancelled'),
        class: fc.constantFrom('AMB', 'EMER', 'EMER', 'IMP', 'VR', 'HH', 'OBSENC'),
        start: dates(),
        reason: fc.option(fc.oneof(this.evidence(), this.concepts('injury')), { nil: undefined }),
        provider: fc.constantFrom(undefined, 'o1', 'o2', 'o3', 'o4'),
        disposition: fc.option(this.concepts('left-against-advice', 'left-unseen'), { nil: undefined }),
        diagnoses,
      })
      .map(({ status, class: code, start, reason, provider, disposition, diagnoses: named }) =>
        defined({
          resourceType: 'Encounter',
          subject: SUBJECT,
          status,
          class: { system: ACT, code },
          period: start === undefined ? undefined : { start },
          reasonCode: reason === undefined ? undefined : [reason],
          serviceProvider: provider === undefined ? undefined : { reference: `Organization/${provider}` },
          hospitalization: disposition === undefined ? undefined : { dischargeDisposition: disposition },
          diagnosis:
            named.length === 0
              ? undefined
              : named.map((condition) => ({ condition: { reference: `Condition/${condition}` } })),
        }),
      );
  }

  private values(): Arbitrary<JsonObject> {
    const answers = this.concepts('answer-yes', 'answer-no', 'answer-no-housing', 'answer-pregnant');
    return fc.oneof(
      answers.map((valueCodeableConcept) => ({ valueCodeableConcept })),
      fc.boolean().map((valueBoolean) => ({ valueBoolean })),
      fc
        .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('kg/m2', '%', '{score}'))
        .map(([value, unit]) => ({ valueQuantity: { value, code: unit } })),
      fc.constant({}),
    );
  }

  observations(): Arbitrary<JsonObject> {
    const code = this.concepts(
      'housing-status',
      'feels-safe-at-home',
      'afraid-of-partner',
      'hits-total-score',
      'body-mass-index',
      'body-mass-index-percentile',
      'pregnancy-status',
      'incarcerated-past-year',
    );
    const part = fc.tuple(code, this.values()).map(([concept, value]) => withCode(value, concept));
    return fc
      .record({
        part,
        effectiveDateTime: dates(),
        encounter: this.encounterReference(),
        component: fc.option(fc.array(part, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      })
      .map(({ part: own, ...rest }) =>
        defined({ resourceType: 'Observation', status: 'final', subject: SUBJECT, ...own, ...rest }),
      );
  }

  appointments(): Arbitrary<JsonObject> {
    const status = fc.constantFrom('noshow', 'noshow', 'fulfilled', 'booked', 'cancelled');
    return fc.tuple(status, dates()).map(([given, start]) =>
      defined({
        resourceType: 'Appointment',
        status: given,
        start,
        participant: [{ actor: SUBJECT, status: 'accepted' }],
      }),
    );
  }

  responses(): Arbitrary<JsonObject> {
    const answer = fc.oneof(
      fc.boolean().map((valueBoolean) => ({ valueBoolean })),
      this.concepts('answer-yes', 'answer-no').map(({ coding: list }) => ({
        valueCoding: (list as readonly unknown[])[0],
      })),
    );
    const item = fc
      .tuple(fc.constantFrom('other', ...this.linkIds), answer)
      .map(([linkId, given]) => ({ linkId, answer: [given] }));
    return fc
      .record({
        authored: dates(),
        encounter: this.encounterReference(),
        items: fc.array(item, { maxLength: 3 }),
      })
      .map(({ items, ...rest }) =>
        defined({
          resourceType: 'QuestionnaireResponse',
          status: 'completed',
          subject: SUBJECT,
          item: items,
          ...rest,
        }),
      );
  }

  /** Ages from 0 to 100 in whole or partial birth dates, one still to be born, and none at all. */
  patients(): Arbitrary<JsonObject> {
    const born = fc.integer({ min: -1, max: 100 * 365 }).map((days) => isoDay(days).slice(0, 10));
    const young = fc.integer({ min: 9 * 365, max: 26 * 365 }).map((days) => isoDay(days).slice(0, 10));
    const birthDate = fc.oneof(
      born,
      young,
      young,
      young.map((text) => text.slice(0, 7)),
      young.map((text) => text.slice(0, 4)),
      fc.constant(undefined),
    );
    return birthDate.map((date) => defined({ resourceType: 'Patient', id: PATIENT_ID, birthDate: date }));
  }

  /**
   * A plausible record.
   *
   * @param named true where each resource has an id of its own; otherwise some have none
   */
  charts(named: boolean): Arbitrary<ChartSpec> {
    const identify = (letter: string, list: readonly JsonObject[]): readonly JsonObject[] =>
      list.map((resource, number) =>
        named || number % 3 !== 2 ? { ...resource, id: `${letter}${number}` } : resource,
      );
    return fc
      .record({
        patient: this.patients(),
        encounterId: fc.constantFrom(undefined, 'e0', 'e0', 'e0'),
        conditions: fc.array(this.conditions(), { maxLength: 12, size: 'max' }),
        encounters: fc.array(this.encounters(), { maxLength: 6, size: 'max' }),
        observations: fc.array(this.observations(), { maxLength: 4 }),
        appointments: fc.array(this.appointments(), { maxLength: 4 }),
        responses: fc.array(this.responses(), { maxLength: 1 }),
      })
      .map(({ patient, encounterId, ...lists }) => ({
        patient,
        encounterId,
        resources: [
          ...identify('c', lists.conditions),
          ...identify('e', lists.encounters),
          ...identify('o', lists.observations),
          ...identify('a', lists.appointments),
          ...identify('q', lists.responses),
        ],
      }));
  }
}
