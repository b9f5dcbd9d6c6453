import { keptThread } from '../threads/kept-thread.js';
import { verifySignature } from './verify-signature.js';
import type { SignedToken, VerifySignature } from './verify-signature.js';

/** Checks signatures beside the event loop. */
export interface SignatureThread {
  readonly verify: VerifySignature;
  /** starts it before somebody waits for it; never rejects */
  readonly warm: () => Promise<void>;
  /** what operators should know; empty where all is well */
  readonly health: () => readonly string[];
  /** lets it answer what it was asked, and end */
  readonly close: () => Promise<void>;
}

/** What it is made with. */
export interface SignatureThreadTools {
  /** told when it fails, and when it is back */
  readonly report: (change: string) => void;
  /** compiled JavaScript of the thread; default: the one beside this file */
  readonly entry?: URL;
  /** milliseconds until it is tried again after it failed */
  readonly restMs?: number;
}

const ENTRY = new URL('./signature-worker.js', import.meta.url);
const REST_MS = 10_000;

/** What it makes lives for a moment, and no token is long. */
const MEMORY = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 } as const;

const FAILED = 'signatures are checked on the event loop: their thread has failed';

/**
 * A signature costs as much as everything else that a call needs: in a thread of its own it holds no other call up (ADR 10). Where
 * the thread cannot be had, signatures are checked on the event loop, slower but by the same function, and operators hear of it.
 */
export function signatureThread({
  report,
  entry = ENTRY,
  restMs = REST_MS,
}: SignatureThreadTools): SignatureThread {
  const thread = keptThread<SignedToken>(entry, { resourceLimits: MEMORY });
  let state: 'well' | 'failed' | 'resting' = 'well';
  const fail = (): void => {
    if (state === 'well') report(FAILED);
    if (state === 'resting') return;
    state = 'resting';
    setTimeout(() => (state = 'failed'), restMs).unref();
  };
  const recover = (): void => {
    if (state === 'failed') {
      report('signatures are checked in their thread again');
      state = 'well';
    }
  };
  return {
    verify: async (token) => {
      if (state === 'resting') return verifySignature(token);
      try {
        const answer = await thread.ask(token);
        recover();
        return answer === true;
      } catch {
        fail();
        return verifySignature(token);
      }
    },
    warm: () => thread.start().catch(fail),
    health: () => (state === 'well' ? [] : [FAILED]),
    close: () => thread.close(),
  };
}
