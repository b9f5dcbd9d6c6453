import { assess } from '../../src/assess/assess.js';
import { foldChart } from '../../src/chart/fold-chart.js';
import { contentUnder } from '../../src/cli/content-under.js';
import { candidatesOf } from '../../src/cli/docs/candidates.js';
import type { Candidate } from '../../src/cli/docs/candidates.js';
import { Coverage } from '../../src/cli/docs/coverage.js';
import { evidenceOf } from '../../src/cli/docs/evidence-kind.js';
import type { Evidence } from '../../src/cli/docs/evidence-kind.js';
import { cuesOfSomeBodies } from '../../src/cli/docs/some-bodies.js';
import { waysOf } from '../../src/cli/docs/ways-of.js';
import type { Leaf } from '../../src/cli/docs/ways-of.js';
import { chartShowing, emptyChart, WITNESS_AT } from '../../src/cli/docs/witness.js';
import type { LoadedContent } from '../../src/content/load-content.js';
import type { Assessment } from '../../src/model/assessment.js';
import type { Content } from '../../src/model/content.js';
import { FAMILIES } from '../../src/model/cue.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { LANGUAGES } from '../../src/model/language.js';
import { loadDemo } from '../support/data-content.js';
import { everyCell } from '../support/every-path.js';
import type { PlacedCell } from '../support/every-path.js';
import { PathRecord } from '../support/path-record.js';

import.meta.jest.setTimeout(60_000);

let loaded: LoadedContent;
let content: Content;
let coverage: Coverage;
let cells: readonly PlacedCell[];
let records: PathRecord;

beforeAll(async () => {
  loaded = await loadDemo();
  content = contentUnder(loaded);
  coverage = new Coverage(content);
  records = new PathRecord(loaded, content);
  cells = [
    ...everyCell(content, {}, coverage),
    ...everyCell(content, { among: ['labor'] }, coverage),
    ...everyCell(content, { among: FAMILIES.filter((family) => family !== 'sexual') }, coverage),
    ...FAMILIES.flatMap((needs) => everyCell(content, { needs }, coverage)),
  ];
}, 60_000);

type PlacedPath = PlacedCell & { readonly cell: { readonly kind: 'path' } };

function paths(): readonly PlacedPath[] {
  return cells.filter((placed): placed is PlacedPath => placed.cell.kind === 'path');
}

/** The assessment of the record of a path, read from FHIR by the whole line. */
function assessed({ band, setting, evidence, cell }: PlacedPath, patient: JsonObject = {}): Assessment {
  const language = LANGUAGES.find((one) => evidence.label === `notes (${one})`) ?? 'en';
  const input = records.input(band, setting, cell.showings, language, patient);
  return assess(foldChart(input, content, WITNESS_AT), content, WITNESS_AT);
}

const describePath = ({ band, setting, tier, evidence, cell }: PlacedPath): string =>
  `${band?.from} ${setting} ${tier} ${evidence.label}: ${cell.cues.join(' ')}`;

describe('coverage: what the page says can be reached is reached', () => {
  it('has many paths and some that cannot be, in every group of patients', () => {
    expect(paths().length).toBeGreaterThan(1000);
    expect(cells.filter(({ cell }) => cell.kind === 'cannot').length).toBeGreaterThan(1000);
  });

  it('reaches the tier with exactly these cues where the record is written in FHIR with real codes and sentences', () => {
    const wrong = paths().flatMap((placed) => {
      const { tier, findings } = assessed(placed);
      const met = findings.map(({ cue }) => cue).toSorted();
      return tier >= placed.tier && met.join() === placed.cell.cues.join()
        ? []
        : [`${describePath(placed)} gives tier ${tier}, met ${met.join(' ')}`];
    });
    expect([...new Set(wrong)]).toEqual([]);
  });
});

describe('coverage: paths are open to everybody (no cue reads sex or gender)', () => {
  it('assesses the record of every path alike, whatever the Patient says about sex and gender', () => {
    const said: readonly JsonObject[] = [
      ...['male', 'female', 'other', 'unknown'].map((gender) => ({ gender })),
      {
        gender: 'female',
        extension: [
          { url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'M' },
          {
            url: 'http://hl7.org/fhir/StructureDefinition/individual-genderIdentity',
            extension: [
              {
                url: 'value',
                valueCodeableConcept: {
                  coding: [
                    { system: 'http://snomed.info/sct', code: '407376001', display: 'Male-to-female' },
                  ],
                },
              },
            ],
          },
        ],
      },
    ];
    const distinct = new Map(paths().map((placed) => [describePath(placed).replace(/ \d .*:/, ''), placed]));
    expect(distinct.size).toBeGreaterThan(100);
    for (const placed of distinct.values()) {
      const unsaid = assessed(placed);
      for (const patient of said) expect(assessed(placed, patient)).toEqual(unsaid);
    }
  });

  it('has no path as it ships that only some bodies can take, and knows the cues that would make one', () => {
    const some = cuesOfSomeBodies(content.cues, loaded.parsed);
    expect(some).toEqual(['CP-02', 'HTC-43', 'HTC-44', 'HTC-45']);
    expect(paths().filter(({ cell }) => cell.cues.some((cue) => some.includes(cue)))).toEqual([]);
  });
});

/** Every set of so many cues, each once. */
function setsOf(candidates: readonly Candidate[], size: number): readonly (readonly Candidate[])[] {
  if (size === 0) return [[]];
  return candidates.flatMap((first, at) =>
    setsOf(candidates.slice(at + 1), size - 1)
      .filter((rest) => rest.every(({ finding }) => finding.cue !== first.finding.cue))
      .map((rest) => [first, ...rest]),
  );
}

describe('coverage: no shorter path is passed over', () => {
  it.each([
    [16, 'ED'],
    [16, 'AMB'],
    [35, 'ED'],
    [35, 'AMB'],
  ] as const)(
    'finds by codes at %i in %s what trying every set of cues on the assessment finds',
    (from, setting) => {
      const placed = cells.filter(
        ({ band, evidence, ...at }) =>
          band?.from === from && at.setting === setting && evidence.label === 'codes and visits',
      );
      for (const { band, evidence, tier, cell } of placed.slice(0, 2)) {
        const base = emptyChart(band, setting, content);
        const candidates = candidatesOf(base, evidence, content).filter(({ finding }) => finding.points > 0);
        const size = cell.kind === 'path' ? cell.cues.length : 3;
        const reaching = Array.from({ length: size }, (_, less) => less + 1).flatMap((many) =>
          setsOf(candidates, many).filter((set) => {
            const showings = set.flatMap(({ showings: all }) => all.slice(0, 1));
            const { tier: found, findings } = assess(chartShowing(base, showings), content, WITNESS_AT);
            return found >= tier && findings.length === many;
          }),
        );
        const ranked = reaching
          .map((set) => ({
            points: set.reduce((sum, { finding }) => sum + finding.points, 0),
            cues: set.map(({ finding }) => finding.cue).toSorted(),
          }))
          .toSorted(
            (one, other) => one.points - other.points || (one.cues.join() < other.cues.join() ? -1 : 1),
          );
        expect(reaching.every((set) => set.length === size)).toBe(true);
        expect(ranked[0]?.cues).toEqual(cell.kind === 'path' ? cell.cues : undefined);
      }
    },
  );
});

describe('coverage: what the content leaves out is left out', () => {
  const any = (): Evidence => {
    const [first] = evidenceOf(content);
    if (first === undefined) throw new Error('no evidence');
    return first;
  };
  const counts = (cue: string, from: number): boolean =>
    coverage.counting({ from, to: from }, any()).has(cue);

  it.each([
    ['HTC-90', 64, 65],
    ['HTC-32', 6, 5],
    ['HTC-91', 34, 35],
    ['HTC-40', 13, 12],
    ['CP-01', 12, 13],
    ['HTC-41', 15, 16],
    ['HTC-55', 17, 18],
    ['HTC-70', 10, 9],
  ])('counts %s at %i and not at %i', (cue, open, shut) => {
    expect(counts(cue, open)).toBe(true);
    expect(counts(cue, shut) && earns(cue, shut)).toBe(false);
  });

  const earns = (cue: string, from: number): boolean => {
    const base = emptyChart({ from, to: from }, 'ED', content);
    return candidatesOf(base, any(), content).some(
      ({ finding }) => finding.cue === cue && finding.points > 0,
    );
  };

  it('never counts a cue without the company that it asks for (HTC-31, decision 9)', () => {
    const alone = paths().filter(({ cell }) => cell.cues.includes('HTC-31'));
    expect(alone.length).toBeGreaterThan(0);
    const company = (cue: string): boolean =>
      ['control', 'labor'].includes(content.cues.find(({ id }) => id === cue)?.family ?? '');
    expect(alone.filter(({ cell }) => !cell.cues.some((cue) => cue !== 'HTC-31' && company(cue)))).toEqual(
      [],
    );
  });

  it('puts no two cues in a path of which one excludes the other (HTC-16 and recorded homelessness)', () => {
    expect(counts('HTC-16', 30) && counts('HTC-70', 30)).toBe(true);
    const only = coverage.cell(
      { band: { from: 16, to: 16 }, setting: 'AMB', evidence: only16and70(any()) },
      { tier: 2, among: FAMILIES },
    );
    expect(only).toEqual({ kind: 'cannot', why: 'no path of up to 6 cues that a record can show together' });
  });

  /** Codes and notes of these two cues only: 4 points in two families, were it not for the exclusion. */
  function only16and70(evidence: Evidence): Evidence {
    const leaves = new Set<Leaf>(
      content.cues
        .filter(({ id }) => ['HTC-16', 'HTC-70'].includes(id))
        .flatMap(({ when }) => waysOf(when).flat()),
    );
    return {
      label: 'two cues',
      admits: (leaf) => evidence.admits(leaf) && leaves.has(leaf) && leaf.kind !== 'observation',
    };
  }
});
