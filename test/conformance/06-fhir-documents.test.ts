import { MAX_BINARIES } from '../../src/chart/fetch-binaries.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { base64, note, noteOf } from '../support/notes.js';
import { bundle, hookCall, prefetch, without } from '../support/web-charts.js';
import { accessTo, sendFhir, serving, startFhirServer } from '../support/web-fhir-server.js';
import type { FhirHandler } from '../support/web-fhir-server.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();
const hasty = await startHaven({ site: { fhirBudgetMs: 200 } });
const fhir = await startFhirServer();
const foreign = await startFhirServer();

beforeEach(() => {
  fhir.requests.length = 0;
  foreign.requests.length = 0;
  fhir.handler = serving({ Binary: binary('words') });
  foreign.handler = serving({ Binary: binary('words') });
});

afterAll(async () => {
  await haven.close();
  await hasty.close();
  await fhir.close();
  await foreign.close();
});

function binary(text: string, more: JsonObject = {}): JsonObject {
  return { resourceType: 'Binary', id: 'b1', contentType: 'text/plain', data: base64(text), ...more };
}

/** A note whose words lie behind a URL. */
function pointing(url: string, more: JsonObject = {}, contentType: unknown = 'text/plain'): JsonObject {
  return noteOf({ contentType, url }, more);
}

function callWithNotes(notes: readonly JsonObject[], more: JsonObject = accessTo(fhir)): JsonObject {
  return hookCall({ prefetch: prefetch({ documents: bundle(...notes) }), ...more });
}

/** What was asked of the caller's server for a call with these notes, and which sources were not read in full. */
async function asked(...notes: readonly JsonObject[]): Promise<readonly [readonly string[], unknown]> {
  const answer = await callService(haven, callWithNotes(notes));
  expect(answer.status).toBe(200);
  return [fhir.paths(), haven.lastLine().unread];
}

const INCOMPLETE = ['documents:incomplete'];

describe('CDS Hooks 2.0.1, FHIR Resource Access: notes that are only pointed to', () => {
  it('FHIR R4, Attachment.url: a Binary is read with the token, and the notes are known', async () => {
    expect(await asked(pointing('Binary/b1'))).toStrictEqual([['/fhir/Binary/b1'], []]);
    expect(fhir.requests).toMatchObject([{ method: 'GET', authorization: 'Bearer secret-token' }]);
  });

  it('FHIR R4, Attachment.url: absolute on the FHIR base is as good', async () => {
    expect(await asked(pointing(`${fhir.base}/Binary/b1`))).toStrictEqual([['/fhir/Binary/b1'], []]);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: notes that we searched for ourselves are read too', async () => {
    fhir.handler = serving({ DocumentReference: bundle(pointing('Binary/b1')), Binary: binary('words') });
    const values = without(prefetch(), 'documents');
    const answer = await callService(haven, hookCall({ prefetch: values, ...accessTo(fhir) }));
    expect(answer.status).toBe(200);
    expect(fhir.paths().map((path) => path.split('?')[0])).toStrictEqual([
      '/fhir/DocumentReference',
      '/fhir/Binary/b1',
    ]);
    expect(haven.lastLine().unread).toStrictEqual([]);
  });

  it('FHIR R4, DocumentReference: the search is for the note types, newest first', async () => {
    const values = without(prefetch(), 'documents');
    await callService(haven, hookCall({ prefetch: values, ...accessTo(fhir) }));
    const [path = ''] = fhir.paths();
    const query = new URL(path, fhir.origin).searchParams;
    expect(query.get('type')?.split(',')).toContain('http://loinc.org|54094-8');
    expect([query.get('patient'), query.get('_sort'), query.get('_count')]).toStrictEqual([
      'p1',
      '-date',
      '20',
    ]);
  });

  it.each([
    ['another server', (): string => `${foreign.base}/Binary/b1`],
    ['another server without a scheme', (): string => `//${new URL(foreign.base).host}/fhir/Binary/b1`],
    ['our server as the user of another', (): string => foreign.base.replace('//', '//127.0.0.1@')],
    ['our server by another name', (): string => `${fhir.base.replace('127.0.0.1', 'localhost')}/Binary/b1`],
    ['our server beside the base', (): string => `${fhir.origin}/other/Binary/b1`],
    ['a Patient', (): string => `${fhir.base}/Patient/p2`],
    ['a way out of the base', (): string => '../Binary/b1'],
    ['a file', (): string => 'file:///etc/hosts'],
  ])(
    'CDS Hooks 2.0.1, FHIR Resource Access: %s is never asked, and the notes are incomplete [37]',
    async (_, url) => {
      expect(await asked(pointing(url()))).toStrictEqual([[], INCOMPLETE]);
      expect(foreign.requests).toHaveLength(0);
    },
  );

  it.each([
    ['a PDF', [pointing('Binary/b1', {}, 'application/pdf')], INCOMPLETE],
    ['a form without a type', [pointing('Binary/b1', {}, null)], INCOMPLETE],
    ['a note that is not current', [pointing('Binary/b1', { status: 'superseded' })], []],
    ['a type that is not read', [pointing('Binary/b1', { type: { text: 'Letter' } })], []],
    ['another patient\u2019s note', [pointing('Binary/b1', { subject: { reference: 'Patient/p2' } })], []],
    ['a note of next week', [pointing('Binary/b1', { date: '2026-03-17' })], []],
    [
      'a note that came with its words',
      [noteOf({ contentType: 'text/plain', data: base64('x'), url: 'Binary/b1' })],
      [],
    ],
  ])('FHIR R4, DocumentReference: nothing is fetched for %s', async (_, notes, unread) => {
    expect(await asked(...notes)).toStrictEqual([[], unread]);
  });

  it('FHIR R4, DocumentReference: a note that has its words in another readable form needs no Binary', async () => {
    const content = [
      { attachment: { contentType: 'text/html', url: 'Binary/b1' } },
      { attachment: { contentType: 'text/plain', data: base64('words') } },
    ];
    expect(await asked(note('n1', '', { content }))).toStrictEqual([[], []]);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: without access nothing is fetched, and the notes are incomplete [31]', async () => {
    const answer = await callService(haven, callWithNotes([pointing('Binary/b1')], {}));
    expect(answer.status).toBe(200);
    expect(haven.lastLine().unread).toStrictEqual(INCOMPLETE);
  });

  it.each<readonly [string, FhirHandler]>([
    ['missing', (_, response) => sendFhir(response, { resourceType: 'OperationOutcome', issue: [] }, 404)],
    ['refused', (_, response) => sendFhir(response, { resourceType: 'OperationOutcome', issue: [] }, 403)],
    ['broken', (_, response) => void response.destroy()],
    ['no JSON', (_, response) => void response.end('plain words')],
    ['no Binary', (_, response) => sendFhir(response, { resourceType: 'Patient', data: base64('x') })],
    ['empty', (_, response) => sendFhir(response, { resourceType: 'Binary', contentType: 'text/plain' })],
    ['a number', (_, response) => sendFhir(response, 5)],
    ['a PDF after all', (_, response) => sendFhir(response, binary('x', { contentType: 'application/pdf' }))],
    ['malformed', (_, response) => sendFhir(response, binary('x', { data: '*' }))],
    [
      'elsewhere now',
      (_, response) => void response.writeHead(302, { location: `${foreign.base}/Binary/b1` }).end(),
    ],
  ])('FHIR R4, Binary: one that is %s is no error; the notes are incomplete [31]', async (_, handler) => {
    fhir.handler = handler;
    expect(await asked(pointing('Binary/b1'))).toStrictEqual([['/fhir/Binary/b1'], INCOMPLETE]);
    expect(foreign.requests).toHaveLength(0);
  });

  it('FHIR R4, Binary: one that is late is given up with the budget of the call, with the answer on time', async () => {
    fhir.handler = (): void => undefined;
    const start = performance.now();
    const answer = await callService(hasty, callWithNotes([pointing('Binary/b1')]));
    expect(answer.status).toBe(200);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(hasty.lastLine().unread).toStrictEqual(INCOMPLETE);
    expect(await fhir.requests[0]?.brokenOff).toBe(true);
  });

  it('FHIR R4, Binary: its own content type says what it is', async () => {
    fhir.handler = serving({ Binary: binary('<p>words</p>', { contentType: 'text/html; charset=utf-8' }) });
    expect(await asked(pointing('Binary/b1'))).toStrictEqual([['/fhir/Binary/b1'], []]);
    fhir.handler = serving({ Binary: binary('words', { contentType: undefined }) });
    expect((await asked(pointing('Binary/b1')))[1]).toStrictEqual([]);
  });

  it('FHIR R4, Binary: two notes that point to one, or one note that comes twice, ask once', async () => {
    const same = pointing('Binary/b1', { id: 'n2' });
    expect(await asked(pointing('Binary/b1'), same, pointing('Binary/b1'))).toStrictEqual([
      ['/fhir/Binary/b1'],
      [],
    ]);
  });

  const dated = (count: number): readonly JsonObject[] =>
    Array.from({ length: count }, (_, number) => {
      const day = `2026-02-${String(number + 1).padStart(2, '0')}`;
      return pointing(`Binary/b${number + 1}`, { id: `n${number + 1}`, date: day });
    });

  it('CDS Hooks 2.0.1, FHIR Resource Access: ten Binaries are fetched, all at once', async () => {
    expect(MAX_BINARIES).toBe(10);
    const waiting: (() => void)[] = [];
    fhir.handler = (_, response): void => {
      waiting.push(() => sendFhir(response, binary('words')));
      if (waiting.length === MAX_BINARIES) for (const answer of waiting) answer();
    };
    const [paths, unread] = await asked(...dated(10));
    expect(paths).toHaveLength(10);
    expect(unread).toStrictEqual([]);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: of eleven the oldest is not, and the notes are incomplete', async () => {
    const [paths, unread] = await asked(...dated(11));
    expect(paths.toSorted()).toStrictEqual(
      Array.from({ length: 10 }, (_, number) => `/fhir/Binary/b${number + 2}`).toSorted(),
    );
    expect(unread).toStrictEqual(INCOMPLETE);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: what may not be fetched takes no place among the ten', async () => {
    const elsewhere = pointing(`${foreign.base}/Binary/x`, { id: 'x', date: '2026-03-09' });
    const [paths] = await asked(elsewhere, ...dated(10));
    expect(paths).toHaveLength(10);
    expect(foreign.requests).toHaveLength(0);
  });

  it('HL7 security: no word of a note is logged, nor where it lies', async () => {
    fhir.handler = serving({ Binary: binary('zq7words') });
    await asked(pointing('Binary/zq7place'), note('n2', 'zq7data'), pointing(`${foreign.base}/zq7url`));
    expect(haven.logText()).not.toContain('zq7');
    expect(haven.faults).toStrictEqual([]);
  });
});
