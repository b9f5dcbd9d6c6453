import type { Within } from '../model/clause.js';
import { HavenError } from '../model/haven-error.js';
import { parsePeriod } from '../model/period.js';
import type { Instrument, Registration } from '../model/site.js';
import type { ValueSets } from './compile-value-sets.js';

/** What a clause is compiled with. */
export interface ClauseScope {
  readonly sets: ValueSets;
  readonly instruments: readonly Instrument[];
  readonly registration: Registration;
  /** number of a phrase group, by its id */
  readonly groups: ReadonlyMap<string, number>;
  /** the cue's window, where a clause names none */
  readonly within: string;
  /** the name of the value set that an instrument's code was given */
  readonly instrumentSet: (system: string, code: string) => string;
}

/** @throws HavenError `content-invalid` where there is no value set of this name */
export function setNumber(name: string, scope: ClauseScope): number {
  const number = scope.sets.numbers.get(name);
  if (number === undefined) throw new HavenError('content-invalid', `no value set "${name}"`);
  return number;
}

/** @throws HavenError `content-invalid` where it is none */
export function periodOf(text: string): NonNullable<ReturnType<typeof parsePeriod>> {
  const period = parsePeriod(text);
  if (period === undefined) throw new HavenError('content-invalid', `not a period: "${text}"`);
  return period;
}

/** The clause's own window, or the cue's. @throws HavenError `content-invalid` */
export function windowOf(own: string | undefined, scope: ClauseScope): Within {
  const text = own ?? scope.within;
  if (text === 'any' || text === 'encounter') return { kind: text };
  return { kind: 'last', period: periodOf(text) };
}
