import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ledger } from '../../ledger/ledger.js';
import type { CallMeter, Meter } from '../../meter/meter.js';
import type { Content } from '../../model/content.js';
import { firstClient } from '../../model/first-client.js';
import { HavenError } from '../../model/haven-error.js';
import type { HookCall } from '../../model/hook-call.js';
import { textOf } from '../../model/json-value.js';
import { handleHook } from '../../pipeline/handle-hook.js';
import type { HookAnswer, HookTools } from '../../pipeline/handle-hook.js';
import { parseHookRequest } from '../../protocol/parse-hook-request.js';
import { httpErrorOf, sendError, sendJson } from '../shared/answer.js';
import type { CallLine, CallLog } from '../shared/call-log.js';
import { readJsonBody } from '../shared/read-json-body.js';
import { callSeen } from './call-seen.js';

/** What the route is made with. */
export interface HookRouteTools extends Omit<HookTools, 'content' | 'ledger' | 'lap'> {
  readonly content: () => Content;
  readonly ledger: Ledger;
  readonly log: CallLog;
  readonly meter: Meter;
}

/** Handles a POST to a service, from the raw request: the body is read here, once. */
export type HookRoute = (
  request: IncomingMessage,
  response: ServerResponse,
  service: string,
) => Promise<void>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The key of a service is its id and its hook together. */
function assertServed(call: HookCall, content: Content): void {
  const isServed = content.services.some(
    ({ id, hook }) => id === call.service && (hook === call.hook || hook === call.behaviour),
  );
  if (!isServed) throw new HavenError('hook-not-served', 'the hook is not served under this id');
}

/** Aborts when the caller hangs up; only a call that may fetch needs to know. */
function whenGone(response: ServerResponse, call: HookCall): AbortSignal | undefined {
  if (call.fhir === undefined) return undefined;
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

function lineOf(
  call: HookCall,
  answer: HookAnswer,
  revision: string,
): Omit<CallLine, 'service' | 'status' | 'ms'> {
  const { decision, assessment, sources, department, fetched, fhirAccess } = answer;
  const unread =
    sources === undefined
      ? []
      : Object.entries(sources).flatMap(([source, { kind }]) =>
          kind === 'known' ? [] : [`${source}:${kind}`],
        );
  return {
    hook: call.hook,
    behaviour: call.behaviour,
    ...(UUID.test(call.hookInstance) ? { hookInstance: call.hookInstance } : {}),
    revision,
    outcome: decision.kind === 'show' ? 'shown' : decision.reasons.join(','),
    ...(assessment === undefined ? {} : { tier: assessment.tier }),
    ...(department === undefined ? {} : { department }),
    unread,
    fetched,
    fhirAccess,
  };
}

function traced({ trace }: CallMeter): Pick<CallLine, 'trace'> {
  return trace === undefined ? {} : { trace };
}

/** Makes the handler of service calls. */
export function hookRoute(tools: HookRouteTools): HookRoute {
  const { log, now, meter } = tools;
  const fail = (response: ServerResponse, error: unknown, service: string): CallLine => {
    sendError(response, error);
    const { status } = httpErrorOf(error);
    const problem = error instanceof HavenError ? `${error.code}: ${error.message}` : 'unexpected';
    if (status >= 500) log.fault('a hook failed', error);
    // An id that is not ours is the caller's text.
    return { service: status === 404 ? 'unknown' : service, status, ms: 0, problem };
  };
  return async (request, response, service) => {
    const started = now();
    const watch = meter.begin(textOf(request.headers['traceparent']));
    const content = tools.content();
    try {
      if (!content.services.some(({ id }) => id === service))
        throw new HavenError('unknown-service', 'no such service');
      const call = parseHookRequest(service, await readJsonBody(request), firstClient(content.site));
      assertServed(call, content);
      watch.lap('receive');
      const answer = await handleHook(call, { ...tools, content, lap: watch.lap }, whenGone(response, call));
      sendJson(response, answer.response);
      watch.answered(callSeen(call, answer, content));
      const line = lineOf(call, answer, content.revision);
      log.call({ service, status: 200, ms: now() - started, ...line, ...traced(watch) });
    } catch (error) {
      const line = fail(response, error, service);
      watch.failed(line.service, error instanceof HavenError ? error.code : 'internal');
      log.call({ ...line, ms: now() - started, ...traced(watch) });
    }
  };
}
