import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testContent } from '../../src/cli/test-content.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('haven test: 2 could not run (README, Commands)', () => {
  it.each([
    ['a folder that is not there', 'nowhere'],
    ['a folder without content', '.'],
  ])('%s', async (_what, name) => {
    const lines: string[] = [];
    const asked = join(folder, name);
    expect(await testContent(asked, (line) => void lines.push(line))).toBe(2);
    expect(lines).toEqual([`${asked}: no sites/*/site.yaml here`]);
  });
});
