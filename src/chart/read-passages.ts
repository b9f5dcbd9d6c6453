import { DAY_MS } from '../model/civil.js';
import type { Fact } from '../model/fact.js';
import { parseInterval } from '../model/interval.js';
import type { Interval } from '../model/interval.js';
import { isLanguage } from '../model/language.js';
import type { Past, Statement } from '../text/statement.js';
import type { TextReader } from '../text/text-reader.js';
import type { Passage } from './passage.js';

/** A passage, or a question of a questionnaire that was answered with yes. */
export interface ReadablePassage extends Passage {
  readonly isAffirmed?: boolean;
}

/**
 * When what a sentence states was: the date of its text, less what the sentence says. "Two years ago" is somewhere in the
 * unit before that; "history of" has no date, so that it is unknown to every window (invariant 1).
 */
function dateOf(past: Past, when: Interval | undefined): Interval | undefined {
  if (past.kind === 'once') return undefined;
  if (past.kind === 'now' || when === undefined) return when;
  if (past.kind === 'in') return inYear(past.year, when);
  const latest = when.latest - past.days * DAY_MS;
  return { earliest: Math.min(latest, when.earliest - (past.days + past.unitDays) * DAY_MS + 1), latest };
}

/** The year, or the date of the note where it was written in that year. */
function inYear(year: number, when: Interval): Interval {
  const named = parseInterval(String(year)) ?? when;
  return when.earliest <= named.latest && when.latest >= named.earliest ? when : named;
}

function isNow(past: Past, when: Interval | undefined): boolean {
  return (
    past.kind === 'now' || (past.kind === 'in' && when !== undefined && inYear(past.year, when) === when)
  );
}

function factOf(passage: Passage, { past, language }: Statement): Fact {
  return {
    resource: passage.resource,
    id: passage.id,
    when: dateOf(past, passage.when),
    // What was in the past did not happen in the encounter of the note.
    encounter: isNow(past, passage.when) ? passage.encounter : undefined,
    active: false,
    standing: false,
    status: undefined,
    value: undefined,
    language,
  };
}

/** Of a sentence and its copies the first counts (catalogue 3.1: copied-forward notes); one without date is the last. */
function isFirst(one: Fact, other: Fact): boolean {
  const [a, b] = [one.when?.earliest ?? Infinity, other.when?.earliest ?? Infinity];
  if (a !== b) return a < b;
  const [x, y] = [`${one.resource}/${one.id}`, `${other.resource}/${other.id}`];
  return x < y;
}

/** True for a text in a language that phrases are written in, or whose language is not known: then all are tried. */
export function isReadable({ language }: Passage): boolean {
  return language === undefined || isLanguage(language);
}

/**
 * Reads passages for what they state about the patient, by phrase group number. Facts hold the resource, its date and the
 * language: never words.
 */
export function readPassages(
  passages: Iterable<ReadablePassage>,
  reader: TextReader,
): ReadonlyMap<number, readonly Fact[]> {
  const byGroup = new Map<number, Map<number, Fact>>();
  for (const passage of passages) {
    const { language, isAffirmed = false, text } = passage;
    if (language !== undefined && !isLanguage(language)) continue;
    for (const statement of reader.read(text, { language, isAffirmed })) {
      const fact = factOf(passage, statement);
      const copies = byGroup.get(statement.group) ?? new Map<number, Fact>();
      byGroup.set(statement.group, copies);
      const known = copies.get(statement.copyKey);
      if (known === undefined || isFirst(fact, known)) copies.set(statement.copyKey, fact);
    }
  }
  return new Map([...byGroup].map(([group, copies]) => [group, [...copies.values()]]));
}
