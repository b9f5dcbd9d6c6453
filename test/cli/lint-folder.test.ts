import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintFolder } from '../../src/cli/lint-folder.js';
import { SHIPPED } from '../support/data-content.js';

import.meta.jest.setTimeout(60_000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-lint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('haven lint', () => {
  it('finds nothing in a copy of the example hospital, wherever it lies (docs/sites.md: it is one to copy)', async () => {
    const copy = join(folder, 'my-site');
    await cp(join(SHIPPED, 'sites', 'example-hospital'), copy, { recursive: true });
    const lines: string[] = [];
    const code = await lintFolder(SHIPPED, copy, (line) => void lines.push(line));
    expect(lines).toEqual([`${SHIPPED}: no findings (3 sites)`]);
    expect(code).toBe(0);
  });
});
