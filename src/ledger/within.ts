import { HavenError } from '../model/haven-error.js';

/** Waits for an answer, and no longer than that. @throws HavenError `ledger-unavailable` where it takes longer */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HavenError('ledger-unavailable', `no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
