import { request as httpRequest } from 'node:http';
import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { JsonObject } from '../../src/model/json-value.js';
import { CODE, bundle, condition, hookCall, telling, without } from '../support/web-charts.js';
import { accessTo, serving, startFhirServer } from '../support/web-fhir-server.js';
import { withoutUuids } from '../support/web-json-walk.js';
import { callService, pathOf, startHaven } from '../support/web-server-under-test.js';

const fhir = await startFhirServer();
const other = await startFhirServer();
const haven = await startHaven();
const listed = await startHaven({ site: { fhirServers: [fhir.base] } });

beforeEach(() => {
  fhir.requests.length = 0;
  other.requests.length = 0;
  fhir.handler = serving({ Condition: bundle(condition(CODE.privateConversation)) });
});

afterAll(async () => {
  await haven.close();
  await listed.close();
  await fhir.close();
  await other.close();
});

const unsent = (more: JsonObject): JsonObject => hookCall({ prefetch: undefined, ...more });

describe('CDS Hooks 2.0.1, FHIR Resource Access: the token', () => {
  it('CDS Hooks 2.0.1, FHIR Resource Access: each read has the token of the call, and only reads are made [34]', async () => {
    await callService(haven, unsent(accessTo(fhir, 'token-of-this-call')));
    expect(fhir.requests.length).toBeGreaterThan(1);
    expect(
      new Set(fhir.requests.map(({ method, authorization }) => `${method} ${authorization}`)),
    ).toStrictEqual(new Set(['GET Bearer token-of-this-call']));
  });

  it.each([
    ['bearer', 1],
    ['MAC', 0],
  ])(
    'CDS Hooks 2.0.1, FHIR Resource Access: token_type %s, of which "Bearer" is the only one, is used or not [34]',
    async (type, least) => {
      const { fhirServer, fhirAuthorization } = accessTo(fhir);
      const offered = { ...(fhirAuthorization as JsonObject), token_type: type };
      await callService(haven, unsent({ fhirServer, fhirAuthorization: offered }));
      expect(Math.min(fhir.requests.length, 1)).toBe(least);
    },
  );

  it('CDS Hooks 2.0.1, FHIR Resource Access: a token is for its own call, also where calls overlap [34, 36]', async () => {
    const [first, second] = await Promise.all([
      callService(haven, unsent(accessTo(fhir, 'first-token'))),
      callService(haven, unsent(accessTo(other, 'second-token'))),
    ]);
    expect([first.status, second.status]).toStrictEqual([200, 200]);
    expect(new Set(fhir.requests.map(({ authorization }) => authorization))).toStrictEqual(
      new Set(['Bearer first-token']),
    );
    expect(new Set(other.requests.map(({ authorization }) => authorization))).toStrictEqual(
      new Set(['Bearer second-token']),
    );
    await callService(haven, unsent({ fhirServer: fhir.base }));
    expect(fhir.requests.at(-1)?.authorization).toBeUndefined();
  });

  it.each([
    ['SMART 1', 'user/Patient.read user/Condition.read'],
    ['SMART 2', 'user/Patient.rs user/Condition.rs'],
    ['names of a vendor', 'PATIENT.READ (R4) CONDITION.SEARCH (R4)'],
    ['an empty text', ''],
    ['a list', ['user/Patient.read']],
    ['nothing', undefined],
  ])(
    'CDS Hooks 2.0.1, FHIR Resource Access: scope as %s: the same reads and the same card [35]',
    async (_, scope) => {
      const access = (given: unknown): JsonObject => ({
        fhirServer: fhir.base,
        fhirAuthorization: {
          access_token: 't',
          token_type: 'Bearer',
          expires_in: 300,
          subject: 's',
          scope: given,
        },
      });
      const usual = await callService(haven, unsent(accessTo(fhir)));
      const paths = fhir.paths().toSorted();
      fhir.requests.length = 0;
      const answer = await callService(haven, unsent(access(scope)));
      expect(answer.body.cards).toHaveLength(1);
      expect(withoutUuids(answer.body)).toStrictEqual(withoutUuids(usual.body));
      expect(fhir.paths().toSorted()).toStrictEqual(paths);
    },
  );

  it('CDS Hooks 2.0.1, FHIR Resource Access: neither the token nor anything of the record is in the log [17, 36]', async () => {
    const marker = 'zq7secret';
    const named = condition(CODE.privateConversation, { note: [{ text: marker }], id: marker });
    fhir.handler = serving({ Condition: bundle(named) });
    await callService(haven, unsent(accessTo(fhir, marker)));
    fhir.handler = (_path, response): void => void response.end(`<html>${marker}`);
    await callService(haven, unsent(accessTo(fhir, marker)));
    expect(fhir.requests.every(({ authorization }) => authorization === `Bearer ${marker}`)).toBe(true);
    expect(haven.logText()).not.toContain(marker);
    expect(haven.logText()).not.toContain('p1');
  });

  it.each(['a\r\nX-Injected: yes', 'a\u0000b', '\u2603'])(
    'CDS Hooks 2.0.1, FHIR Resource Access: a token of %j, which no header can hold, is a 412 and no header [34]',
    async (token) => {
      const answer = await callService(haven, unsent(accessTo(fhir, token)));
      expect(answer.status).toBe(412);
      expect(fhir.requests).toHaveLength(0);
    },
  );
});

describe('CDS Hooks 2.0.1, FHIR Resource Access: a server that the site does not list is never asked', () => {
  const { host, hostname, port } = new URL(fhir.base);

  it.each([
    ['the listed server', fhir.base],
    ['with a trailing slash', `${fhir.base}/`],
    ['with a path that comes back', `http://${host}/a/../fhir`],
  ])('CDS Hooks 2.0.1, FHIR Resource Access: %s is read [37]', async (_, fhirServer) => {
    const answer = await callService(listed, unsent({ ...accessTo(fhir), fhirServer }));
    expect(answer.body.cards).toHaveLength(1);
    expect(listed.lastLine().fhirAccess).toBe('open');
  });

  it.each([
    ['another port', other.base],
    ['another path', `http://${host}/other`],
    ['a path below', `${fhir.base}/tenant`],
    ['the path above', `http://${host}/`],
    ['a path that leads out', `${fhir.base}/../other`],
    ['a path that begins alike', `${fhir.base}2`],
    ['another name of the host', `http://localhost:${port}/fhir`],
    ['a query', `${fhir.base}?a=b`],
    ['a fragment', `${fhir.base}#a`],
    ['credentials', `http://user:pass@${host}/fhir`],
    ['the listed host as a user', `http://${hostname}:${port}@${new URL(other.base).host}/fhir`],
    ['https', `https://${host}/fhir`],
    ['a file', 'file:///fhir'],
    ['no URL', 'fhir'],
  ])('CDS Hooks 2.0.1, FHIR Resource Access: %s is not read [37]', async (_, fhirServer) => {
    const answer = await callService(listed, unsent({ ...accessTo(fhir), fhirServer }));
    expect(answer.status).toBe(412);
    expect(fhir.requests).toHaveLength(0);
    expect(other.requests).toHaveLength(0);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: a server that is refused leaves prefetch as it is, and is named in no log [32, 37]', async () => {
    const answer = await callService(listed, hookCall(accessTo(other)));
    expect(answer.body.cards).toHaveLength(1);
    expect(listed.lastLine().fhirAccess).toBe('refused');
    expect(listed.logText()).not.toContain(other.base);
  });
});

describe('CDS Hooks 2.0.1, FHIR Resource Access: a redirect is not followed', () => {
  it.each([301, 302, 303, 307, 308])(
    'CDS Hooks 2.0.1, FHIR Resource Access: %i to another server, or to the same [37]',
    async (status) => {
      for (const location of [`${other.base}/Patient/p1`, '/fhir/elsewhere/p1']) {
        fhir.requests.length = 0;
        fhir.handler = (_path, response): void => void response.writeHead(status, { location }).end();
        const body = hookCall({ prefetch: without(telling(), 'patient'), ...accessTo(fhir) });
        const answer = await callService(haven, body);
        expect(answer.status).toBe(412);
        expect(fhir.paths()).toStrictEqual(['/fhir/Patient/p1']);
        expect(other.requests).toHaveLength(0);
      }
    },
  );
});

describe('CDS Hooks 2.0.1, FHIR Resource Access: in time, and at once', () => {
  it('CDS Hooks 2.0.1, FHIR Resource Access: all reads are in flight together, so slow ones cost the time of one [6]', async () => {
    const serve = serving({ Condition: bundle(condition(CODE.privateConversation)) });
    fhir.handler = (path, response, incoming): void => {
      setTimeout(() => serve(path, response, incoming), 200);
    };
    const before = performance.now();
    const answer = await callService(haven, unsent(accessTo(fhir)));
    const took = performance.now() - before;
    const count = fhir.requests.length;
    expect(answer.body.cards).toHaveLength(1);
    expect(count).toBe(haven.content.prefetch.length);
    expect(fhir.peak()).toBe(count);
    expect(took).toBeLessThan(count * 200);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: what is in flight when time is up is broken off before the answer [36]', async () => {
    const hasty = await startHaven({ site: { fhirBudgetMs: 150 } });
    fhir.handler = (): void => undefined;
    const answer = await callService(hasty, unsent(accessTo(fhir)));
    expect(answer.status).toBe(412);
    const count = fhir.requests.length;
    const brokenOff = await Promise.all(fhir.requests.map((recorded) => recorded.brokenOff));
    expect(brokenOff).toHaveLength(haven.content.prefetch.length);
    expect(brokenOff).not.toContain(false);
    expect(fhir.requests).toHaveLength(count);
    await hasty.close();
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: no read begins after the answer [36]', async () => {
    await callService(haven, unsent(accessTo(fhir)));
    const count = fhir.requests.length;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(fhir.requests).toHaveLength(count);
  });

  it('CDS Hooks 2.0.1, FHIR Resource Access: a caller that hangs up ends the reads [36]', async () => {
    const waiting: ServerResponse[] = [];
    fhir.handler = (_path, response): void => void waiting.push(response);
    const call = httpRequest(`${haven.url}${pathOf('patient-view')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    call.on('error', () => undefined);
    call.end(JSON.stringify(unsent(accessTo(fhir))));
    while (waiting.length < haven.content.prefetch.length) {
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
    call.destroy();
    await Promise.all(waiting.map(async (response) => response.closed || once(response, 'close')));
    expect(waiting.map(({ writableEnded }) => writableEnded)).not.toContain(true);
  });
});
