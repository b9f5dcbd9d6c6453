import type { Clause, CodeClause } from '../model/clause.js';
import { ICD_10_CM } from '../model/code-system.js';
import type { CodeIndex, Content } from '../model/content.js';
import { isEnabled } from '../model/cue.js';
import type { Cue } from '../model/cue.js';
import { firstClient } from '../model/first-client.js';
import type { HookCall } from '../model/hook-call.js';

/** An adult, for whom every documented cue without an age holds. */
const AGE = 34;
const PATIENT = 'heartbeat';

/** A code, and the cue that it must meet. */
interface Sign {
  readonly cue: string;
  readonly system: string;
  readonly code: string;
}

/** A patient who does not exist, and the cue that her record must meet. */
export interface Heartbeat {
  readonly cue: string;
  /** a documented code of this minute: a card must come of it */
  readonly speaks: HookCall;
  /** the same patient with nothing on record: none may */
  readonly quiet: HookCall;
}

/** Statements that one coded Condition of now makes true by itself. */
function leavesOf(clause: Clause): readonly CodeClause[] {
  if (clause.kind === 'any') return clause.of.flatMap(leavesOf);
  const isPlain =
    clause.kind === 'code' &&
    clause.resources.includes('Condition') &&
    clause.atLeast === 1 &&
    clause.active !== 'inactive' &&
    clause.within.kind !== 'not-in-last' &&
    clause.within.kind !== 'encounter' &&
    clause.onlyWith.length === 0;
  return isPlain ? [clause] : [];
}

/** A code of a value set, from the index that the chart is folded with. */
function codeOf(set: number, { exact, categories }: CodeIndex): Omit<Sign, 'cue'> | undefined {
  for (const [system, codes] of exact)
    for (const [code, sets] of codes) if (sets.includes(set)) return { system, code };
  for (const { longer } of categories.values())
    for (const { prefix, member } of longer)
      if (member.set === set && member.excludes?.(prefix) !== true)
        return { system: ICD_10_CM, code: prefix };
  return undefined;
}

function suits(cue: Cue): boolean {
  const decides = cue.rule === 'tier3-known' || cue.rule === 'tier3' || cue.rule === 'tier2';
  return (
    isEnabled(cue) &&
    cue.family === 'documented' &&
    decides &&
    cue.unless.length === 0 &&
    cue.ages.from <= AGE &&
    cue.ages.to >= AGE
  );
}

function signOf({ cues, index }: Content): Sign | undefined {
  for (const cue of cues.filter(suits)) {
    for (const { set } of leavesOf(cue.when)) {
      const code = codeOf(set, index);
      if (code !== undefined) return { cue: cue.id, ...code };
    }
  }
  return undefined;
}

function callOf(content: Content, at: number, conditions: unknown): HookCall {
  const patient = {
    resourceType: 'Patient',
    id: PATIENT,
    birthDate: `${new Date(at).getUTCFullYear() - AGE - 1}-01-01`,
  };
  // What was sent as null is known to be empty, so nothing is unknown.
  const prefetch = new Map<string, unknown>(content.prefetch.map(({ key }) => [key, null]));
  const [service] = content.services;
  return {
    service: service?.id ?? PATIENT,
    client: firstClient(content.site),
    hook: 'patient-view',
    behaviour: 'patient-view',
    hookInstance: PATIENT,
    userId: `Practitioner/${PATIENT}`,
    patientId: PATIENT,
    encounterId: undefined,
    fhir: undefined,
    prefetch: prefetch.set('patient', patient).set('conditions', conditions),
  };
}

/**
 * Makes the heartbeat patient from the content that serves: the first documented cue that a code alone meets, and a code from its own
 * value set. So it changes with the content and cannot rot beside it.
 *
 * @returns undefined where the content has no such cue
 */
export function heartbeatCall(content: Content, at: number): Heartbeat | undefined {
  const sign = signOf(content);
  if (sign === undefined) return undefined;
  const condition = {
    resourceType: 'Condition',
    subject: { reference: `Patient/${PATIENT}` },
    recordedDate: new Date(at).toISOString(),
    code: { coding: [{ system: sign.system, code: sign.code }] },
  };
  return {
    cue: sign.cue,
    speaks: callOf(content, at, condition),
    quiet: callOf(content, at, null),
  };
}
