import { HavenError } from '../model/haven-error.js';
import { keptThread } from '../threads/kept-thread.js';
import { verifySignature } from './verify-signature.js';
import type { SignedToken, VerifySignature } from './verify-signature.js';

/** Checks signatures beside the event loop. */
export interface SignatureThread {
  /** @throws HavenError `overloaded` where too many wait already: callers that have gone may have left theirs */
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
  /** how many may wait, as many as there are calls at once: a caller that hangs up gives its place to the next, and leaves its signature behind */
  readonly most: number;
  /** compiled JavaScript of the thread; default: the one beside this file */
  readonly entry?: URL;
  /** milliseconds until it is tried again after it failed */
  readonly restMs?: number;
}

const ENTRY = new URL('./signature-worker.js', import.meta.url);
const REST_MS = 10_000;

const FAILED = 'signatures are checked on the event loop: their thread has failed';

/**
 * A signature costs as much as everything else that a call needs: in a thread of its own it holds no other call up (ADR 10). Where
 * the thread cannot be had, signatures are checked on the event loop, slower but by the same function, and operators hear of it.
 */
export function signatureThread({
  report,
  most,
  entry = ENTRY,
  restMs = REST_MS,
}: SignatureThreadTools): SignatureThread {
  const thread = keptThread<SignedToken>(entry, {});
  let state: 'well' | 'failed' | 'resting' = 'well';
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  const fail = (error: unknown): void => {
    if (state === 'well') report(`${FAILED} (${error instanceof Error ? error.message : 'unknown'})`);
    if (state === 'resting') return;
    state = 'resting';
    timer = setTimeout(() => {
      state = 'failed';
      void warm();
    }, restMs).unref();
  };
  const recover = (): void => {
    if (state !== 'failed') return;
    report('signatures are checked in their thread again');
    state = 'well';
  };
  const warm = (): Promise<void> => thread.start().then(recover, fail);
  const ask = async (token: SignedToken): Promise<boolean> => {
    waiting += 1;
    try {
      return (await thread.ask(token)) === true;
    } catch (error) {
      fail(error);
      return verifySignature(token);
    } finally {
      waiting -= 1;
    }
  };
  return {
    verify: async (token) => {
      if (state === 'resting') return verifySignature(token);
      if (waiting >= most) throw new HavenError('overloaded', 'too many signatures wait', { retryAfter: 1 });
      return ask(token);
    },
    warm,
    health: () => (state === 'well' ? [] : [FAILED]),
    close: () => {
      clearTimeout(timer);
      return thread.close();
    },
  };
}
