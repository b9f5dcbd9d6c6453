import type { IncomingMessage } from 'node:http';
import type { FailureKind } from '../../meter/meter.js';
import { HavenError } from '../../model/haven-error.js';
import { httpErrorOf } from './answer.js';
import { isLate } from './late-sockets.js';

/** What operators are told of a call that failed. */
export interface Failure {
  readonly kind: FailureKind;
  /** what its caller was told */
  readonly status: number;
  /** in a sentence of ours */
  readonly problem: string;
  readonly error: unknown;
}

/** What became of a call, by the error that ended it. Where its connection was cut off while the body came, that is what did. */
export function failureOf(error: unknown, request: IncomingMessage): Failure {
  const { status } = httpErrorOf(error);
  if (!(error instanceof HavenError)) return { kind: 'internal', status, problem: 'unexpected', error };
  const { code, message } = error;
  if (code === 'malformed-json' && isLate(request)) {
    const problem = 'request-timeout: the body did not come in time';
    return { kind: 'request-timeout', status: 408, problem, error };
  }
  return { kind: code, status, problem: `${code}: ${message}`, error };
}
