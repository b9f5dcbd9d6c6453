import { haven } from '../support/data-process.js';
import type { Ended } from '../support/data-process.js';
import type { Bench } from './fault.js';
import { pause } from './pause.js';
import { environmentOf, OPERATOR_TOKEN } from './start-haven.js';
import type { HavenSettings } from './start-haven.js';
import type { Tally } from './tally.js';

/** Runs a command of operators to its end. */
export function operate(bench: Bench, settings: HavenSettings, ...args: readonly string[]): Promise<Ended> {
  return haven(bench, args, environmentOf(bench, settings));
}

/** Changes the mode of a department that no chart is in, on the console; keeps the name where it was acknowledged. */
async function changeMode(base: string, number: number, tally: Tally): Promise<void> {
  const by = `operator-${number}`;
  const form = new URLSearchParams({
    token: OPERATOR_TOKEN,
    action: number % 2 === 0 ? 'resume' : 'suspend',
    department: 'spare',
    by,
    reason: 'a test of faults',
  });
  const answer = await fetch(`${base}/console`, { method: 'POST', body: form }).catch(() => undefined);
  if (answer?.status === 200) tally.changes.add(by);
  await answer?.text().catch(() => undefined);
}

const EVERY_MS = 200;

/** Changes modes again and again, until it is told to stop. */
export function startChanging(bench: Bench, base: string, tally: Tally): () => Promise<void> {
  const stopped = new AbortController();
  const run = async (): Promise<void> => {
    for (let number = 1; !stopped.signal.aborted; number += 1) {
      await changeMode(base, number, tally);
      await pause(EVERY_MS);
    }
  };
  const running = run();
  const stop = async (): Promise<void> => {
    stopped.abort();
    await running;
  };
  bench.after(stop);
  return stop;
}
