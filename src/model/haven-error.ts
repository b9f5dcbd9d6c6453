/** Everything that can go wrong, as stable codes. The web and cli edges map each code; a new one does not compile until they do. */
export type ErrorCode =
  | 'not-http'
  | 'expectation-failed'
  | 'malformed-json'
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
  | 'internal';

/**
 * The one error class of the project.
 *
 * @property code what happened, for the edges to map
 * @property message a sentence for operators; never sent to a caller and never built from patient data
 * @property cause the underlying error, for the log only
 */
export class HavenError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'HavenError';
    this.code = code;
  }
}
