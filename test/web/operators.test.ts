import { allowedFields, framesOf } from '../../src/web/shared/call-log.js';
import type { CallLine } from '../../src/web/shared/call-log.js';
import { isOperator } from '../../src/web/shared/is-operator.js';
import { noOperators } from '../support/unrestrained.js';
import { startHaven } from '../support/web-server-under-test.js';
import type { Haven } from '../support/web-server-under-test.js';

const TOKEN = 'an-operators-token-of-thirty-two-characters';

let haven: Haven | undefined;
afterEach(async () => {
  await haven?.close();
  haven = undefined;
});

async function get(path: string, authorization?: string): Promise<Response> {
  return fetch(`${haven?.url}${path}`, { headers: authorization === undefined ? {} : { authorization } });
}

describe('GET /metrics (ADR 7: a count that moves when a chart is opened tells what became of it)', () => {
  const metrics = async (): Promise<string> => 'haven_heartbeat_ok 1\n';

  it('is open on the demo site, as the text format of Prometheus that nobody keeps', async () => {
    haven = await startHaven({ operators: { metrics } });
    const response = await get('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('haven_heartbeat_ok 1\n');
  });

  it.each([
    [undefined, 404],
    ['Bearer ', 404],
    [`Bearer ${TOKEN}x`, 404],
    [TOKEN, 404],
    [`Basic ${TOKEN}`, 404],
    [`Bearer ${TOKEN}`, 200],
    [`bearer ${TOKEN}`, 200],
  ])('elsewhere with %j answers %d', async (authorization, status) => {
    haven = await startHaven({
      site: { demo: false },
      operators: { metrics, console: { ...noOperators().console, operatorToken: TOKEN } },
    });
    const response = await get('/metrics', authorization);
    expect(response.status).toBe(status);
    expect((await response.text()).includes('haven_')).toBe(status === 200);
  });

  it('is not there without a token in the configuration, whatever is shown', async () => {
    haven = await startHaven({ site: { demo: false }, operators: { metrics } });
    expect((await get('/metrics', 'Bearer undefined')).status).toBe(404);
    expect(isOperator('Bearer undefined', undefined)).toBe(false);
  });
});

describe('GET /readiness and /health', () => {
  it('say that all is well', async () => {
    haven = await startHaven();
    const response = await get('/readiness');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ready', reasons: [], site: 'demo' });
  });

  it('readiness is 503 with every reason, while health and calls go on (invariant 7)', async () => {
    haven = await startHaven({ operators: { problems: () => ['one', 'another'] } });
    const response = await get('/readiness');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'degraded', reasons: ['one', 'another'] });
    expect((await get('/health')).status).toBe(200);
  });

  it('readiness gives counts on the demo site only', async () => {
    haven = await startHaven({ site: { demo: false } });
    expect(await (await get('/readiness')).json()).not.toHaveProperty('counts');
  });
});

describe('the log line: allowed fields only (invariant 5)', () => {
  it('drops what is not on the list, should types ever let it through', () => {
    const line = { service: 's', status: 200, ms: 1, patientId: 'Doe' } as CallLine;
    expect(allowedFields(line)).toStrictEqual({ service: 's', status: 200, ms: 1 });
  });

  it('says where an error was thrown, and nothing of its message, which may quote what it failed on', () => {
    const frames = framesOf(new Error('cannot read Doe\n  born 1990-05-17'));
    expect(frames).toMatch(/^at .+operators\.test\.ts/);
    expect(frames).not.toMatch(/Doe|1990/);
    expect(framesOf('Doe')).toBeUndefined();
  });
});
