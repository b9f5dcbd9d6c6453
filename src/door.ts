import type { Agent } from 'undici';
import { authenticator } from './auth/authenticator.js';
import type { Authenticator } from './auth/authenticator.js';
import { callLimiter } from './auth/call-limiter.js';
import { keyFetcher } from './auth/fetch-keys.js';
import { signatureThread } from './auth/signature-thread.js';
import type { Ledger } from './ledger/ledger.js';
import type { Site } from './model/site.js';
import { jsonFetcher } from './outbound/fetch-json.js';
import { guardedAgent } from './outbound/guarded-agent.js';

/** Within which a key set must be there. */
const KEYS_MS = 5000;
/** Keys that could not be fetched are tried again without waiting for a call: readiness would say so on and on. */
const RETRY_MS = 30_000;

/** Who may call, and where we may call. */
export interface Door {
  /** the guarded connection of keys and FHIR resources alike */
  readonly agent: Agent;
  readonly auth: Authenticator;
  /** makes ready for callers that authenticate, where the site's do; never rejects */
  readonly warm: (at: number) => Promise<void>;
  /** what operators should know; empty where all is well */
  readonly problems: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** What it is opened with. */
export interface DoorTools {
  /** read anew for each call, since content can change */
  readonly site: () => Site;
  readonly ledger: Pick<Ledger, 'claimToken'>;
  /** told when signatures have to be checked in another way, and when that is over */
  readonly report: (change: string) => void;
  readonly callsAtOnce: number;
  readonly now: () => number;
}

/** Opens the door of a service: nothing is fetched and no thread runs before somebody needs it. */
export function openDoor({ site, ledger, report, callsAtOnce, now }: DoorTools): Door {
  const agent = guardedAgent({ networks: () => site().privateNetworks });
  const signatures = signatureThread({ report, most: callsAtOnce });
  const auth = authenticator({
    site,
    fetchKeys: keyFetcher(jsonFetcher(agent, KEYS_MS)),
    verify: signatures.verify,
    claimToken: (...token) => ledger.claimToken(...token),
    admit: callLimiter(),
  });
  const timer = setInterval(() => {
    if (auth.health().length > 0) void auth.warm(now());
  }, RETRY_MS).unref();
  return {
    agent,
    auth,
    warm: async (at) => {
      if (site().auth === 'jwt') await Promise.all([signatures.warm(), auth.warm(at)]);
    },
    problems: () => [...auth.health(), ...signatures.health()],
    close: async () => {
      clearInterval(timer);
      await signatures.close();
      await agent.destroy();
    },
  };
}
