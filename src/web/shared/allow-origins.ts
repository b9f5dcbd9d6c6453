import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import { isLoopback } from '../../model/is-loopback.js';
import type { Site } from '../../model/site.js';

function isAllowed(origin: string, allowed: Site['corsOrigins']): boolean {
  if (allowed !== 'loopback')
    return allowed.some((entry) => URL.canParse(entry) && new URL(entry).origin === origin);
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin.toLowerCase() && isLoopback(url.hostname);
}

/** Answers preflights and marks answers for browsers, before anything else is looked at. */
export type AllowOrigins = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * CORS for the listed origins (checklist 1.13): no `*`, no credentials. A foreign origin gets no CORS header.
 *
 * @param allowed read anew for each request, since content can change
 */
export function allowOrigins(allowed: () => Site['corsOrigins']): AllowOrigins {
  return cors({
    origin: (origin, decide) => decide(null, origin !== undefined && isAllowed(origin, allowed())),
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders: ['authorization', 'content-type'],
    maxAge: 600,
    optionsSuccessStatus: 204,
  });
}
