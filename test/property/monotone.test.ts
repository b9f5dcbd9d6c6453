import fc from 'fast-check';
import { countEvents } from '../../src/assess/count-events.js';
import type { LoadedContent } from '../../src/content/load-content.js';
import type { Fact } from '../../src/model/fact.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { assessed } from '../support/data-assess.js';
import { ChartArbitraries, SUBJECT } from '../support/data-charts.js';
import type { ChartSpec } from '../support/data-charts.js';
import { loadEverything } from '../support/data-content.js';
import { isSupporting, notSupporting } from '../support/data-evidence.js';
import { runs } from '../support/data-property.js';

let loaded: LoadedContent;
let arbitraries: ChartArbitraries;
let silencers: ReadonlySet<number>;

beforeAll(async () => {
  loaded = await loadEverything();
  arbitraries = new ChartArbitraries(loaded);
  silencers = notSupporting(loaded.content);
});

/** Encounters also say where the patient is and when other evidence was: only one that nothing leans on is evidence alone. */
function standsAlone(encounter: JsonObject, spec: ChartSpec): boolean {
  if (encounter['id'] === spec.encounterId || encounter['status'] === 'in-progress') return false;
  if (encounter['diagnosis'] !== undefined) return false;
  const reference = `"Encounter/${String(encounter['id'])}"`;
  return !spec.resources.some((resource) => JSON.stringify(resource).includes(reference));
}

function removable(spec: ChartSpec): readonly JsonObject[] {
  return spec.resources.filter(
    (resource) =>
      isSupporting(resource, loaded.content, silencers) &&
      (resource['resourceType'] !== 'Encounter' || standsAlone(resource, spec)),
  );
}

const DAY_MS = 86_400_000;

function factOn(day: number | undefined, encounter: string | undefined, number: number): Fact {
  const when = day === undefined ? undefined : { earliest: day * DAY_MS, latest: (day + 1) * DAY_MS - 1 };
  const rest = { active: false, standing: false, status: undefined, value: undefined };
  return { resource: 'Condition', id: `c${number}`, when, encounter, ...rest };
}

const apart = fc.constantFrom(
  { kind: 'resource' } as const,
  { kind: 'encounter' } as const,
  { kind: 'days', days: 31 } as const,
  { kind: 'days', days: 2 } as const,
);

describe('Removing supporting evidence never raises a tier (decision 13)', () => {
  it('tells supporting evidence from exclusions, absences and documented history by value set', () => {
    const names = [...silencers].map((set) => loaded.content.setNames[set]);
    expect(names).toEqual(
      expect.arrayContaining([
        'sports-activity',
        'ambulatory-visit',
        'exploitation-history',
        'wasting-disease',
      ]),
    );
    expect(names).not.toContain('self-harm');
    expect(names).not.toContain('assault-injury');
    expect(names).not.toContain('exploitation-suspected');
  });

  it('for any part of the supporting evidence of a plausible record', () => {
    const tiers = { 0: 0, 2: 0, 3: 0 };
    const choice = fc.array(fc.nat({ max: 99 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(arbitraries.charts(true), choice, fc.integer({ min: 5, max: 80 }), (spec, keys, share) => {
        const supporting = removable(spec);
        const gone = new Set(supporting.filter((_, number) => (keys[number] ?? 0) < share));
        const rest = spec.resources.filter((resource) => !gone.has(resource));
        const before = assessed(spec, loaded.content);
        tiers[before.tier] += 1;
        expect(assessed(spec, loaded.content, rest).tier).toBeLessThanOrEqual(before.tier);
      }),
      runs(2500),
    );
    // A property over records that never reach a tier would say nothing.
    expect(tiers[2]).toBeGreaterThan(50);
    expect(tiers[3]).toBeGreaterThan(50);
    expect(tiers[0]).toBeGreaterThan(50);
  });

  it('for each way of counting: one fact fewer never makes one event more (decision 8)', () => {
    const unlinked = fc.tuple(fc.option(fc.nat({ max: 4 }), { nil: undefined }), fc.constant(undefined));
    // what belongs to one encounter is dated by it
    const linked = fc.constantFrom<[number, string]>([0, 'e0'], [1, 'e1'], [1, 'e2'], [4, 'e3']);
    const fact = fc.oneof(unlinked, linked);
    const facts = fc
      .array(fact, { minLength: 1, maxLength: 6 })
      .map((list) => list.map(([day, encounter], number) => factOn(day, encounter, number)));
    fc.assert(
      fc.property(facts, fc.nat({ max: 5 }), apart, (all, which, way) => {
        const rest = all.filter((_, number) => number !== which);
        expect(countEvents(rest, way)).toBeLessThanOrEqual(countEvents(all, way));
      }),
      runs(3000),
    );
  });

  it('for a departure that is recorded twice in one encounter and once more without a link (decision 8)', () => {
    const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
    const condition = (id: string, code: string, recordedDate: string, encounter?: string): JsonObject => ({
      resourceType: 'Condition',
      id,
      subject: SUBJECT,
      recordedDate,
      code: { coding: [{ system: ICD, code }] },
      ...(encounter === undefined ? {} : { encounter: { reference: `Encounter/${encounter}` } }),
    });
    const visit = (id: string, start: string): JsonObject => ({
      resourceType: 'Encounter',
      id,
      subject: SUBJECT,
      status: 'finished',
      period: { start },
    });
    const first = condition('c0', 'Z53.29', '2026-02-10', 'e1');
    const spec: ChartSpec = {
      patient: { resourceType: 'Patient', id: 'p', birthDate: '1990-01-01' },
      encounterId: 'e0',
      resources: [
        visit('e0', '2026-03-31'),
        visit('e1', '2026-02-10'),
        first,
        condition('c1', 'Z53.29', '2026-02-11', 'e1'),
        condition('c2', 'Z53.29', '2026-02-10'),
      ],
    };
    const rest = spec.resources.filter((resource) => resource !== first);
    const before = assessed(spec, loaded.content).score;
    expect(assessed(spec, loaded.content, rest).score).toBeLessThanOrEqual(before);
  });
});
