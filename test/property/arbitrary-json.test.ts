import fc from 'fast-check';
import type { GatherPort } from '../../src/chart/gather-chart.js';
import type { LoadedContent } from '../../src/content/load-content.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import { HavenError } from '../../src/model/haven-error.js';
import type { HookCall } from '../../src/model/hook-call.js';
import { isJsonObject } from '../../src/model/json-value.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { SOURCES } from '../../src/model/source.js';
import { firstClient } from '../../src/model/first-client.js';
import { evaluateChart } from '../../src/pipeline/evaluate-chart.js';
import { handleHook } from '../../src/pipeline/handle-hook.js';
import type { HookTools } from '../../src/pipeline/handle-hook.js';
import { inputOf } from '../support/data-assess.js';
import { ChartArbitraries, PATIENT_ID } from '../support/data-charts.js';
import type { ChartSpec } from '../support/data-charts.js';
import { loadDemo } from '../support/data-content.js';
import { codesInside } from '../support/data-evidence.js';
import { AT, runs } from '../support/data-property.js';
import { unrestrained } from '../support/unrestrained.js';

let loaded: LoadedContent;
let arbitraries: ChartArbitraries;

beforeAll(async () => {
  loaded = await loadDemo();
  arbitraries = new ChartArbitraries(loaded);
});

const NAMES = [
  'resourceType', 'id', 'code', 'coding', 'system', 'subject', 'reference', 'period', 'start', 'status',
  'class', 'entry', 'resource', 'link', 'relation', 'url', 'item', 'answer', 'linkId', 'meta', 'participant',
  'actor', 'component', 'extension', 'birthDate', 'deceasedBoolean', 'diagnosis', 'condition', 'contained',
  'recordedDate', '__proto__', 'constructor', 'toString', 'length',
]; // prettier-ignore
const TEXTS = [
  'Bundle',
  'Patient',
  'Condition',
  'Encounter',
  'Observation',
  'Patient/p',
  'p',
  'next',
  '2026-03',
  '',
];

/** JSON with the names that FHIR uses in places where they mean nothing. */
const json = fc.letrec<{ readonly value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, ...TEXTS),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), tie('value'), { maxKeys: 5 }),
  ),
})).value;

const jsonObject = fc.dictionary(fc.constantFrom(...NAMES), json, { maxKeys: 8 });

/** Puts arbitrary JSON somewhere inside a value. */
function spoiled(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  if (Array.isArray(value))
    return value.map((item, number) => (number === step % value.length ? spoiled(item, rest, by) : item));
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner], number) => [
      name,
      number === step % entries.length ? spoiled(inner, rest, by) : inner,
    ]),
  );
}

type Damage = readonly [readonly number[], unknown];

function damaged(resource: JsonObject, damage: Damage | undefined): JsonObject {
  const result = damage === undefined ? resource : spoiled(resource, ...damage);
  return isJsonObject(result) ? result : {};
}

/** Plausible resources, every second one spoiled in one place. */
function spoiledCharts(): fc.Arbitrary<ChartSpec> {
  const damage = fc.tuple(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }), json);
  const all = fc.array(damage, { minLength: 1, maxLength: 6 });
  return fc.tuple(arbitraries.charts(false), all).map(([{ patient, encounterId, resources }, list]) => ({
    patient,
    encounterId,
    resources: resources.map((resource, number) =>
      number % 2 === 0 ? resource : damaged(resource, list[number % list.length]),
    ),
  }));
}

const CALL = {
  userId: 'Practitioner/1',
  patientId: PATIENT_ID,
  encounterId: 'e0',
};

function cardsOf(patient: JsonObject, resources: readonly JsonObject[]): readonly unknown[] {
  const input = inputOf({ patient, encounterId: 'e0', resources });
  const call = { ...CALL, client: firstClient(loaded.content.site) };
  return evaluateChart(call, input, loaded.content, AT, () => 'uuid').cards;
}

/** At most one card, and none unless some coding of the content is in what was given. */
function areGrounded(cards: readonly unknown[], given: unknown): boolean {
  return cards.length <= (codesInside(given, loaded.content).length === 0 ? 0 : 1);
}

function hookCall(prefetch: Readonly<Record<string, unknown>>, fhir: HookCall['fhir']): HookCall {
  return {
    ...CALL,
    client: firstClient(loaded.content.site),
    service: 'private-time-patient-view',
    hook: 'patient-view',
    behaviour: 'patient-view',
    hookInstance: 'one',
    fhir,
    prefetch: new Map(Object.entries(prefetch)),
  };
}

function toolsWith(port: GatherPort | undefined): HookTools {
  return {
    content: loaded.content,
    ledger: memoryLedger({ now: () => AT }),
    ...unrestrained(),
    openFhir: () => port,
    now: () => AT,
    uuid: () => 'uuid',
  };
}

/** The cards of a call, or the code of the error it ended with. */
async function outcomeOf(call: HookCall, port?: GatherPort): Promise<readonly unknown[] | string> {
  try {
    return (await handleHook(call, toolsWith(port), undefined)).response.cards;
  } catch (error) {
    if (error instanceof HavenError) return error.code;
    throw error;
  }
}

function isAllowed(outcome: readonly unknown[] | string, given: unknown, errors: readonly string[]): boolean {
  return typeof outcome === 'string' ? errors.includes(outcome) : areGrounded(outcome, given);
}

describe('Odd data never becomes an error or a card (invariant 7, checklist 28-30)', () => {
  it('folds, assesses, decides and composes over arbitrary JSON in place of resources', () => {
    fc.assert(
      fc.property(jsonObject, fc.array(jsonObject, { maxLength: 8 }), (patient, resources) => {
        expect(areGrounded(cardsOf(patient, resources), [patient, resources])).toBe(true);
      }),
      runs(700),
    );
  });

  it('folds, assesses, decides and composes over plausible resources that are spoiled in places', () => {
    fc.assert(
      fc.property(spoiledCharts(), ({ patient, resources }) => {
        expect(areGrounded(cardsOf(patient, resources), resources)).toBe(true);
      }),
      runs(700),
    );
  });

  it('throws only patient-mismatch or precondition-failed over arbitrary prefetch values (decision 3)', async () => {
    const prefetch = fc.record(Object.fromEntries(SOURCES.map((key) => [key, json])), { requiredKeys: [] });
    const patient = fc.constantFrom({}, { patient: { resourceType: 'Patient', id: PATIENT_ID } });
    await fc.assert(
      fc.asyncProperty(prefetch, patient, async (values, known) => {
        const given = { ...values, ...known };
        const outcome = await outcomeOf(hookCall(given, undefined));
        expect(isAllowed(outcome, given, ['patient-mismatch', 'precondition-failed'])).toBe(true);
      }),
      runs(400),
    );
  });

  it('takes a plausible record in bundles in which anything may be spoiled', async () => {
    const damage = fc.tuple(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 }), json);
    await fc.assert(
      fc.asyncProperty(arbitraries.charts(true), damage, async (spec, [path, by]) => {
        const entry = spec.resources.map((resource) => ({
          resource,
          fullUrl: `urn:uuid:${String(resource['id'])}`,
        }));
        const bundle = { resourceType: 'Bundle', type: 'searchset', entry };
        const given = { patient: spec.patient, conditions: spoiled(bundle, path, by) };
        const outcome = await outcomeOf(hookCall(given, undefined));
        expect(isAllowed(outcome, given, [])).toBe(true);
      }),
      runs(400),
    );
  });

  it('throws only patient-mismatch or precondition-failed over arbitrary answers of a FHIR server', async () => {
    const fhir = { baseUrl: 'http://127.0.0.1/fhir', token: undefined };
    await fc.assert(
      fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 12 }), async (bodies) => {
        let asked = 0;
        const answer = async (): Promise<{ readonly kind: 'answered'; readonly body: unknown }> => {
          asked += 1;
          return { kind: 'answered', body: bodies[asked % bodies.length] };
        };
        const outcome = await outcomeOf(hookCall({}, fhir), { get: answer, nextPage: answer });
        expect(isAllowed(outcome, bodies, ['precondition-failed'])).toBe(true);
        expect(asked).toBeLessThanOrEqual(SOURCES.length * 6);
      }),
      runs(400),
    );
  });
});
