import type { ErrorCode } from '../model/haven-error.js';

/** Exit codes: 0 fine, 1 the content or the cases are wrong, 2 the command could not run. */
export type ExitCode = 0 | 1 | 2;

/** What an error means for the shell. */
export const EXIT_CODES: Readonly<Record<ErrorCode, ExitCode>> = {
  'not-http': 2,
  'expectation-failed': 2,
  'malformed-json': 2,
  'request-timeout': 2,
  'unsupported-media-type': 2,
  'body-too-large': 2,
  'invalid-request': 2,
  'unknown-service': 2,
  'hook-not-served': 2,
  'patient-mismatch': 2,
  'precondition-failed': 2,
  'method-not-allowed': 2,
  'not-found': 2,
  'ledger-unavailable': 2,
  'content-invalid': 1,
  'configuration-invalid': 2,
  unauthorized: 2,
  'too-many-requests': 2,
  overloaded: 2,
  internal: 2,
};
