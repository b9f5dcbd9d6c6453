import { request } from 'undici';
import type { Dispatcher } from 'undici';

/** Reads JSON from an address; it rejects for whatever is not a 200 with JSON in time. */
export type FetchJson = (url: string) => Promise<unknown>;

/**
 * Makes a reader of small JSON documents, such as key sets.
 *
 * @param dispatcher guards the connection and bounds the answer
 * @param timeoutMs for the whole exchange
 */
export function jsonFetcher(dispatcher: Dispatcher, timeoutMs: number): FetchJson {
  return async (url) => {
    const answer = await request(url, {
      dispatcher,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.statusCode === 200) return answer.body.json();
    await answer.body.dump();
    // A redirect too: where it leads stands on no list.
    throw new Error(`status ${answer.statusCode}`);
  };
}
