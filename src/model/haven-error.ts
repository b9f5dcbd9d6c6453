/** Everything that can go wrong, as stable codes. The web and cli edges map each code; a new one does not compile until they do. */
export type ErrorCode =
  | 'not-http'
  | 'expectation-failed'
  | 'malformed-json'
  | 'request-timeout'
  | 'unsupported-media-type'
  | 'body-too-large'
  | 'invalid-request'
  | 'unknown-service'
  | 'hook-not-served'
  | 'patient-mismatch'
  | 'precondition-failed'
  | 'method-not-allowed'
  | 'not-found'
  | 'ledger-unavailable'
  | 'content-invalid'
  | 'configuration-invalid'
  | 'unauthorized'
  | 'too-many-requests'
  | 'overloaded'
  | 'internal';

/**
 * The one error class of the project.
 *
 * @property code what happened, for the edges to map
 * @property message a sentence for operators; never sent to a caller and never built from patient data
 * @property retryAfter seconds after which the same call may do better; undefined where it would not
 * @property cause the underlying error, for the log only
 */
export class HavenError extends Error {
  readonly code: ErrorCode;
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly retryAfter?: number },
  ) {
    super(message, options);
    this.name = 'HavenError';
    this.code = code;
    this.retryAfter = options?.retryAfter;
  }
}
