import { checkExamples } from '../content/check-examples.js';
import type { ExampleReport } from '../content/check-examples.js';
import type { LoadedContent } from '../content/load-content.js';
import type { Content } from '../model/content.js';
import { isEnabled } from '../model/cue.js';
import type { ExitCode } from './exit.js';
import { loadFolder } from './load-folder.js';
import { contentUnder } from './content-under.js';
import { compareCase, runCase } from './run-case.js';
import type { CaseOutcome, Mismatch } from './run-case.js';

/** One case and what came of it. */
export interface CaseResult {
  readonly file: string;
  readonly id: string;
  readonly says: string;
  readonly outcome: CaseOutcome;
  readonly mismatches: readonly Mismatch[];
  /** cues that are switched on for this case */
  readonly enabled: readonly string[];
}

/** Runs every case of a content folder, each at its fixed clock. */
export function runCases(loaded: LoadedContent): readonly CaseResult[] {
  const plain = contentUnder(loaded);
  return loaded.parsed.cases.flatMap(({ file, value }) =>
    value.cases.map((entry) => {
      const content = entry.overlay === undefined ? plain : contentUnder(loaded, entry.overlay);
      const outcome = runCase(entry, content, value.at);
      const enabled = content.cues.filter(isEnabled).map((cue) => cue.id);
      return {
        file: file.path,
        id: entry.id,
        says: entry.says,
        outcome,
        mismatches: compareCase(entry.expect, outcome),
        enabled,
      };
    }),
  );
}

/** Cues without a case that fires, or without one that does not though they are switched on. */
export function uncovered(
  results: readonly CaseResult[],
  content: Content,
): { readonly firing: readonly string[]; readonly silent: readonly string[] } {
  const ids = content.cues.filter(({ state }) => state !== 'off').map(({ id }) => id);
  const firing = new Set(results.flatMap(({ outcome }) => outcome.met));
  const silent = new Set(
    results.flatMap(({ outcome, enabled }) => enabled.filter((id) => !outcome.met.includes(id))),
  );
  return { firing: ids.filter((id) => !firing.has(id)), silent: ids.filter((id) => !silent.has(id)) };
}

function printExamples(reports: readonly ExampleReport[], print: (line: string) => void): void {
  const wrong = reports.flatMap((report) => report.wrong);
  for (const { language, group, sentence, expected } of wrong)
    print(`FAIL  ${language} ${group}: expected ${expected}: "${sentence}"`);
  const read = reports.reduce((sum, report) => sum + report.read, 0);
  print(`${read - wrong.length} of ${read} phrase examples are read as they say`);
}

function printResults(results: readonly CaseResult[], content: Content, print: (line: string) => void): void {
  const failed = results.filter(({ mismatches }) => mismatches.length > 0);
  for (const { file, id, says, mismatches } of failed) {
    print(`FAIL  ${id}  ${says}  (${file})`);
    for (const { what, expected, found } of mismatches) {
      print(`      ${what}: expected ${expected || 'nothing'}, found ${found || 'nothing'}`);
    }
  }
  const { firing, silent } = uncovered(results, content);
  print(`${results.length - failed.length} of ${results.length} cases pass`);
  print(`cues without a firing case: ${firing.join(' ') || 'none'}`);
  print(`cues without a non-firing case: ${silent.join(' ') || 'none'}`);
}

/** `haven test [DIR]`: runs the worked patients and prints what was expected against what was found; 2 where no content is. */
export async function testContent(folder: string, print: (line: string) => void): Promise<ExitCode> {
  const loaded = await loadFolder(folder, true, print);
  if (typeof loaded === 'number') return loaded;
  const examples = [...loaded.parsed.phrases.values()].map(({ value }) =>
    checkExamples(loaded.content.phrases, value),
  );
  printExamples(examples, print);
  const results = runCases(loaded);
  printResults(results, loaded.content, print);
  const areRight = examples.every(({ wrong }) => wrong.length === 0);
  return areRight && results.length > 0 && results.every(({ mismatches }) => mismatches.length === 0) ? 0 : 1;
}
