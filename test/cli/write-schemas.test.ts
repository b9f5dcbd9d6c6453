import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSchemas } from '../../src/cli/write-schemas.js';
import { jsonSchemas } from '../../src/content/json-schemas.js';

let folder: string;
let lines: string[];
const print = (line: string): void => void lines.push(line);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-schemas-'));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('haven schemas', () => {
  it.each([false, true])(
    'refuses a folder that is not there and makes none (--check: %j)',
    async (checkOnly) => {
      const nowhere = join(folder, 'nowhere');
      expect(await writeSchemas(nowhere, checkOnly, print)).toBe(2);
      expect(lines).toEqual([`${nowhere}: no such folder`]);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('refuses a file', async () => {
    const file = join(folder, 'site.yaml');
    await writeFile(file, 'id: x\n');
    expect(await writeSchemas(file, false, print)).toBe(2);
  });

  it('writes every schema where there are none yet, and the check then finds no drift', async () => {
    expect(await writeSchemas(folder, false, print)).toBe(0);
    expect(await readdir(join(folder, 'schemas'))).toEqual([...jsonSchemas().keys()].toSorted());
    expect(await writeSchemas(folder, true, print)).toBe(0);
  });

  it('writes nothing while it checks', async () => {
    expect(await writeSchemas(folder, true, print)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });
});
