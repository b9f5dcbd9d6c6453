import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas } from '../content/json-schemas.js';
import type { ExitCode } from './exit.js';

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** `haven schemas [DIR]`: writes the JSON Schemas of the content files, or with `--check` says which have drifted. */
export async function writeSchemas(
  folder: string,
  checkOnly: boolean,
  print: (line: string) => void,
): Promise<ExitCode> {
  const target = join(folder, 'schemas');
  // A name that was mistyped would become a folder.
  if (!(await isFolder(folder))) {
    print(`${folder}: no such folder`);
    return 2;
  }
  if (!checkOnly) await mkdir(target, { recursive: true });
  const drifted = await Promise.all(
    [...jsonSchemas()].map(async ([name, text]) => {
      const known = await readFile(join(target, name), 'utf8').catch(() => undefined);
      if (known === text) return undefined;
      if (!checkOnly) await writeFile(join(target, name), text);
      return name;
    }),
  );
  const names = drifted.filter((name) => name !== undefined);
  for (const name of names) print(`${checkOnly ? 'drifted' : 'written'}  schemas/${name}`);
  return checkOnly && names.length > 0 ? 1 : 0;
}
