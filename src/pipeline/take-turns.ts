/** Runs what has one key one after another, in the order in which it was asked for; other keys do not wait. */
export type TakeTurns = <T>(key: string, run: () => Promise<T>) => Promise<T>;

/** Turns of one process. A key is forgotten when nobody waits for it any more. */
export function takeTurns(): TakeTurns {
  const last = new Map<string, Promise<unknown>>();
  return async (key, run) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(run, run);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
