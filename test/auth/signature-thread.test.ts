import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { signatureThread } from '../../src/auth/signature-thread.js';
import type { SignatureThread } from '../../src/auth/signature-thread.js';
import { verifySignature } from '../../src/auth/verify-signature.js';
import type { SignedToken } from '../../src/auth/verify-signature.js';
import { buildThread } from '../support/data-build.js';
import type { BuiltThread } from '../support/data-build.js';
import { AT } from '../support/web-server-under-test.js';
import { claims, ecKey, ISSUER, rsaKey, sign } from '../support/web-tokens.js';

const EC = ecKey('ec');
const RSA = rsaKey('rsa');
const NOW = AT / 1000;

function signed(change: Partial<SignedToken> = {}): SignedToken {
  const algorithms = ['ES384', 'RS384'] as const;
  return { raw: sign(EC), key: EC.publicKey, algorithms, issuer: ISSUER, now: NOW, ...change };
}

/** A token whose signature is of other words. */
function torn(): SignedToken {
  const [head, , tail] = sign(EC).split('.');
  return signed({ raw: `${head}.${sign(EC, claims({ sub: 'x' })).split('.')[1]}.${tail}` });
}

let built: BuiltThread;
let folder: string;
const changes: string[] = [];
const made: SignatureThread[] = [];

function threadOf(entry: URL, restMs?: number): SignatureThread {
  const report = (change: string): void => void changes.push(change);
  const thread = signatureThread({ report, most: 256, entry, ...(restMs === undefined ? {} : { restMs }) });
  made.push(thread);
  return thread;
}

/** A thread that does what is written here. */
async function written(name: string, code: string): Promise<URL> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(file, `import { parentPort as port } from 'node:worker_threads';\n${code}\n`);
  return pathToFileURL(file);
}

/** Of each thread of this process (proc_pid_stat(5), the 19th field). */
async function niceness(): Promise<readonly number[]> {
  const threads = await readdir('/proc/self/task');
  const stats = await Promise.all(threads.map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8')));
  return stats.map((stat) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]));
}

const FAILED = /^signatures are checked on the event loop: their thread has failed/;
const READY = `port.postMessage([{ kind: 'ready' }]);`;

beforeAll(async () => {
  built = await buildThread('auth', 'signature-worker.js');
  folder = await mkdtemp(join(tmpdir(), 'haven-signatures-'));
}, 60_000);

afterEach(async () => {
  await Promise.all(made.splice(0).map((thread) => thread.close()));
  changes.length = 0;
});

afterAll(async () => {
  await built.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('signatures in a thread of their own (CDS Hooks 2.0.1, Trusting CDS Clients)', () => {
  it('hold or do not hold as they do without a thread', async () => {
    const thread = threadOf(built.entry);
    const cases: readonly (readonly [SignedToken, boolean])[] = [
      [signed(), true],
      [signed({ raw: sign(RSA, claims(), {}, 'RS384'), key: RSA.publicKey }), true],
      [torn(), false],
      [signed({ key: ecKey('ec').publicKey }), false],
      [signed({ key: RSA.publicKey }), false],
      [signed({ algorithms: ['RS384'] }), false],
      [signed({ issuer: 'https://other.example' }), false],
      [signed({ now: NOW + 300 + 60 }), false],
      [signed({ now: NOW + 300 + 59 }), true],
      [signed({ raw: 'a.b.c' }), false],
    ];
    for (const [token, holds] of cases) {
      expect(verifySignature(token)).toBe(holds);
      // Each by itself: a list of many is another test.
      // oxlint-disable-next-line no-await-in-loop
      expect(await thread.verify(token)).toBe(holds);
    }
    expect([thread.health(), changes]).toEqual([[], []]);
  });

  it('are told apart however many are asked at once, in whatever order', async () => {
    const thread = threadOf(built.entry);
    const [good, bad] = [signed(), torn()];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 80 }), async (list) => {
        const answers = await Promise.all(list.map((holds) => thread.verify(holds ? good : bad)));
        expect(answers).toEqual(list);
      }),
      { numRuns: 20 },
    );
  });

  it('leave the event loop free: a timer of one millisecond is not held up by a hundred of them', async () => {
    const thread = threadOf(built.entry);
    await thread.warm();
    const tokens = Array.from({ length: 100 }, () => signed());
    const started = performance.now();
    let first = Number.POSITIVE_INFINITY;
    const timer = sleep(1).then(() => (first = performance.now() - started));
    const answers = await Promise.all(tokens.map((token) => thread.verify(token)));
    const all = performance.now() - started;
    await timer;
    expect(answers.every(Boolean)).toBe(true);
    expect(first).toBeLessThan(all / 2);
  });
});

const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

describeOnLinux('the next signature (ADR 10)', () => {
  it('gives way to the event loop, which stays as it is, where both share a core', async () => {
    const own = getPriority(0);
    const nicer = async (): Promise<number> => {
      const all = await niceness();
      return all.filter((nice) => nice === Math.min(own + 10, 19)).length;
    };
    const before = await nicer();
    const thread = threadOf(built.entry);
    await thread.warm();
    expect(await nicer()).toBe(before + 1);
    expect(getPriority(0)).toBe(own);
    expect(await thread.verify(signed())).toBe(true);
  });
});

describe('a thread that fails: slower, never laxer, and operators hear of it', () => {
  it.each([
    ['is not there', 'throw new Error("broken");'],
    ['ends when it is asked', `${READY} port.on('message', () => process.exit(1));`],
    ['throws when it is asked', `${READY} port.on('message', () => { throw new Error('broken'); });`],
    [
      'says that it failed',
      `${READY} port.on('message', (all) => port.postMessage(all.map(({ id }) => ({ kind: 'failed', id, problem: 'x' }))));`,
    ],
  ])('one that %s: signatures are checked all the same, on the event loop', async (name, code) => {
    const entry = await written(
      name.replaceAll(' ', '-'),
      `${code}\nport.on('message', (all) => all.some(({ kind }) => kind === 'close') && process.exit());`,
    );
    const thread = threadOf(entry);
    const answers = await Promise.all([signed(), torn(), signed()].map((token) => thread.verify(token)));
    expect(answers).toEqual([true, false, true]);
    expect([await thread.verify(torn()), await thread.verify(signed())]).toEqual([false, true]);
    expect(changes).toEqual([expect.stringMatching(FAILED)]);
    expect(thread.health()).toEqual([expect.stringMatching(FAILED)]);
  });

  it('one that answers with anything but true: the signature does not hold', async () => {
    const answer = `port.on('message', (all) => all.some(({ kind }) => kind === 'close') ? process.exit() : port.postMessage(all.map(({ id }) => ({ kind: 'done', id, output: 'yes' }))));`;
    const thread = threadOf(await written('yes', `${READY} ${answer}`));
    expect(await thread.verify(signed())).toBe(false);
  });

  it('one that ended is started again after its rest, and operators hear of that as well', async () => {
    const file = join(folder, 'ended-once');
    const entry = await written(
      'once',
      `import { existsSync, writeFileSync } from 'node:fs';
       if (existsSync(${JSON.stringify(file)})) await import(${JSON.stringify(built.entry.href)});
       else { writeFileSync(${JSON.stringify(file)}, ''); process.exit(1); }`,
    );
    const thread = threadOf(entry, 50);
    await thread.warm();
    expect(thread.health()).toEqual([expect.stringMatching(FAILED)]);
    // By itself: a replica that nobody calls must not stay red.
    for (let tries = 0; thread.health().length > 0 && tries < 200; tries += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await sleep(25);
    }
    expect(await thread.verify(torn())).toBe(false);
    expect(await thread.verify(signed())).toBe(true);
    expect(thread.health()).toEqual([]);
    expect(changes).toEqual([expect.stringMatching(FAILED), 'signatures are checked in their thread again']);
  });

  it('one that is closed answers what it was asked before, and later tokens are checked without it', async () => {
    const thread = threadOf(built.entry);
    await thread.warm();
    const asked = [signed(), torn()].map((token) => thread.verify(token));
    await thread.close();
    expect(await Promise.all(asked)).toEqual([true, false]);
    expect([await thread.verify(signed()), await thread.verify(torn())]).toEqual([true, false]);
  });

  it('one that is ready and ends at once, while the event loop is busy: nobody waits for it', async () => {
    const thread = threadOf(await written('ready-and-gone', `${READY} setTimeout(() => process.exit(), 1);`));
    const started = thread.warm();
    const busyUntil = performance.now() + 300;
    while (performance.now() < busyUntil);
    await started;
    expect([await thread.verify(signed()), await thread.verify(torn())]).toEqual([true, false]);
  });

  it('one that cannot keep up: beyond 256 signatures a call is asked to come again, and is not let in', async () => {
    const silent = `${READY} port.on('message', (all) => all.some(({ kind }) => kind === 'close') && process.exit());`;
    const thread = threadOf(await written('silent', silent));
    await thread.warm();
    const token = signed();
    const asked = Array.from({ length: 256 }, () => thread.verify(token));
    await expect(thread.verify(token)).rejects.toMatchObject({ code: 'overloaded', retryAfter: 1 });
    await thread.close();
    expect(await Promise.all(asked)).toEqual(asked.map(() => true));
  });
});
