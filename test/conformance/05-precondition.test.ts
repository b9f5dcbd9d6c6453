import { HOOKS } from '../../src/model/hook.js';
import { hookCall, outcome, patient, telling, without } from '../support/web-charts.js';
import { OUR_ERROR, readError } from '../support/web-expect.js';
import { accessTo, sendFhir, serving, startFhirServer } from '../support/web-fhir-server.js';
import type { FhirHandler } from '../support/web-fhir-server.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();
const hasty = await startHaven({ site: { fhirBudgetMs: 150 } });
const fhir = await startFhirServer();

beforeEach(() => {
  fhir.requests.length = 0;
});

afterAll(async () => {
  await haven.close();
  await hasty.close();
  await fhir.close();
});

type AnswerWith = (response: Parameters<FhirHandler>[1]) => void;

const refusing =
  (status: number): AnswerWith =>
  (response) =>
    sendFhir(response, outcome('error'), status);

/** Ways in which one read can fail, and the sentence of the log. */
const FAILURES: readonly (readonly [name: string, answerWith: AnswerWith, logged: string])[] = [
  ['401', refusing(401), 'unauthorized'],
  ['403', refusing(403), 'unauthorized'],
  ['404', refusing(404), 'not-found'],
  ['410', refusing(410), 'not-found'],
  ['429', refusing(429), 'server-error'],
  ['500', refusing(500), 'server-error'],
  ['503 in HTML', (response): void => void response.writeHead(503).end('<html>'), 'server-error'],
  ['an OperationOutcome with status 200', refusing(200), 'outcome'],
  ['no answer in time', (): void => undefined, 'timeout'],
  [
    'headers but no body in time',
    (response): void => void response.writeHead(200, { 'content-length': 100 }).write('{'),
    'timeout',
  ],
  ['a broken connection', (response): void => void response.destroy(), 'network'],
  ['a broken connection in mid-body', breakOff, 'network'],
  ['HTML with status 200', (response): void => void response.end('<html></html>'), 'server-error'],
  ['half a document', (response): void => void response.end('{"resourceType":"Patient","id'), 'server-error'],
  ['no body', (response): void => void response.writeHead(204).end(), 'not-fhir'],
  ['a JSON null', (response): void => void response.end('null'), 'network'],
  ['a JSON list', (response): void => void response.end('[]'), 'not-fhir'],
  ['another patient', (response): void => sendFhir(response, patient({ id: 'p2' })), 'not sent'],
  ['another type', (response): void => sendFhir(response, { resourceType: 'Person', id: 'p1' }), 'not sent'],
];

function breakOff(response: Parameters<FhirHandler>[1]): void {
  response.writeHead(200, { 'content-length': 100 }).write('{"resourceType":');
  setTimeout(() => response.destroy(), 20);
}

/** Only this type fails; the others are served. */
function failing(type: string, answerWith: AnswerWith): FhirHandler {
  return (path, response, request): void => {
    if (path.startsWith(type)) answerWith(response);
    else serving()(path, response, request);
  };
}

const NEEDS_TIME = new Set(['no answer in time', 'headers but no body in time']);

describe('CDS Hooks 2.0.1, HTTP Status Codes, 412: the required Patient could not be had', () => {
  it.each(
    FAILURES.flatMap(([name, failure, logged]) =>
      HOOKS.map((hook) => [name, failure, logged, hook] as const),
    ),
  )(
    'CDS Hooks 2.0.1, HTTP Status Codes: a read answered by %s [31]',
    async (name, answerWith, logged, hook) => {
      fhir.handler = failing('Patient', answerWith);
      const service = NEEDS_TIME.has(name) ? hasty : haven;
      const body = { ...hookCall({}, hook), prefetch: without(telling(), 'patient'), ...accessTo(fhir) };
      const answer = await callService(service, body);
      expect(answer.status).toBe(412);
      expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
      expect(service.lastLine().problem).toContain(logged);
      expect(service.faults).toStrictEqual([]);
    },
  );

  it('CDS Hooks 2.0.1, HTTP Status Codes: a server that nobody listens on [31]', async () => {
    const gone = await startFhirServer();
    await gone.close();
    const body = hookCall({ prefetch: without(telling(), 'patient'), ...accessTo(gone) });
    const answer = await callService(haven, body);
    expect(answer.status).toBe(412);
  });

  it('CDS Hooks 2.0.1, HTTP Status Codes: a call that was stripped of its data is a 412 with a line for operators [31]', async () => {
    const answer = await callService(haven, hookCall({ prefetch: undefined }));
    expect(answer.status).toBe(412);
    expect(haven.lastLine()).toMatchObject({
      status: 412,
      problem: 'precondition-failed: no Patient: not sent, and no FHIR server that may be read',
    });
  });
});

describe('CDS Hooks 2.0.1, HTTP Status Codes: everything else that fails is a 200', () => {
  const OTHERS = FAILURES.filter(([name]) => !name.startsWith('another'));

  it.each(OTHERS)(
    'CDS Hooks 2.0.1, Prefetch: a wanted search answered by %s [31]',
    async (name, answerWith) => {
      fhir.handler = failing('Observation', answerWith);
      const service = NEEDS_TIME.has(name) ? hasty : haven;
      const body = hookCall({ prefetch: without(telling(), 'observations'), ...accessTo(fhir) });
      const answer = await callService(service, body);
      expect(answer.status).toBe(200);
      expect(answer.body.cards).toHaveLength(1);
      expect(service.lastLine().unread).toStrictEqual(['observations:unavailable']);
    },
  );

  it('CDS Hooks 2.0.1, Prefetch: all wanted searches at once [31]', async () => {
    fhir.handler = (path, response, request): void => {
      if (path.startsWith('Patient')) serving()(path, response, request);
      else sendFhir(response, outcome('error'), 500);
    };
    const answer = await callService(haven, hookCall({ prefetch: undefined, ...accessTo(fhir) }));
    expect(answer.status).toBe(200);
    expect(answer.body).toStrictEqual({ cards: [] });
    expect(haven.lastLine().unread?.length).toBe(haven.content.prefetch.length - 1);
  });

  it('CDS Hooks 2.0.1, Prefetch: the Patient in time and the rest too late [6, 31]', async () => {
    fhir.handler = (path, response, request): void => {
      if (path.startsWith('Patient')) serving()(path, response, request);
    };
    const before = performance.now();
    const answer = await callService(hasty, hookCall({ prefetch: undefined, ...accessTo(fhir) }));
    expect(answer.status).toBe(200);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(hasty.lastLine().unread).toContain('conditions:unavailable');
  });
});
