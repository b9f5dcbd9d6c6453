import type {
  Algorithm,
  ClientProfile,
  ClientTrust,
  OutputLimits,
  PublicJwk,
} from '../model/client-profile.js';
import { PROPOSED_TYPES } from '../model/client-profile.js';
import { MAX_BULLETS, MAX_WORDS } from '../model/card-limits.js';
import type { ClientEntry } from './schema/client-file.js';
import type { JwkEntry } from './schema/public-jwk.js';

/** What a client is where neither its own file nor its profile says otherwise; `clients/standard.yaml` says the same in words. */
const OUTPUT: OutputLimits = {
  selectionBehavior: 'any',
  actionsPerSuggestion: 2,
  appContext: true,
  resourceTypes: PROPOSED_TYPES,
  codeSystems: undefined,
  detail: { words: MAX_WORDS, bullets: MAX_BULLETS },
};
/** CDS Hooks 2.0.1 recommends both. */
const ALGORITHMS: readonly Algorithm[] = ['ES384', 'RS384'];
/** Best practice: about an hour; Epic's live 15 minutes (checklist 68). */
const LIFETIME_MINUTES = 60;
const OUTAGE_HOURS = 24;
const RATE_LIMIT = { calls: 2000, seconds: 10 };

/** Without the members that only other programs read. */
function publicKeyOf(entry: JwkEntry): PublicJwk {
  const { kid, alg } = entry;
  if (entry.kty === 'RSA') return { kty: entry.kty, kid, alg, n: entry.n, e: entry.e };
  return { kty: entry.kty, kid, alg, crv: entry.crv, x: entry.x, y: entry.y };
}

function trustOf(entry: NonNullable<ClientEntry['trust']>): ClientTrust | undefined {
  const { issuer, keys = [], jwksUrl, jku = [] } = entry;
  if (issuer === undefined) return undefined;
  return {
    issuer,
    keys: keys.map(publicKeyOf),
    jwksUrl,
    jku: jwksUrl === undefined ? jku : [jwksUrl, ...jku],
    algorithms: entry.algorithms ?? ALGORITHMS,
    audiences: entry.audiences ?? [],
    tenants: entry.tenants ?? [],
    lifetimeMinutes: entry.lifetimeMinutes ?? LIFETIME_MINUTES,
    outageHours: entry.outageHours ?? OUTAGE_HOURS,
  };
}

function outputOf(entry: NonNullable<ClientEntry['output']>): OutputLimits {
  return {
    selectionBehavior: entry.selectionBehavior ?? OUTPUT.selectionBehavior,
    actionsPerSuggestion: entry.actionsPerSuggestion ?? OUTPUT.actionsPerSuggestion,
    appContext: entry.appContext ?? OUTPUT.appContext,
    resourceTypes: entry.resourceTypes ?? OUTPUT.resourceTypes,
    codeSystems: entry.codeSystems,
    detail: entry.detail ?? OUTPUT.detail,
  };
}

/** One entry over another: what the first does not say is as in the second; maps are joined, lists are not. */
export function layered(entry: ClientEntry, below: ClientEntry): ClientEntry {
  return {
    ...below,
    ...entry,
    trust: { ...below.trust, ...entry.trust },
    output: { ...below.output, ...entry.output },
    prefetchKeys: { ...below.prefetchKeys, ...entry.prefetchKeys },
    orders: { ...below.orders, ...entry.orders },
  };
}

/**
 * A client as the service uses it.
 *
 * @param isDemo a demo site limits nobody
 */
export function clientOf(id: string, entry: ClientEntry, isDemo: boolean): ClientProfile {
  return {
    id,
    trust: trustOf(entry.trust ?? {}),
    language: entry.language,
    disclosure: entry.disclosure ?? 'discreet',
    prefetchKeys: entry.prefetchKeys ?? {},
    hookMappings: entry.hookMappings ?? [],
    orders: entry.orders ?? {},
    requester: entry.requester,
    output: outputOf(entry.output ?? {}),
    reportsOutcomes: entry.reportsOutcomes ?? true,
    fhirServers: entry.fhirServers,
    corsOrigins: entry.corsOrigins,
    rateLimit: entry.rateLimit ?? (isDemo ? undefined : RATE_LIMIT),
  };
}
