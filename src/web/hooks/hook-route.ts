import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ledger } from '../../ledger/ledger.js';
import type { Authenticator } from '../../auth/authenticator.js';
import type { CallMeter, Meter } from '../../meter/meter.js';
import type { ClientProfile } from '../../model/client-profile.js';
import type { Content } from '../../model/content.js';
import { HavenError } from '../../model/haven-error.js';
import type { HookCall } from '../../model/hook-call.js';
import { textOf } from '../../model/json-value.js';
import { handleHook } from '../../pipeline/handle-hook.js';
import type { HookAnswer, HookTools } from '../../pipeline/handle-hook.js';
import { parseHookRequest } from '../../protocol/parse-hook-request.js';
import { keepOwnOrigin } from '../shared/allow-origins.js';
import { sendError, sendJson } from '../shared/answer.js';
import type { CallLine, CallLog } from '../shared/call-log.js';
import { failureOf } from '../shared/failure-of.js';
import { readJsonBody } from '../shared/read-json-body.js';
import { callSeen } from './call-seen.js';
import { logFailure } from './log-failure.js';

/** What the route is made with. */
export interface HookRouteTools extends Omit<HookTools, 'content' | 'ledger' | 'lap'> {
  readonly content: () => Content;
  readonly ledger: Ledger;
  readonly auth: Authenticator;
  /** how callers reach this service, without trailing slash; tokens are for an address below it */
  readonly publicUrl: string;
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
    client: call.client.id,
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

/** Reads the body: of what it held, only the call outlives this. */
async function receive(request: IncomingMessage, service: string, client: ClientProfile): Promise<HookCall> {
  return parseHookRequest(service, await readJsonBody(request), client);
}

function traced({ trace }: CallMeter): Pick<CallLine, 'trace'> {
  return trace === undefined ? {} : { trace };
}

/** Makes the handler of service calls. */
export function hookRoute(tools: HookRouteTools): HookRoute {
  const { content: served, ...fixed } = tools;
  const { auth, log, meter, now, publicUrl } = tools;
  return async (request, response, service) => {
    const started = now();
    const watch = meter.begin(textOf(request.headers['traceparent']));
    const content = served();
    try {
      const endpoint = `${publicUrl}/cds-services/${service}`;
      const { client } = await auth.authenticate(request.headers.authorization, endpoint, started);
      keepOwnOrigin(request, response, content.site, client);
      if (!content.services.some(({ id }) => id === service))
        throw new HavenError('unknown-service', 'no such service');
      const call = await receive(request, service, client);
      assertServed(call, content);
      watch.lap('receive');
      const answer = await handleHook(call, { content, lap: watch.lap, ...fixed }, whenGone(response, call));
      sendJson(response, answer.response);
      watch.answered(callSeen(call, answer, content));
      const line = lineOf(call, answer, content.revision);
      log.call({ service, status: 200, ms: now() - started, ...line, ...traced(watch) });
    } catch (error) {
      sendError(response, error);
      const line = { service, ms: now() - started, what: 'a hook', ...traced(watch) };
      const failure = failureOf(error);
      watch.failed(logFailure(log, content, line, failure), failure.kind);
    }
  };
}
