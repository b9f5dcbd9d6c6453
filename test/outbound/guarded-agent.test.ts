import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { jsonFetcher } from '../../src/outbound/fetch-json.js';
import { guardedAgent, REFUSED } from '../../src/outbound/guarded-agent.js';
import { namesTo } from '../support/web-names.js';

let server: Server;
let port: number;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((incoming, response) => {
    asked.push(incoming.url ?? '');
    if (incoming.url === '/redirect') response.writeHead(302, { location: '/secret' }).end();
    else if (incoming.url === '/slow') setTimeout(() => response.end('{}'), 5000).unref();
    else if (incoming.url === '/text') response.end('no JSON');
    else if (incoming.url === '/large') response.end(`"${'x'.repeat(11 * 1024 * 1024)}"`);
    else response.writeHead(incoming.url === '/gone' ? 500 : 200).end('{"keys":[]}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as AddressInfo);
});

beforeEach(() => {
  asked.length = 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'connected',
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );
}

/** What comes of a request to a name of the tests. */
async function reach(
  host: string,
  addresses: readonly (readonly string[])[],
  networks: readonly string[] = [],
): Promise<unknown> {
  const { lookup } = namesTo({ [host]: addresses });
  const agent = guardedAgent({ networks: () => networks, lookup });
  const code = await codeOf(request(`http://${host}:${port}/`, { dispatcher: agent }));
  await agent.destroy();
  return code;
}

describe('the guard of outgoing connections (issue: SSRF; ADR 5)', () => {
  it('a name that resolves to this machine or a private network is refused, and nothing is sent', async () => {
    for (const address of ['127.0.0.1', '::1', '10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1'])
      expect([address, await reach('ehr.example', [[address]])]).toEqual([address, REFUSED]);
    expect(asked).toEqual([]);
  });

  it('is reached where the site allows its network', async () => {
    expect(await reach('ehr.example', [['127.0.0.1']], ['127.0.0.0/8'])).toBe('connected');
    expect(await reach('ehr.example', [['127.0.0.1']], ['10.0.0.0/8'])).toBe(REFUSED);
  });

  it('of several answers only those that are allowed are connected to', async () => {
    expect(await reach('ehr.example', [['10.9.9.9', '127.0.0.1']], ['127.0.0.1/32'])).toBe('connected');
  });

  it.each(['10.0.0.1', '169.254.169.254', '[fd00::1]', '[::ffff:10.0.0.1]', '0.0.0.0'])(
    'a literal address is checked like a name: %s',
    async (host) => {
      expect(await reach(host, [])).toBe(REFUSED);
    },
  );

  it.each(['localhost', '127.0.0.1'])('%s is reached by its own name', async (host) => {
    expect(await reach(host, [['127.0.0.1']])).toBe('connected');
  });

  it('a name that changes its answer between two connections is checked each time (DNS rebinding)', async () => {
    const { lookup, asked: names } = namesTo({ 'ehr.example': [['127.0.0.1'], ['10.0.0.1']] });
    const agent = guardedAgent({ networks: () => ['127.0.0.0/8'], lookup });
    const headers = { connection: 'close' };
    const first = await request(`http://ehr.example:${port}/`, { dispatcher: agent, headers });
    await first.body.dump();
    const second = await codeOf(request(`http://ehr.example:${port}/`, { dispatcher: agent, headers }));
    await agent.destroy();
    expect([second, names.length]).toEqual([REFUSED, 2]);
  });

  it('a network that the site takes back is refused from the next connection on', async () => {
    let networks: readonly string[] = ['127.0.0.0/8'];
    const { lookup } = namesTo({ 'ehr.example': [['127.0.0.1']] });
    const agent = guardedAgent({ networks: () => networks, lookup });
    const headers = { connection: 'close' };
    const first = await request(`http://ehr.example:${port}/`, { dispatcher: agent, headers });
    await first.body.dump();
    networks = [];
    expect(await codeOf(request(`http://ehr.example:${port}/`, { dispatcher: agent }))).toBe(REFUSED);
    await agent.destroy();
  });
});

describe('key sets are read within bounds', () => {
  const agent = guardedAgent({ networks: () => [] });
  const read = jsonFetcher(agent, 500);
  afterAll(() => agent.destroy());

  it('as JSON', async () => expect(await read(`http://127.0.0.1:${port}/keys`)).toEqual({ keys: [] }));
  it('no redirect is followed', async () => {
    await expect(read(`http://127.0.0.1:${port}/redirect`)).rejects.toThrow('status 302');
    expect(asked).toEqual(['/redirect']);
  });
  it.each(['/gone', '/slow', '/text', '/large'])('not from %s', async (path) => {
    const attempt = read(`http://127.0.0.1:${port}${path}`);
    expect(
      await attempt.then(
        () => 'read',
        () => 'given up',
      ),
    ).toBe('given up');
  });
});
