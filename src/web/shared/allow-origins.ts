import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import { isLoopback } from '../../model/is-loopback.js';
import type { AllowList, ClientProfile } from '../../model/client-profile.js';
import { corsOriginsOf } from '../../model/site.js';
import type { Site } from '../../model/site.js';

function isAllowed(origin: string, allowed: AllowList): boolean {
  if (allowed !== 'loopback')
    // `null` is what browsers call every origin that is none.
    return (
      origin !== 'null' && allowed.some((entry) => URL.canParse(entry) && new URL(entry).origin === origin)
    );
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin.toLowerCase() && isLoopback(url.hostname);
}

type CorsSite = Pick<Site, 'corsOrigins' | 'clients'>;

/** Answers preflights and marks answers for browsers, before anything else is looked at. */
export type AllowOrigins = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * CORS for the origins of any client (checklist 1.13): no `*`, no credentials. A foreign origin gets no CORS header. Nobody knows yet
 * who calls, and a browser sends no token with a preflight.
 *
 * @param site read anew for each request, since content can change
 */
export function allowOrigins(site: () => CorsSite): AllowOrigins {
  const isKnown = (origin: string, now: CorsSite): boolean =>
    now.clients.some((client) => isAllowed(origin, corsOriginsOf(now, client)));
  return cors({
    origin: (origin, decide) => decide(null, origin !== undefined && isKnown(origin, site())),
    methods: ['GET', 'POST', 'OPTIONS'],
    exposedHeaders: ['retry-after'],
    allowedHeaders: ['authorization', 'content-type'],
    maxAge: 600,
    optionsSuccessStatus: 204,
  });
}

/** Takes the CORS header back where the origin belongs to another client than the one that called. */
export function keepOwnOrigin(
  { headers: { origin } }: IncomingMessage,
  response: ServerResponse,
  site: CorsSite,
  client: ClientProfile,
): void {
  if (origin !== undefined && !isAllowed(origin, corsOriginsOf(site, client)))
    response.removeHeader('access-control-allow-origin');
}
