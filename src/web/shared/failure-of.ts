import { HavenError } from '../../model/haven-error.js';
import type { ErrorCode } from '../../model/haven-error.js';
import { httpErrorOf } from './answer.js';

/** What operators are told of a call that failed. */
export interface Failure {
  readonly kind: ErrorCode;
  /** what its caller was told */
  readonly status: number;
  /** in a sentence of ours */
  readonly problem: string;
  readonly error: unknown;
}

/** What became of a call, by the error that ended it. */
export function failureOf(error: unknown): Failure {
  const { status } = httpErrorOf(error);
  if (!(error instanceof HavenError)) return { kind: 'internal', status, problem: 'unexpected', error };
  const { code, message } = error;
  return { kind: code, status, problem: `${code}: ${message}`, error };
}
