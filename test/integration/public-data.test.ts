import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_PAGES } from '../../src/chart/gather-source.js';
import { PATHWAYS } from '../../src/model/assessment.js';
import { ROOT } from '../support/data-content.js';
import { DATA_SETS, hasPublicData, PUBLIC_DATA, readDataSet, withRecorded } from '../support/data-public.js';
import type { DataSet, PublicPatient } from '../support/data-public.js';
import { startService } from '../support/data-service.js';
import type { Answered, Service } from '../support/data-service.js';

const DOCUMENT = join(ROOT, 'docs', 'public-data.md');
const WRITES_DOCUMENT = process.env['UPDATE_DOCS'] === '1';

/** What is recorded of a data set. */
interface Tally {
  readonly patients: number;
  readonly deceased: number;
  readonly pathways: ReadonlyMap<string, number>;
  readonly cues: ReadonlyMap<string, number>;
}

function isDeceased({ patient }: PublicPatient): boolean {
  return patient['deceasedDateTime'] !== undefined || patient['deceasedBoolean'] === true;
}

/** Pages beyond the first that are followed, of a hundred encounters each; beyond that older ones are not known. */
const READABLE_ENCOUNTERS = 100 * (1 + MAX_PAGES);

/** What must be the same in all ways; where a record is longer than is read, not what is said to be unknown. */
function comparable(answer: Answered, { store }: PublicPatient): Partial<Answered> {
  if ((store.get('Encounter') ?? []).length <= READABLE_ENCOUNTERS) return answer;
  const { status, cards, assessment } = answer;
  if (assessment === undefined) return answer;
  return { status, cards, assessment: { ...assessment, unknown: [] } };
}

function count(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function pathwayOf({ cards: [card] }: Answered, { content }: Service): string | undefined {
  return PATHWAYS.find((pathway) => content.cardPlans[pathway].topic === card?.source.topic.code);
}

function tallyOf(patients: readonly PublicPatient[], answers: readonly Answered[], service: Service): Tally {
  return {
    patients: patients.length,
    deceased: patients.filter(isDeceased).length,
    pathways: count(answers.flatMap((answer) => pathwayOf(answer, service) ?? [])),
    cues: count(answers.flatMap(({ assessment }) => assessment?.findings.map(({ cue }) => cue) ?? [])),
  };
}

function rateRow(set: DataSet, { patients, deceased, pathways }: Tally): string {
  const counts = PATHWAYS.map((pathway) => pathways.get(pathway) ?? 0);
  const shown = counts.reduce((sum, number) => sum + number, 0);
  const share = `${((100 * shown) / patients).toFixed(1)} %`;
  return `| ${[set, patients, deceased, ...counts, share].join(' | ')} |`;
}

function cueRows(tallies: ReadonlyMap<DataSet, Tally>): readonly string[] {
  const sets = [...tallies.values()];
  const cues = [...new Set(sets.flatMap((tally) => [...tally.cues.keys()]))].toSorted();
  return cues.map((cue) => `| ${[cue, ...sets.map((tally) => tally.cues.get(cue) ?? 0)].join(' | ')} |`);
}

function documentOf(tallies: ReadonlyMap<DataSet, Tally>): string {
  return `# What the demo site says about public data

Synthetic patients, made by others. None of them is recorded as exploited, so nearly every card on them is a false
alarm: the tables are for the rate of cards and for robustness, and say nothing about who would be missed.

Each patient is seen once, half an hour after the start of the last encounter (or after the last entry, where there
is no encounter), with the demo site's content. Each is asked for in three ways: everything in prefetch; nothing in
prefetch and a FHIR server; first pages in prefetch and a FHIR server. The answers are the same,
but that a fetched record with more than ${READABLE_ENCOUNTERS} encounters is known to be incomplete.

## Cards

| Data set | Patients | Deceased | ${PATHWAYS.join(' | ')} | With a card |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${[...tallies].map(([set, tally]) => rateRow(set, tally)).join('\n')}

With one suspicion (ICD-10-CM T76.61XA) added on the day of the last encounter, every living patient gets exactly one
card and no deceased patient gets one: the silence above is not deafness.

## Patients with each cue

| Cue | ${[...tallies.keys()].join(' | ')} |
| --- |${' ---: |'.repeat(tallies.size)}
${cueRows(tallies).join('\n')}

## The data

- synthea-200: every third patient of smart-on-fhir/generated-sample-data, R4/SYNTHEA (Synthea; Apache-2.0).
- synthea-sdoh-notes-13: smart-on-fhir/sample-bulk-fhir-datasets, branch 10-patients (Synthea; CC0). Its Observations
  could not be had.
- bundles: three transaction Bundles of the first source, with their references resolved: an adult with emergency
  visits, a child, a person who has died.
- shift-demo-4: SHIFT-Task-Force/demo-fhir-data (CC BY 4.0, SHIFT Task Force).

\`test/integration/public-data.test.ts\` checks this page where the data stands in \`${PUBLIC_DATA}\`, and writes it with
\`UPDATE_DOCS=1\`. A change of content that moves a number is explained in its changelog.
`;
}

// Elsewhere there is nothing to read; the title of the skipped suite says why.
const inPlace = hasPublicData ? describe : describe.skip;

inPlace(`Public synthetic data (needs ${PUBLIC_DATA} beside the project; skipped without it)`, () => {
  const tallies = new Map<DataSet, Tally>();
  let service: Service;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(async () => service.close());

  it.each(DATA_SETS)(
    '%s: the same answer by prefetch and by fetch, at most one card, none for the deceased',
    async (set) => {
      const patients = await readDataSet(set);
      const answers: Answered[] = [];
      for (const patient of patients) {
        const sent = await service.ask(patient, 'prefetch');
        const others = [await service.ask(patient, 'fetch'), await service.ask(patient, 'first pages')];
        expect([sent, ...others].map(({ status }) => status)).toStrictEqual([200, 200, 200]);
        for (const other of others) {
          const id = patient.id;
          expect({ ...comparable(other, patient), id }).toStrictEqual({ ...comparable(sent, patient), id });
        }
        expect(sent.cards.length).toBeLessThanOrEqual(isDeceased(patient) ? 0 : 1);
        answers.push(sent);
      }
      const tally = tallyOf(patients, answers, service);
      tallies.set(set, tally);
      console.info(rateRow(set, tally));
      expect(service.faults).toStrictEqual([]);
    },
    120_000,
  );

  it.each(DATA_SETS)(
    '%s: with one suspicion recorded, exactly one card for the living and none for the deceased',
    async (set) => {
      for (const patient of await readDataSet(set)) {
        const suspected = withRecorded(patient, 'T76.61XA');
        const wanted = isDeceased(patient) ? [] : ['private-conversation'];
        for (const way of ['prefetch', 'fetch'] as const) {
          const answer = await service.ask(suspected, way);
          const shown = answer.cards.map(() => pathwayOf(answer, service));
          expect({ id: patient.id, shown }).toStrictEqual({ id: patient.id, shown: wanted });
        }
      }
    },
    120_000,
  );

  it('docs/public-data.md records exactly this', async () => {
    const found = documentOf(tallies);
    if (WRITES_DOCUMENT && tallies.size === DATA_SETS.length) await writeFile(DOCUMENT, found);
    expect(await readFile(DOCUMENT, 'utf8')).toBe(found);
  });
});
