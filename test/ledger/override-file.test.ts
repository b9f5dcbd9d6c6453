import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overrideFile } from '../../src/ledger/override-file.js';
import { AT } from '../support/ledger-cards.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haven-overrides-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const override = (reason: string) =>
  ({ department: undefined, mode: 'off', since: AT, by: 'Jo', reason }) as const;

describe('the file of what operators have set (ADR 6)', () => {
  it('holds the newest of many readings, in whatever order disks finish, and nothing beside it', async () => {
    const file = overrideFile(folder, () => AT);
    await Promise.all(Array.from({ length: 20 }, (_, number) => file.keep([override(`number ${number}`)])));
    expect(await file.recall()).toStrictEqual([override('number 19')]);
    expect(await readdir(folder)).toStrictEqual(['overrides.json']);
  });

  it('is whole when a process that noted something has ended, though nobody waited for it', async () => {
    const file = overrideFile(folder, () => AT);
    for (const reason of ['first', 'last']) void file.keep([override(reason)]);
    await file.settled();
    expect(await file.recall()).toStrictEqual([override('last')]);
    expect(await readdir(folder)).toStrictEqual(['overrides.json']);
  });

  it('leaves nothing behind where it cannot be written, and rejects for nobody', async () => {
    const missing = join(folder, 'missing');
    const file = overrideFile(missing, () => AT);
    await expect(file.keep([override('lost')])).resolves.toBeUndefined();
    expect(await file.recall()).toBeUndefined();
    await chmod(folder, 0o700);
    expect(await readdir(folder)).toStrictEqual([]);
  });

  it('names nobody but who set it', async () => {
    const file = overrideFile(folder, () => AT);
    await file.keep([override('a drill')]);
    expect(Object.keys(JSON.parse(await readFile(join(folder, 'overrides.json'), 'utf8')))).toStrictEqual([
      'readAt',
      'overrides',
    ]);
  });
});
