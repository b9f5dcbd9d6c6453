/** A user that owns nothing. */
export const SOMEBODY = 65_534;

/** Root may read and write everything: what rights keep from somebody is tried as somebody else. */
export async function asSomebody<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(SOMEBODY);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
