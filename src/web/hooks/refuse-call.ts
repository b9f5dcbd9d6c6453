import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../../meter/meter.js';
import { sendError } from '../shared/answer.js';
import { failureOf } from '../shared/failure-of.js';
import type { HookRouteTools } from './hook-route.js';
import { logFailure } from './log-failure.js';

const PLACE = /\/cds-services\/?([^/?#]*)(\/feedback)?/i;

/** What is called, as its address says it. */
function calledBy(url: string): { readonly route: Route; readonly service: string } {
  const [, id = '', feedback] = PLACE.exec(url) ?? [];
  if (id === '') return { route: 'discovery', service: 'discovery' };
  return { route: feedback === undefined ? 'hook' : 'feedback', service: id };
}

/** Answers a call that is not taken in. Operators are told of it as of any other that failed: one line, and one more of its kind. */
export function refuseCall(
  { content, log, meter }: Pick<HookRouteTools, 'content' | 'log' | 'meter'>,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  sendError(response, error);
  const { route, service } = calledBy(request.url ?? '');
  const failure = failureOf(error);
  meter.failed(
    logFailure(log, content(), { service, ms: 0, what: 'a refused call' }, failure),
    failure.kind,
    route,
  );
}
