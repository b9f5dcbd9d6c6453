import type { ServerResponse } from 'node:http';
import { HavenError } from '../../model/haven-error.js';
import { sendError } from './answer.js';

/** Takes a call in, or answers it with 503. */
export type CallsAtOnce = (response: ServerResponse) => 'taken' | 'refused';

/**
 * A cap on calls that are worked on at once: beyond it a client is told at once to come again, and those that were taken
 * are answered in time (checklist 6). Each may hold a body of ten megabytes.
 */
export function callsAtOnce(max: number): CallsAtOnce {
  let count = 0;
  const release = (): void => {
    count -= 1;
  };
  return (response) => {
    if (count >= max) {
      sendError(response, new HavenError('overloaded', `${max} calls at once`, { retryAfter: 1 }));
      return 'refused';
    }
    count += 1;
    response.once('close', release);
    return 'taken';
  };
}
