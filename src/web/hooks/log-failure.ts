import type { Content } from '../../model/content.js';
import { HavenError } from '../../model/haven-error.js';
import { httpErrorOf } from '../shared/answer.js';
import type { CallLine, CallLog } from '../shared/call-log.js';

/**
 * Writes the line of a call that failed. An id that is not ours is the caller's text, and is not written.
 *
 * @returns the service as it may be named
 */
export function logFailure(
  log: CallLog,
  { services }: Pick<Content, 'services'>,
  call: Pick<CallLine, 'service' | 'ms' | 'trace'> & { readonly what: string },
  error: unknown,
): string {
  const { status } = httpErrorOf(error);
  const isOurs = call.service === 'discovery' || services.some(({ id }) => id === call.service);
  const problem = error instanceof HavenError ? `${error.code}: ${error.message}` : 'unexpected';
  const { what, ...given } = call;
  const service = isOurs ? call.service : 'unknown';
  log.call({ ...given, service, status, problem });
  if (status >= 500) log.fault(`${what} failed`, error);
  return service;
}
