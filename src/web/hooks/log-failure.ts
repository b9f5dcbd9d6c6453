import type { Content } from '../../model/content.js';
import { HavenError } from '../../model/haven-error.js';
import { httpErrorOf } from '../shared/answer.js';
import type { CallLog } from '../shared/call-log.js';

/** Writes the line of a call that failed. An id that is not ours is the caller's text, and is not written. */
export function logFailure(
  log: CallLog,
  { services }: Pick<Content, 'services'>,
  call: { readonly service: string; readonly ms: number; readonly what: string },
  error: unknown,
): void {
  const { status } = httpErrorOf(error);
  const isOurs = call.service === 'discovery' || services.some(({ id }) => id === call.service);
  const problem = error instanceof HavenError ? `${error.code}: ${error.message}` : 'unexpected';
  log.call({ service: isOurs ? call.service : 'unknown', status, ms: call.ms, problem });
  if (status >= 500) log.fault(`${call.what} failed`, error);
}
