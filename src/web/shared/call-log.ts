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
  /** id of the site's department */
  readonly department?: string;
  /** sources that could not be read in full */
  readonly unread?: readonly string[];
  readonly fetched?: number;
  readonly fhirAccess?: string;
  /** items of a feedback call */
  readonly feedback?: number;
  /** id of the trace, where traces are made */
  readonly trace?: string;
  /** why a call failed, in a sentence of ours */
  readonly problem?: string;
}

/** Every field that a line may have; a field that is not here does not compile into a line, and one that slips past types is dropped. */
const FIELDS: Readonly<Record<keyof CallLine, true>> = {
  service: true,
  status: true,
  ms: true,
  hook: true,
  behaviour: true,
  client: true,
  hookInstance: true,
  revision: true,
  outcome: true,
  tier: true,
  department: true,
  unread: true,
  fetched: true,
  fhirAccess: true,
  feedback: true,
  trace: true,
  problem: true,
};

/** The allowed fields of a line, whatever else it carries. */
export function allowedFields(line: CallLine): CallLine {
  return Object.fromEntries(
    Object.entries(line).filter(([name]) => Object.hasOwn(FIELDS, name)),
  ) as unknown as CallLine;
}

/** Where an error was thrown, without its message, which may quote what it failed on. */
export function framesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames.map((line) => line.trim()).join('\n');
}

/** What the web writes for operators. */
export interface CallLog {
  readonly call: (line: CallLine) => void;
  readonly fault: (problem: string, error: unknown) => void;
}
