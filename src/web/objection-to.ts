import { isLoopback } from '../model/is-loopback.js';
import type { Site } from '../model/site.js';

/** Where a site would be served. */
export interface ServingPlace {
  readonly host: string;
  readonly publicUrl: string | undefined;
  /** FHIR servers from the environment */
  readonly fhirServers: readonly string[] | undefined;
}

function isLocal(url: string): boolean {
  return isLoopback(new URL(url).hostname);
}

/** What would make it unsafe to serve a site here; undefined where nothing would. */
export function objectionTo(
  { host, publicUrl, fhirServers = [] }: ServingPlace,
  { auth, demo }: Pick<Site, 'auth' | 'demo'>,
): string | undefined {
  const rules: readonly (readonly [boolean, string])[] = [
    [
      demo && !isLoopback(host),
      `HOST=${host}: the demo site is for this machine and listens on loopback only (set HAVEN_SITE)`,
    ],
    [
      demo && !fhirServers.every(isLocal),
      'HAVEN_FHIR_SERVERS: the demo site reads FHIR servers on loopback only (set HAVEN_SITE)',
    ],
    [
      auth === 'jwt' && publicUrl === undefined,
      'HAVEN_PUBLIC_URL is missing: a token is for one address, and only you know how callers write it',
    ],
    [
      auth === 'jwt' && !demo && publicUrl !== undefined && !publicUrl.startsWith('https://'),
      'HAVEN_PUBLIC_URL: a site that authenticates is reached by https',
    ],
  ];
  return rules.find(([isWrong]) => isWrong)?.[1];
}
