import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { ROOT, SHIPPED } from '../support/data-content.js';

/** A key as `haven new-key` prints it. */
const KEY = `2026-11-30:${Buffer.alloc(32, 7).toString('base64url')}\n`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-run-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The command in the head of the Dockerfile, on one line. */
async function command(): Promise<string> {
  const text = await readFile(join(ROOT, 'docker', 'Dockerfile'), 'utf8');
  const head = text.replaceAll(/\\\n#\s*/g, '').split('\n');
  const found = head.find((line) => /^# +docker run .*--read-only/.test(line));
  return found ?? '';
}

function options(line: string, name: string): readonly string[] {
  return [...line.matchAll(new RegExp(` ${name} (\\S+)`, 'g'))].map(([, value = '']) => value);
}

describe('docker run, as the head of docker/Dockerfile has it', () => {
  it('gives a site that authenticates what it does not start without: its folder, a key, its address', async () => {
    const line = await command();
    const key = join(folder, 'key');
    await writeFile(key, KEY);
    // What is mounted where, on this machine.
    const here = new Map([
      ['./my-site', join(SHIPPED, 'sites', 'example-hospital')],
      ['./secrets/keys', key],
    ]);
    const mounts = options(line, '-v').map((mount) => mount.split(':'));
    const inside = new Map(mounts.map(([from = '', to = '']) => [to, here.get(from) ?? to]));
    const environment = options(line, '-e').map((pair): [string, string] => {
      const [name = '', value = ''] = pair.split('=');
      return [name, inside.get(value) ?? value];
    });
    const config = readConfig(Object.fromEntries(environment));
    expect(config.site).toBe(here.get('./my-site'));
    expect(config.publicUrl).toMatch(/^https:/);
    expect(config.keys).toBeDefined();
  });
});
