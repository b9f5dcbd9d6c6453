import type { ServerResponse } from 'node:http';
import { HavenError } from '../../model/haven-error.js';
import { operationOutcome } from '../../protocol/operation-outcome.js';
import { fixedHeaders } from './fixed-headers.js';
import { HTTP_ERRORS } from './status.js';
import type { HttpError } from './status.js';

/** Names and values in turn, the form that Node writes without copying. */
const FIXED: readonly string[] = Object.entries(fixedHeaders()).flat();

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  more: readonly string[],
): void {
  if (response.headersSent || response.destroyed) return;
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, [...FIXED, ...more, 'content-type', type, 'content-length', length]);
  response.end(body);
}

/** RFC 6750, section 3: no error code, since a caller is told nothing but that it was refused. */
const CHALLENGE = ['www-authenticate', 'Bearer'] as const;

const NO_STORE = ['cache-control', 'no-store'] as const;

/** Sends a JSON answer that nobody may keep. */
export function sendJson(response: ServerResponse, body: unknown): void {
  send(response, 200, 'application/json; charset=utf-8', JSON.stringify(body), NO_STORE);
}

/** Sends 200 without a body (feedback: the specification defines no answer). */
export function sendEmpty(response: ServerResponse): void {
  send(response, 200, 'application/json; charset=utf-8', '', NO_STORE);
}

/** What a caller is told of an error of any kind. */
export function httpErrorOf(error: unknown): HttpError {
  return HTTP_ERRORS[error instanceof HavenError ? error.code : 'internal'];
}

/** Sends an OperationOutcome: the one form of every error. */
export function sendError(response: ServerResponse, error: unknown, more: readonly string[] = []): void {
  const { status, issue, sentence } = httpErrorOf(error);
  const challenge = status === 401 ? CHALLENGE : [];
  const later =
    error instanceof HavenError && error.retryAfter !== undefined
      ? ['retry-after', String(error.retryAfter)]
      : [];
  const body = JSON.stringify(operationOutcome(issue, sentence));
  send(response, status, 'application/fhir+json; charset=utf-8', body, [
    ...NO_STORE,
    ...challenge,
    ...later,
    ...more,
  ]);
}
