import { MAX_PAGES } from '../../src/chart/gather-source.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { bundle, CODE, condition, hookCall, outcome, prefetch } from '../support/web-charts.js';
import { accessTo, sendFhir, serving, startFhirServer } from '../support/web-fhir-server.js';
import type { FhirHandler } from '../support/web-fhir-server.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();
const fhir = await startFhirServer();
const foreign = await startFhirServer();

beforeEach(() => {
  fhir.requests.length = 0;
  foreign.requests.length = 0;
});

afterAll(async () => {
  await haven.close();
  await fhir.close();
  await foreign.close();
});

const TELLING = condition(CODE.privateConversation);

function page(next: string | undefined, ...resources: readonly unknown[]): JsonObject {
  const link = [{ relation: 'self', url: `${fhir.base}/self` }];
  return {
    ...bundle(...resources),
    link: next === undefined ? link : [...link, { relation: 'next', url: next }],
  };
}

/** Pages 2 to `last`; the evidence is on one of them. */
function pages(last: number, evidenceOn: number): FhirHandler {
  return (path, response, request) => {
    const number = Number(/^page\/(\d+)/.exec(path)?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) return serving()(path, response, request);
    const next = number < last ? `${fhir.base}/page/${number + 1}` : undefined;
    return sendFhir(response, number === evidenceOn ? page(next, TELLING) : page(next));
  };
}

function callWithNext(next: string, more: JsonObject = accessTo(fhir)): JsonObject {
  return hookCall({ prefetch: prefetch({ conditions: page(next) }), ...more });
}

describe('CDS Hooks 2.0.1, Prefetch: a search in pages', () => {
  it('CDS Hooks 2.0.1, Prefetch: the next page of a prefetched search is read, with the token [30]', async () => {
    fhir.handler = pages(2, 2);
    const answer = await callService(haven, callWithNext(`${fhir.base}/page/2`));
    expect(answer.body.cards).toHaveLength(1);
    expect(fhir.requests).toMatchObject([
      { method: 'GET', path: '/fhir/page/2', authorization: 'Bearer secret-token' },
    ]);
    expect(haven.lastLine().unread).toStrictEqual([]);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: the next page of a search of our own is read [30]', async () => {
    fhir.handler = (path, response, request) => {
      if (path.startsWith('Condition?')) sendFhir(response, page(`${fhir.base}/page/2`));
      else pages(2, 2)(path, response, request);
    };
    const answer = await callService(haven, hookCall({ prefetch: undefined, ...accessTo(fhir) }));
    expect(answer.body.cards).toHaveLength(1);
    expect(fhir.paths()).toContain('/fhir/page/2');
  });

  it('CDS Hooks 2.0.1, Prefetch: a next link that is relative is read from the FHIR base [30]', async () => {
    fhir.handler = pages(2, 2);
    const answer = await callService(haven, callWithNext('page/2?a=b'));
    expect(answer.body.cards).toHaveLength(1);
    expect(fhir.paths()).toStrictEqual(['/fhir/page/2?a=b']);
  });

  it('CDS Hooks 2.0.1, Prefetch: without FHIR access the source is incomplete, and the answer still a 200 [30, 31]', async () => {
    fhir.handler = pages(2, 2);
    const answer = await callService(haven, callWithNext(`${fhir.base}/page/2`, {}));
    expect(answer.status).toBe(200);
    expect(answer.body).toStrictEqual({ cards: [] });
    expect(fhir.requests).toHaveLength(0);
    expect(haven.lastLine().unread).toStrictEqual(['conditions:incomplete']);
  });

  it('CDS Hooks 2.0.1, Prefetch: evidence on the first page counts though the next cannot be read [30]', async () => {
    const conditions = page(`${fhir.base}/page/2`, TELLING);
    const answer = await callService(haven, hookCall({ prefetch: prefetch({ conditions }) }));
    expect(answer.body.cards).toHaveLength(1);
    expect(haven.lastLine().unread).toStrictEqual(['conditions:incomplete']);
  });

  it('CDS Hooks 2.0.1, Prefetch: a server without token gets none, and what it gives is used [30, 34]', async () => {
    fhir.handler = pages(2, 2);
    const answer = await callService(haven, callWithNext(`${fhir.base}/page/2`, { fhirServer: fhir.base }));
    expect(fhir.requests.map(({ authorization }) => authorization)).toStrictEqual([undefined]);
    expect(answer.body.cards).toHaveLength(1);
  });

  it.each([
    ['401', (response: Parameters<FhirHandler>[1]): void => sendFhir(response, outcome('error'), 401)],
    ['500', (response: Parameters<FhirHandler>[1]): void => sendFhir(response, outcome('fatal'), 500)],
    [
      'an OperationOutcome',
      (response: Parameters<FhirHandler>[1]): void => sendFhir(response, outcome('error')),
    ],
    ['garbage', (response: Parameters<FhirHandler>[1]): void => void response.end('<html>')],
    ['a number', (response: Parameters<FhirHandler>[1]): void => sendFhir(response, 5)],
    ['a broken connection', (response: Parameters<FhirHandler>[1]): void => void response.destroy()],
  ])(
    'CDS Hooks 2.0.1, Prefetch: a next page answered by %s leaves the source incomplete [30, 31]',
    async (_, answerWith) => {
      fhir.handler = (_path, response): void => answerWith(response);
      const answer = await callService(haven, callWithNext(`${fhir.base}/page/2`));
      expect(answer.status).toBe(200);
      expect(haven.lastLine().unread).toStrictEqual(['conditions:incomplete']);
    },
  );
});

describe('CDS Hooks 2.0.1, Prefetch: a next link that leads elsewhere', () => {
  const own = new URL(fhir.base);
  const other = new URL(foreign.base);

  it.each([
    ['another server', `${foreign.base}/page/2`],
    ['another server without a scheme', `//${other.host}/fhir/page/2`],
    ['another server with backslashes', `\\\\${other.host}\\fhir\\page\\2`],
    ['another server after a tab', `\t${foreign.base}/page/2`],
    ['our server as the user of another', `http://${own.hostname}:${own.port}@${other.host}/fhir/page/2`],
    ['another path of our server', `http://${own.host}/secret/page/2`],
    ['another path that begins alike', `${fhir.base}2/page/2`],
    ['a path above the base', '../secret'],
    ['our server with credentials', `http://user:secret@${own.host}/fhir/page/2`],
    ['our server by another name', `http://localhost:${own.port}/fhir/page/2`],
    ['our server by https', `https://${own.host}/fhir/page/2`],
    ['a file', 'file:///etc/hosts'],
    ['a script', 'javascript:alert(1)'],
    ['no URL', 'http://'],
  ])(
    'CDS Hooks 2.0.1, FHIR Resource Access: %s is not asked, and the token stays here [30, 37]',
    async (_, next) => {
      fhir.handler = pages(2, 2);
      foreign.handler = pages(2, 2);
      const answer = await callService(haven, callWithNext(next));
      expect(answer.status).toBe(200);
      expect(answer.body).toStrictEqual({ cards: [] });
      expect(foreign.requests).toHaveLength(0);
      expect(fhir.requests).toHaveLength(0);
      expect(haven.lastLine().unread).toStrictEqual(['conditions:incomplete']);
    },
  );

  it('CDS Hooks 2.0.1, FHIR Resource Access: a second page that names another server is as far as it goes [30, 37]', async () => {
    fhir.handler = (_path, response): void => sendFhir(response, page(`${foreign.base}/page/3`));
    await callService(haven, callWithNext(`${fhir.base}/page/2`));
    expect(fhir.requests).toHaveLength(1);
    expect(foreign.requests).toHaveLength(0);
    expect(haven.lastLine().unread).toStrictEqual(['conditions:incomplete']);
  });
});

describe('CDS Hooks 2.0.1, Prefetch: five pages beyond the first, and not one more', () => {
  it('CDS Hooks 2.0.1, Prefetch: the limit is five [30]', () => {
    expect(MAX_PAGES).toBe(5);
  });

  it.each([
    ['on the fifth page that is followed, the last, is seen', 6, 6, 1, []],
    ['on a sixth page is not', 7, 7, 0, ['conditions:incomplete']],
    ['on the fifth page is seen though there are more', 9, 6, 1, ['conditions:incomplete']],
    [
      'on a second page is seen, and a sixth is not asked for',
      Number.POSITIVE_INFINITY,
      2,
      1,
      ['conditions:incomplete'],
    ],
  ])('CDS Hooks 2.0.1, Prefetch: evidence %s [30]', async (_, last, evidenceOn, cards, unread) => {
    fhir.handler = pages(last, evidenceOn);
    const answer = await callService(haven, callWithNext(`${fhir.base}/page/2`));
    expect(answer.status).toBe(200);
    expect(answer.body.cards).toHaveLength(cards);
    expect(fhir.paths()).toStrictEqual([2, 3, 4, 5, 6].map((number) => `/fhir/page/${number}`));
    expect(haven.lastLine().unread).toStrictEqual(unread);
  });

  it('CDS Hooks 2.0.1, Prefetch: a page that names itself ends too [30]', async () => {
    fhir.handler = (_path, response): void => sendFhir(response, page(`${fhir.base}/page/2`, TELLING));
    const answer = await callService(haven, callWithNext(`${fhir.base}/page/2`));
    expect(answer.body.cards).toHaveLength(1);
    expect(fhir.requests).toHaveLength(5);
  });
});
