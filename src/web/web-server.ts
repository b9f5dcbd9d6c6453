import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler } from 'express';
import type { Content } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';
import { operationOutcome } from '../protocol/operation-outcome.js';
import { aboutRouter } from './about/about-router.js';
import { consoleRouter } from './console/console-router.js';
import type { ConsoleTools } from './console/console-router.js';
import { hookRoute } from './hooks/hook-route.js';
import type { HookRoute, HookRouteTools } from './hooks/hook-route.js';
import { hooksRouter } from './hooks/hooks-router.js';
import { refuseCall } from './hooks/refuse-call.js';
import { opsRouter } from './ops/ops-router.js';
import { allowOrigins } from './shared/allow-origins.js';
import { sendError } from './shared/answer.js';
import { callsAtOnce } from './shared/calls-at-once.js';
import { fixedHeaders } from './shared/fixed-headers.js';
import { markLate } from './shared/late-sockets.js';
import { HTTP_ERRORS } from './shared/status.js';
import type { HttpError } from './shared/status.js';
import { staffRouter } from './staff/staff-router.js';

/** What one caller may take of the service's time and memory. */
export interface WebLimits {
  readonly callsAtOnce: number;
  /** from the first byte of a request to the end of its headers; a client that dribbles them is cut off */
  readonly headersMs: number;
  /** the same to the end of its body */
  readonly requestMs: number;
  /** how long a connection may wait for its next request; a client that sends one as it is closed gets no answer */
  readonly idleMs: number;
}

/** Enough for ten megabytes over a slow line, for every client that waits for an answer itself, and for proxies that keep connections for a minute. */
export const WEB_LIMITS: WebLimits = {
  callsAtOnce: 256,
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 75_000,
};

/** How often Node looks for requests that are over their time. */
const LOOK_MS = 1000;

/** What the web is made with. */
export interface WebTools extends HookRouteTools {
  /** what is wrong with the content on disk */
  readonly findings: () => readonly unknown[];
  /** what else is not as it should be */
  readonly problems: () => readonly string[];
  /** the text format of Prometheus */
  readonly metrics: () => Promise<string>;
  /** what operators may do on the console */
  readonly console: Pick<ConsoleTools, 'operatorToken' | 'setOverride' | 'report'>;
  readonly limits: WebLimits;
}

function expressApp(tools: WebTools, hook: HookRoute): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  const fixed = fixedHeaders();
  app.use((_request, response, next) => {
    response.set(fixed);
    next();
  });
  app.use(hooksRouter(tools, hook));
  app.use(opsRouter({ ...tools, operatorToken: tools.console.operatorToken }));
  app.use(aboutRouter(tools.content));
  app.use(staffRouter(tools.content));
  app.use(consoleRouter({ ...tools, ...tools.console, fault: tools.log.fault }));
  app.use((_request, response) => sendError(response, new HavenError('not-found', 'nothing here')));
  const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const isBadPath = error instanceof URIError;
    if (!isBadPath) tools.log.fault('a request failed', error);
    sendError(response, isBadPath ? new HavenError('not-found', 'a path that cannot be decoded') : error);
  };
  app.use(onError);
  return app;
}

/** Every spelling that the routes below take: in any case, and with the host before it (RFC 9112 section 3.2.2). */
const SERVICES = /^(?:https?:\/\/[^/?#]*)?\/cds-services/i;

/** Service calls are found by their plain path; whatever is not one goes through Express. */
function servicePaths(content: Content): ReadonlyMap<string, string> {
  return new Map(content.services.map(({ id }) => [`/cds-services/${id}`, id]));
}

/** One request: CORS first, then the compiled route, then Express. */
function dispatcher(tools: WebTools): RequestListener {
  const hook = hookRoute(tools);
  const app = expressApp(tools, hook);
  const cors = allowOrigins(() => tools.content().site);
  const enter = callsAtOnce(tools.limits.callsAtOnce);
  let known: { readonly content: Content; readonly paths: ReadonlyMap<string, string> } | undefined;
  const route = (request: IncomingMessage, response: ServerResponse): void => {
    const content = tools.content();
    if (known?.content !== content) known = { content, paths: servicePaths(content) };
    const url = request.url ?? '';
    const refusal = SERVICES.test(url) ? enter(response) : undefined;
    if (refusal !== undefined) return refuseCall(tools, request, response, refusal);
    const service = request.method === 'POST' ? known.paths.get(url) : undefined;
    if (service === undefined) app(request, response);
    else void hook(request, response, service);
  };
  return (request, response) => {
    if (request.headers.origin === undefined && request.method !== 'OPTIONS') return route(request, response);
    return cors(request, response, () => {
      if (request.method !== 'OPTIONS') return route(request, response);
      return response.writeHead(204, { ...fixedHeaders(), allow: 'GET, POST, OPTIONS' }).end();
    });
  };
}

/** As long as a refused client has to read why. */
const LINGER_MS = 1000;

const TOO_LATE = 'ERR_HTTP_REQUEST_TIMEOUT';

/** What Node found wrong before there was a request, or while its body came. */
const CLIENT_ERRORS: ReadonlyMap<string, string> = new Map([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  [TOO_LATE, '408 Request Timeout'],
]);

function outcomeOf({ issue, sentence }: HttpError): string {
  return JSON.stringify(operationOutcome(issue, sentence));
}

const BAD_REQUEST = outcomeOf(HTTP_ERRORS['not-http']);
const TIMEOUT = outcomeOf(HTTP_ERRORS['request-timeout']);

function noHost(): HavenError {
  return new HavenError('not-http', 'HTTP/1.1 without Host');
}

function serverOptions({ headersMs, requestMs, idleMs }: WebLimits): ServerOptions {
  return {
    // Node would refuse a call without Host by itself, with an empty body.
    requireHostHeader: false,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: Math.min(LOOK_MS, headersMs),
  };
}

/** Makes the HTTP server; it does not listen yet. */
export function webServer(tools: WebTools): Server {
  const dispatch = dispatcher(tools);
  const server = createServer(serverOptions(tools.limits), (request, response) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1') sendError(response, noHost());
    else dispatch(request, response);
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) =>
    sendError(response, new HavenError('expectation-failed', 'an expectation that we do not know')),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const isTooLate = error.code === TOO_LATE;
    if (isTooLate) markLate(socket);
    if (!socket.writable) return socket.destroy();
    const outcome = isTooLate ? TIMEOUT : BAD_REQUEST;
    const head = [
      `HTTP/1.1 ${CLIENT_ERRORS.get(error.code ?? '') ?? '400 Bad Request'}`,
      'content-type: application/fhir+json; charset=utf-8',
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      `content-length: ${Buffer.byteLength(outcome)}`,
      'connection: close',
    ];
    // Who keeps its own side open would keep the connection, and the place of its call.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
    return socket.end(`${head.join('\r\n')}\r\n\r\n${outcome}`);
  });
  return server;
}
