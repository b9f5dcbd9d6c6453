import type { Bundle, CodeSystem, ValueSet } from 'fhir/r4.js';
import request from 'supertest';
import { FORBIDDEN_WORDS } from '../../src/content/forbidden-words.js';
import { forbiddenWord } from '../../src/content/lint-text.js';
import { LOOP_STATE_IDS, LOOP_STATES } from '../../src/model/loop-state.js';
import { OFFER_MARK_IDS, OFFER_MARKS } from '../../src/model/plan-activity.js';
import { LANGUAGES } from '../support/every-decision.js';
import { faultsOf } from '../support/fhir-r4.js';
import { lintWith } from '../support/lint-with.js';
import { shippedContent } from '../support/shipped-content.js';
import { walk } from '../support/web-json-walk.js';
import { startHaven } from '../support/web-server-under-test.js';

/** SDOHCC 3.0.0, ValueSet Referral Task Status: task-status without `ready` and `received`. */
const REFERRAL_TASK_STATUS: ReadonlySet<string> = new Set([
  'draft',
  'requested',
  'accepted',
  'rejected',
  'cancelled',
  'in-progress',
  'on-hold',
  'failed',
  'completed',
  'entered-in-error',
]);
/** https://hl7.org/fhir/R4/valueset-care-plan-activity-status.html */
const ACTIVITY_STATUS: ReadonlySet<string> = new Set([
  'not-started',
  'scheduled',
  'in-progress',
  'on-hold',
  'completed',
  'cancelled',
  'stopped',
  'unknown',
  'entered-in-error',
]);

async function bundle(): Promise<Bundle> {
  const { referralCodes } = await shippedContent();
  return JSON.parse(JSON.stringify(referralCodes)) as Bundle;
}

async function systems(): Promise<readonly CodeSystem[]> {
  const all = (await bundle()).entry?.flatMap(({ resource }) => resource ?? []) ?? [];
  return all.filter((one): one is CodeSystem => one.resourceType === 'CodeSystem');
}

describe('the states of a referral (response brief 3.4)', () => {
  it('are these eight, and unknown ends a Task like any other: nobody is asked to find out', () => {
    expect(LOOP_STATE_IDS).toEqual([
      'offered',
      'declined',
      'information-only',
      'warm-handoff-made',
      'patient-reports-connected',
      'patient-reports-barrier',
      'agency-confirmed',
      'unknown',
    ]);
    expect(LOOP_STATES.unknown).toBe('completed');
  });
  it('go with a Task.status that the profile of the referral allows', () => {
    expect(Object.values(LOOP_STATES).filter((status) => !REFERRAL_TASK_STATUS.has(status))).toEqual([]);
  });
  it('the marks of a plan are offered, accepted, later and declined, each with a status of R4 (4.3)', () => {
    expect(OFFER_MARK_IDS).toEqual(['offered', 'accepted', 'later', 'declined']);
    expect(Object.values(OFFER_MARKS).filter((status) => !ACTIVITY_STATUS.has(status))).toEqual([]);
  });
});

describe('the code systems that an EHR loads (GET /referral-codes)', () => {
  it('are served as one Bundle of valid base R4, with a value set for each', async () => {
    const haven = await startHaven();
    const answer = await request(haven.url)
      .get('/referral-codes')
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
      });
    await haven.close();
    expect(answer.headers['content-type']).toContain('application/fhir+json');
    const served = JSON.parse(String(answer.body)) as Bundle;
    expect(served).toEqual(await bundle());
    expect(faultsOf(served)).toEqual([]);
    const all = served.entry?.flatMap(({ resource }) => resource ?? []) ?? [];
    for (const resource of all) expect(faultsOf(resource)).toEqual([]);
    const sets = all.filter((one): one is ValueSet => one.resourceType === 'ValueSet');
    expect(sets.map(({ compose }) => compose?.include[0]?.system)).toEqual(
      (await systems()).map(({ url }) => url),
    );
  });
  it('have every code in every language, with the status that goes with it', async () => {
    const described = (await systems()).map(({ concept = [] }) =>
      concept.map(({ code, designation = [], property = [] }) => [
        code,
        property.map(({ valueCode }) => valueCode),
        ['en', ...designation.map(({ language }) => language)],
      ]),
    );
    const listed = (table: Readonly<Record<string, string>>): unknown =>
      Object.entries(table).map(([code, status]) => [code, [status], expect.arrayContaining([...LANGUAGES])]);
    expect(described).toEqual([listed(LOOP_STATES), listed(OFFER_MARKS)]);
  });
  it('name nothing that may not be read over a shoulder, this product included', async () => {
    const texts = walk(await bundle()).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    const languages = Object.keys(FORBIDDEN_WORDS);
    expect(texts.filter((text) => forbiddenWord(text.replaceAll(/[^\p{L}']+/gu, ' '), languages))).toEqual(
      [],
    );
  });
  it.each([
    ['private-conversation/cards/en.yaml', 'offered: Offered', 'offered: Offered to a victim'],
    ['continuity-of-care/cards/en.yaml', 'same-clinician: Visits', 'same-clinician: Screening visits'],
  ])('words that may not be shown are refused in %s', async (file, from, to) => {
    expect(await lintWith(file, (text) => text.replace(from, to))).toContainEqual(
      expect.stringContaining('forbidden-word'),
    );
  });
  it('no cue may read them back: a cue on a code of them is refused (must-not-use)', async () => {
    const found = await lintWith('private-conversation/value-sets/answer-declined.json', (text) =>
      text.replace('urn:haven-cds:observation-answer', 'urn:supportive-care:referral-state'),
    );
    expect(found.join('\n')).toContain('must-not-use');
  });
});
