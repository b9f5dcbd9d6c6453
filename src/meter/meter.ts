import type { Tier } from '../model/assessment.js';
import type { CallOutcome } from '../model/decision.js';
import type { ErrorCode } from '../model/haven-error.js';
import type { Hook } from '../model/hook.js';
import type { Source, SourceState } from '../model/source.js';

/** The stages of one call, in the order of the line (ARCHITECTURE.md). `decide` is deciding and composing the card. */
export const STAGES = ['receive', 'gather', 'fold', 'assess', 'decide', 'ledger'] as const;
export type Stage = (typeof STAGES)[number];

/** What may be called: a service, feedback for one, or the list of services. */
export type Route = 'hook' | 'feedback' | 'discovery';

/** Says that a stage is over now; the next one begins with it. */
export type Lap = (stage: Stage) => void;

/** What operators may know of an answered call: nothing of the patient, the user or the caller's own words. */
export interface CallSeen {
  readonly service: string;
  readonly hook: Hook;
  readonly revision: string;
  readonly outcome: CallOutcome;
  /** undefined where nothing was read */
  readonly tier: Tier | undefined;
  /** id of the site's department; undefined where the call is in none of them */
  readonly department: string | undefined;
  /** sources that the content asks for and the client did not send; undefined where nothing was read */
  readonly missing: readonly Source[] | undefined;
  /** sources that could not be read in full, whoever tried */
  readonly unread: readonly (readonly [Source, Exclude<SourceState['kind'], 'known'>])[];
}

/** The watch of one call. It is told what happened after the answer is out, so that nobody waits for it. */
export interface CallMeter {
  readonly lap: Lap;
  /** of the trace that this call is part of, for the log line; undefined where nothing is traced */
  readonly trace: string | undefined;
  readonly answered: (call: CallSeen) => void;
  /** @param service `unknown` where it is the caller's text */
  readonly failed: (service: string, kind: ErrorCode) => void;
}

/** What the line tells operators about itself. */
export interface Meter {
  /** @param traceparent header of the caller (W3C Trace Context); anything else in it is ignored */
  readonly begin: (traceparent: string | undefined) => CallMeter;
  readonly feedback: (service: string, outcome: string) => void;
  /**
   * a call without a watch of its own was answered with an error: discovery, feedback, and whatever is not taken in
   *
   * @param service `unknown` where it is the caller's text
   */
  readonly failed: (service: string, kind: ErrorCode, route: Route) => void;
  /** one read of a caller's FHIR server: answered, or why not */
  readonly fhirRead: (kind: string) => void;
}

const NOTHING = (): void => undefined;

/** Tells nobody where a stage ends. */
export const UNWATCHED: Lap = NOTHING;

const UNSEEN: CallMeter = Object.freeze({
  lap: UNWATCHED,
  trace: undefined,
  answered: NOTHING,
  failed: NOTHING,
});

/** Tells nobody: for calls that are no calls, such as the heartbeat. */
export const SILENT_METER: Meter = Object.freeze({
  begin: () => UNSEEN,
  feedback: NOTHING,
  failed: NOTHING,
  fhirRead: NOTHING,
});
