import type { Content } from '../../model/content.js';
import type { CallLine, CallLog } from '../shared/call-log.js';
import type { Failure } from '../shared/failure-of.js';

/**
 * Writes the line of a call that failed. An id that is not ours is the caller's text, and is not written.
 *
 * @returns the service as it may be named
 */
export function logFailure(
  log: CallLog,
  { services }: Pick<Content, 'services'>,
  call: Pick<CallLine, 'service' | 'ms' | 'trace'> & { readonly what: string },
  { kind, status, problem, error }: Failure,
): string {
  const isOurs = call.service === 'discovery' || services.some(({ id }) => id === call.service);
  const { what, ...given } = call;
  const service = isOurs ? call.service : 'unknown';
  log.call({ ...given, service, status, problem });
  // A service that has enough to do has no fault, and a flood should not write two lines for each call.
  if (status >= 500 && kind !== 'overloaded') log.fault(`${what} failed`, error);
  return service;
}
