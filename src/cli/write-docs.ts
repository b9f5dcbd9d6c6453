import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LoadedContent } from '../content/load-content.js';
import { contentUnder } from './content-under.js';
import { ageGroups } from './docs/age-bands.js';
import { Coverage } from './docs/coverage.js';
import { coveragePage } from './docs/coverage-page.js';
import { cuesPage } from './docs/cues-page.js';
import { everyChoice } from './docs/every-choice.js';
import { evidenceOf } from './docs/evidence-kind.js';
import { readEvidence } from './docs/read-evidence.js';
import type { ExitCode } from './exit.js';
import { loadFolder } from './load-folder.js';

const HERE = 'private-conversation';

/**
 * The generated pages by file name.
 *
 * @param folder the content folder that was loaded
 * @param evidence the text of evidence.md
 */
function docsOf(loaded: LoadedContent, folder: string, evidence: string): ReadonlyMap<string, string> {
  const root = `../${basename(folder)}/${HERE}`;
  const source = { parsed: loaded.parsed, evidence: readEvidence(evidence), root };
  const content = contentUnder(loaded);
  const coverage = {
    ...source,
    shipped: new Coverage(content),
    chosen: new Coverage(contentUnder(loaded, everyChoice(loaded.parsed))),
    groups: ageGroups(content),
    kinds: evidenceOf(content),
  };
  return new Map([
    ['cues.md', cuesPage(source)],
    ['coverage.md', coveragePage(coverage)],
  ]);
}

/** `haven docs [DIR]`: writes the pages about the content to the folder `docs` beside it, or with `--check` says which have drifted; 2 where no content is. */
export async function writeDocs(
  folder: string,
  checkOnly: boolean,
  print: (line: string) => void,
): Promise<ExitCode> {
  const loaded = await loadFolder(folder, false, print);
  if (typeof loaded === 'number') return loaded;
  const target = join(folder, '..', 'docs');
  if (!checkOnly) await mkdir(target, { recursive: true });
  const evidence = await readFile(join(folder, HERE, 'evidence.md'), 'utf8');
  const drifted = await Promise.all(
    [...docsOf(loaded, folder, evidence)].map(async ([name, text]) => {
      const known = await readFile(join(target, name), 'utf8').catch(() => undefined);
      if (known === text) return undefined;
      if (!checkOnly) await writeFile(join(target, name), text);
      return name;
    }),
  );
  const names = drifted.filter((name) => name !== undefined);
  for (const name of names) print(`${checkOnly ? 'drifted' : 'written'}  docs/${name}`);
  return checkOnly && names.length > 0 ? 1 : 0;
}
