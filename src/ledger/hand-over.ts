import { isCrossed, isRefusal } from './store/is-refusal.js';

/** Takes some of what is given back. */
export type Take = (lines: readonly string[]) => Promise<void>;

/** Who gets lines. */
export interface Takers {
  readonly take: Take;
  /** takes the one line that is refused whenever it comes */
  readonly setAside: (line: string) => Promise<void>;
  /** hears of the next so many lines that they need not come again */
  readonly done: (lines: number) => void;
}

async function takes(lines: readonly string[], take: Take): Promise<boolean> {
  try {
    await take(lines);
    return true;
  } catch (error) {
    if (!isRefusal(error) || isCrossed(error)) throw error;
    return false;
  }
}

/**
 * Gives lines in their order to whoever takes them. What is refused is halved until the one line is found that is to blame, and
 * that one is set aside. Rejects as `take` does where that is no refusal.
 */
export async function handOver(lines: readonly string[], takers: Takers): Promise<void> {
  const { take, setAside, done } = takers;
  if (await takes(lines, take)) return done(lines.length);
  const [line = ''] = lines;
  if (lines.length > 1) {
    const half = Math.ceil(lines.length / 2);
    await handOver(lines.slice(0, half), takers);
    return handOver(lines.slice(half), takers);
  }
  // Others may have been in the same transaction: alone it is asked twice.
  if (!(await takes(lines, take))) await setAside(line);
  done(1);
}
