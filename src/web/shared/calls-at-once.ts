import type { ServerResponse } from 'node:http';
import { HavenError } from '../../model/haven-error.js';

/** Takes a call in, or gives the error to answer it with. */
export type CallsAtOnce = (response: ServerResponse) => HavenError | undefined;

/**
 * A cap on calls that are worked on at once: beyond it a client is told at once to come again, and those that were taken
 * are answered in time (checklist 6). Each may hold a body of ten megabytes.
 */
export function callsAtOnce(max: number): CallsAtOnce {
  // One for all: whoever calls too often is not worth a stack trace each.
  const full = new HavenError('overloaded', `${max} calls at once`, { retryAfter: 1 });
  let count = 0;
  const release = (): void => {
    count -= 1;
  };
  return (response) => {
    if (count >= max) return full;
    count += 1;
    response.once('close', release);
    return undefined;
  };
}
