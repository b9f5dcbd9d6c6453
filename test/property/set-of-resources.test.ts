import fc from 'fast-check';
import type { LoadedContent } from '../../src/content/load-content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { assessed } from '../support/data-assess.js';
import { ChartArbitraries, SUBJECT } from '../support/data-charts.js';
import type { ChartSpec } from '../support/data-charts.js';
import { loadEverything } from '../support/data-content.js';
import { runs } from '../support/data-property.js';

let loaded: LoadedContent;
let arbitraries: ChartArbitraries;

beforeAll(async () => {
  loaded = await loadEverything();
  arbitraries = new ChartArbitraries(loaded);
});

/** Another order, and which resources come twice. */
const deal = fc.record({
  keys: fc.array(fc.nat({ max: 99 }), { minLength: 40, maxLength: 40 }),
  again: fc.array(fc.nat({ max: 39 }), { maxLength: 4 }),
});

type Deal = typeof deal extends fc.Arbitrary<infer T> ? T : never;

function copyOf(resource: JsonObject | undefined): readonly JsonObject[] {
  return resource === undefined ? [] : [structuredClone(resource)];
}

function dealt(resources: readonly JsonObject[], { keys, again }: Deal): readonly JsonObject[] {
  const once = resources
    .map((resource, number) => ({ resource, key: keys[number] ?? 0 }))
    .toSorted((one, other) => one.key - other.key)
    .map(({ resource }) => resource);
  return [...again.flatMap((number) => copyOf(once[number])), ...once];
}

/** The property: dealt in another way, a record gives the same assessment. */
function sameHoweverDealt(charts: fc.Arbitrary<ChartSpec>): fc.IPropertyWithHooks<[ChartSpec, Deal]> {
  return fc.property(charts, deal, (spec, order) => {
    const again = assessed(spec, loaded.content, dealt(spec.resources, order));
    expect(again).toStrictEqual(assessed(spec, loaded.content));
  });
}

function born(birthDate: string, resources: readonly JsonObject[]): ChartSpec {
  return { patient: { resourceType: 'Patient', id: 'p', birthDate }, encounterId: undefined, resources };
}

function ownCondition(rest: JsonObject): JsonObject {
  return { resourceType: 'Condition', subject: SUBJECT, ...rest };
}

function named(resource: JsonObject, id: string): JsonObject {
  return { ...resource, id };
}

/** Resources with ids of one letter and their number. */
function numbered(letter: string, resources: readonly JsonObject[]): readonly JsonObject[] {
  return resources.map((resource, number) => named(resource, `${letter}${number}`));
}

const recent = fc.integer({ min: 1, max: 90 }).map((day) => new Date(Date.UTC(2026, 0, day)).toISOString());

describe('A chart is a set: order and copies change nothing (decision 1)', () => {
  it('for plausible records, with and without ids', () => {
    fc.assert(sameHoweverDealt(arbitraries.charts(false)), runs(1200));
  });

  it('for versions of one resource: the same one is kept', () => {
    const meta = fc.record(
      {
        versionId: fc.constantFrom('1', '2', '10', '9', '1x', 'a', '01'),
        lastUpdated: fc.constantFrom('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', '2026-03'),
      },
      { requiredKeys: [] },
    );
    const version = fc
      .record({ code: arbitraries.concepts('self-harm', 'injury'), meta, recordedDate: recent })
      .map((rest) => named(ownCondition(rest), 'c0'));
    const versions = fc.array(version, { minLength: 2, maxLength: 4 });
    const charts = versions.map((list) => born('1990-01-01', list));
    fc.assert(sameHoweverDealt(charts), runs(1000));
  });

  it('for visits to several providers for several complaints', () => {
    const visit = fc
      .record({
        provider: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
        complaint: fc.constantFrom('R10.1', 'R51', 'M54.5'),
        start: recent,
      })
      .map(({ provider, complaint, start }) => ({
        resourceType: 'Encounter',
        status: 'finished',
        subject: SUBJECT,
        period: { start },
        serviceProvider: { reference: `Organization/${provider}` },
        reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: complaint }] }],
      }));
    const visits = fc.array(visit, { minLength: 3, maxLength: 9 });
    const charts = visits.map((list) => born('1990-01-01', numbered('e', list)));
    fc.assert(sameHoweverDealt(charts), runs(500));
  });

  it('for two organisms in one episode, in a record with several such episodes', () => {
    const condition = fc
      .record({
        code: arbitraries.concepts('gonorrhoea', 'chlamydia', 'trichomoniasis'),
        recordedDate: recent,
      })
      .map(ownCondition);
    const conditions = fc.array(condition, { minLength: 2, maxLength: 6 });
    const charts = conditions.map((list) => born('2010-01-01', numbered('c', list)));
    fc.assert(sameHoweverDealt(charts), runs(500));
  });

  it('for a condition that several encounters name as their diagnosis', () => {
    const encounter = recent.map((start) => ({
      resourceType: 'Encounter',
      status: 'finished',
      subject: SUBJECT,
      period: { start },
      diagnosis: [{ condition: { reference: 'Condition/c0' } }],
    }));
    const condition = arbitraries
      .concepts('self-harm')
      .map((code) => ({ resourceType: 'Condition', id: 'c0', subject: SUBJECT, code }));
    const charts = fc
      .tuple(condition, fc.array(encounter, { minLength: 2, maxLength: 3 }))
      .map(([own, list]) => born('1990-01-01', [own, ...numbered('e', list)]));
    fc.assert(sameHoweverDealt(charts), runs(200));
  });

  it('for facts without id that fall on the same moment', () => {
    const condition = fc
      .record({
        code: arbitraries.concepts('injury'),
        recordedDate: fc.constantFrom('2026-03-01', '2026-01-15', '2025-11-01'),
        encounter: fc.constantFrom({ reference: 'Encounter/e0' }, { reference: 'Encounter/e1' }),
        clinicalStatus: fc.constantFrom({ coding: [{ code: 'active' }] }, { coding: [{ code: 'resolved' }] }),
      })
      .map(ownCondition);
    const conditions = fc.array(condition, { minLength: 3, maxLength: 7 });
    const charts = conditions.map((list) => born('1990-01-01', list));
    fc.assert(sameHoweverDealt(charts), runs(500));
  });
});
