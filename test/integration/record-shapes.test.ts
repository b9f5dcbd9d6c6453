import { readBundle } from '../../src/cli/read-bundle.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Assessment } from '../../src/model/assessment.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import { evaluateChart } from '../../src/pipeline/evaluate-chart.js';
import { handleHook } from '../../src/pipeline/handle-hook.js';
import { loadDemo } from '../support/data-content.js';
import { AT } from '../support/data-property.js';
import { unrestrained } from '../support/unrestrained.js';

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const PATIENT = { resourceType: 'Patient', id: 'p', birthDate: '1990-05-17' };
const SUBJECT = { reference: 'Patient/p' };

let content: Content;

beforeAll(async () => {
  ({ content } = await loadDemo());
});

async function assessmentOf(prefetch: Readonly<Record<string, unknown>>): Promise<Assessment | undefined> {
  const call = {
    client: firstClient(content.site),
    service: 'private-time-encounter-start',
    hook: 'encounter-start' as const,
    behaviour: 'encounter-start' as const,
    hookInstance: 'one',
    userId: 'Practitioner/1',
    patientId: 'p',
    encounterId: 'e0',
    fhir: undefined,
    prefetch: new Map(Object.entries({ patient: PATIENT, ...prefetch })),
  };
  const tools = {
    content,
    ledger: memoryLedger({ now: () => AT }),
    ...unrestrained(),
    openFhir: () => undefined,
    now: () => AT,
    uuid: () => '',
  };
  return (await handleHook(call, tools, undefined)).assessment;
}

function bundleOf(...resources: readonly unknown[]): unknown {
  return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) };
}

const EMERGENCY = {
  resourceType: 'Encounter',
  id: 'e0',
  status: 'in-progress',
  class: { system: ACT, code: 'EMER' },
  period: { start: '2026-03-31T10:00:00Z' },
};

describe('The context encounter under its own key is the patient’s (decision 2)', () => {
  it.each([
    ['as it is', { ...EMERGENCY, subject: SUBJECT }],
    ['without subject', EMERGENCY],
    ['without id', { ...EMERGENCY, id: undefined, subject: SUBJECT }],
    ['without id and subject', { ...EMERGENCY, id: undefined }],
  ])('%s it gives the setting', async (_, encounter) => {
    expect((await assessmentOf({ encounter }))?.setting).toBe('ED');
  });

  it('also where the search for all encounters brings the same one, without subject again', async () => {
    const both = { encounter: EMERGENCY, encounters: bundleOf(EMERGENCY) };
    expect((await assessmentOf(both))?.setting).toBe('ED');
  });

  it('about another patient it is dropped', async () => {
    const encounter = { ...EMERGENCY, subject: { reference: 'Patient/other' } };
    expect((await assessmentOf({ encounter }))?.setting).toBe('AMB');
  });

  it('is only that one: another encounter under the key, without subject, is nobody’s', async () => {
    const suspected = { coding: [{ system: ICD, code: 'T76.61XA' }] };
    const other = { ...EMERGENCY, id: 'e9', reasonCode: [suspected] };
    expect((await assessmentOf({ encounter: bundleOf(other) }))?.findings).toStrictEqual([]);
  });
});

describe('The Patient is read as a set too (decision 1)', () => {
  const older = { ...PATIENT, birthDate: '2012-05-17', meta: { versionId: '1' } };
  const newer = { ...PATIENT, meta: { versionId: '2' } };

  it.each([
    ['older first', bundleOf(older, newer)],
    ['newer first', bundleOf(newer, older)],
  ])('of two versions the newer one counts, %s', async (_, patient) => {
    expect((await assessmentOf({ patient }))?.population).toBe('adult');
  });
});

describe('References by fullUrl are resolved (decision 2)', () => {
  const url = (number: number): string => `urn:uuid:00000000-0000-4000-8000-00000000000${number}`;
  const code = (icd: string): unknown => ({ coding: [{ system: ICD, code: icd }] });
  const subject = { reference: url(1) };
  const encounter = { reference: url(2) };

  /** A transaction as it is posted: nothing has an id yet. */
  const posted = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: url(1), resource: { resourceType: 'Patient', birthDate: '1990-05-17' } },
      {
        fullUrl: url(2),
        resource: {
          resourceType: 'Encounter',
          status: 'finished',
          subject,
          class: { system: ACT, code: 'EMER' },
          period: { start: '2026-03-31' },
        },
      },
      // undated: only its encounter says when it was
      {
        fullUrl: url(3),
        resource: { resourceType: 'Condition', subject, encounter, code: code('T76.61XA') },
      },
    ],
  };

  it('for the subject, and for the encounter that dates a condition (decision 5)', () => {
    const input = readBundle(posted, { patient: undefined, encounter: undefined });
    const client = firstClient(content.site);
    const call = { client, userId: 'Practitioner/1', patientId: input.patientId, encounterId: undefined };
    const { assessment } = evaluateChart(call, input, content, AT, () => '');
    expect(assessment.findings.map(({ cue }) => cue)).toStrictEqual(['HTC-02']);
  });

  it('for the current encounter of `haven explain`, named by its id in the bundle', () => {
    const id = url(2).slice('urn:uuid:'.length);
    const input = readBundle(posted, { patient: undefined, encounter: id });
    const client = firstClient(content.site);
    const call = { client, userId: 'Practitioner/1', ...input };
    const { chart } = evaluateChart(call, input, content, AT, () => '');
    expect(chart.setting).toBe('ED');
  });
});
