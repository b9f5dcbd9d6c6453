import type { Assessment } from '../../model/assessment.js';

/** One line per call, of these fields only: nothing of the patient, the user or the token. */
export interface CallLine {
  readonly service: string;
  readonly status: number;
  readonly ms: number;
  /** id of the client, where it is known */
  readonly client?: string;
  readonly hook?: string;
  readonly behaviour?: string;
  /** only where it is a UUID; clients may send anything */
  readonly hookInstance?: string;
  readonly revision?: string;
  readonly outcome?: string;
  readonly tier?: Assessment['tier'];
  /** sources that could not be read in full */
  readonly unread?: readonly string[];
  readonly fetched?: number;
  readonly fhirAccess?: string;
  /** items of a feedback call */
  readonly feedback?: number;
  /** why a call failed, in a sentence of ours */
  readonly problem?: string;
}

/** What the web writes for operators. */
export interface CallLog {
  readonly call: (line: CallLine) => void;
  readonly fault: (problem: string, error: unknown) => void;
}
