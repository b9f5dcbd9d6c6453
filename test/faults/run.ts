import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresUnderTest } from '../support/ledger-databases.js';
import type { Bench, Fault, Outcome } from './fault.js';

/** No fault takes as long, on however busy a machine; the longest soak comes close. */
const MOST_MS = 15 * 60_000;

/** A fault that could not be injected, or went wrong in the doing, is a failure too. */
function unfinished(fault: string, error: unknown): Outcome {
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'ran', fault, injected: 'not to its end', given: 0, wrong: [], lost: 0, broken: [problem] };
}

/** Injects one fault in a folder and a database of its own, and removes both. */
export async function run(fault: Fault, main: string): Promise<readonly Outcome[]> {
  const root = join(process.cwd(), 'var');
  await mkdir(root, { recursive: true });
  const folder = await mkdtemp(join(root, `fault-${fault.name}-`));
  const cleanUps: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const bench: Bench = {
    main,
    folder,
    postgres: async () => {
      const made = await postgresUnderTest();
      if (made !== undefined) cleanUps.push(made.remove);
      return made;
    },
    after: (cleanUp) => void cleanUps.push(cleanUp),
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${MOST_MS / 60_000} minutes`)), MOST_MS);
  });
  try {
    return await Promise.race([fault.inject(bench), late]);
  } catch (error) {
    return [unfinished(fault.name, error)];
  } finally {
    clearTimeout(timer);
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  }
}
