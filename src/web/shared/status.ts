import type { ErrorCode } from '../../model/haven-error.js';
import type { IssueType } from '../../protocol/operation-outcome.js';

/** What a caller is told of an error: nothing of the request, no path and no stack. */
export interface HttpError {
  readonly status: number;
  readonly issue: IssueType;
  readonly sentence: string;
}

export const HTTP_ERRORS: Readonly<Record<ErrorCode, HttpError>> = {
  'not-http': { status: 400, issue: 'structure', sentence: 'The request is not HTTP that we understand.' },
  'expectation-failed': { status: 417, issue: 'not-supported', sentence: 'That expectation cannot be met.' },
  'malformed-json': { status: 400, issue: 'structure', sentence: 'The body is not valid JSON.' },
  'request-timeout': { status: 408, issue: 'timeout', sentence: 'The request did not come in time.' },
  'unsupported-media-type': {
    status: 415,
    issue: 'not-supported',
    sentence: 'Send application/json in UTF-8, without content encoding.',
  },
  'body-too-large': { status: 413, issue: 'too-long', sentence: 'The body is larger than 10 MB.' },
  'invalid-request': {
    status: 400,
    issue: 'invalid',
    sentence: 'A required member is missing or has the wrong type.',
  },
  'unknown-service': { status: 404, issue: 'not-found', sentence: 'There is no such service.' },
  'hook-not-served': {
    status: 400,
    issue: 'not-supported',
    sentence: 'This service does not serve that hook.',
  },
  'patient-mismatch': {
    status: 400,
    issue: 'invalid',
    sentence: 'The prefetched Patient is not the patient of the context.',
  },
  'precondition-failed': {
    status: 412,
    issue: 'required',
    sentence: 'The Patient was neither prefetched nor could it be read.',
  },
  'method-not-allowed': { status: 405, issue: 'not-supported', sentence: 'This method is not allowed here.' },
  'not-found': { status: 404, issue: 'not-found', sentence: 'There is nothing here.' },
  'ledger-unavailable': {
    status: 503,
    issue: 'transient',
    sentence: 'This cannot be recorded now. Send it again later.',
  },
  'content-invalid': { status: 500, issue: 'exception', sentence: 'The service could not answer.' },
  'configuration-invalid': { status: 500, issue: 'exception', sentence: 'The service could not answer.' },
  unauthorized: { status: 401, issue: 'login', sentence: 'The call is not authenticated.' },
  'too-many-requests': { status: 429, issue: 'throttled', sentence: 'There are too many calls at once.' },
  overloaded: { status: 503, issue: 'throttled', sentence: 'The service is busy.' },
  internal: { status: 500, issue: 'exception', sentence: 'The service could not answer.' },
};
