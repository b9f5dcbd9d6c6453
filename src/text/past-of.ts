import type { MatchView, PlacedTrigger } from './match-view.js';
import type { Past } from './statement.js';

const NOW: Past = { kind: 'now' };

function endingAt(view: MatchView, kind: PlacedTrigger['kind'], end: number): PlacedTrigger | undefined {
  return view.triggers.find((trigger) => trigger.kind === kind && trigger.end === end);
}

function startingAt(view: MatchView, kind: PlacedTrigger['kind'], start: number): PlacedTrigger | undefined {
  return view.triggers.find((trigger) => trigger.kind === kind && trigger.start === start);
}

/** `3 years ago`: the unit before the word, and the number before the unit. */
function agoAfter(view: MatchView, ago: PlacedTrigger): Past | undefined {
  const unit = endingAt(view, 'unit', ago.start - 1);
  if (unit === undefined) return undefined;
  const number = view.numberAt(unit.start - 1) ?? endingAt(view, 'number', unit.start - 1)?.value;
  // "Years ago", or a number that nobody listed: some time before.
  if (number === undefined) return { kind: 'once' };
  return { kind: 'ago', days: number * unit.value, unitDays: unit.value };
}

/** `no le pagan hace cuatro meses`: what has not happened for so long goes on. */
function isStillSo(view: MatchView, ago: PlacedTrigger): boolean {
  return ago.start > view.last && view.triggers.some(({ kind, start }) => kind === 'not' && view.uses(start));
}

/** `il y a 3 ans`, `hace dos años`. */
function agoBefore(view: MatchView, ago: PlacedTrigger): Past | undefined {
  if (isStillSo(view, ago)) return undefined;
  const number = view.numberAt(ago.end + 1) ?? startingAt(view, 'number', ago.end + 1)?.value;
  const unit = startingAt(view, 'unit', ago.end + (number === undefined ? 1 : 2));
  if (unit === undefined) return undefined;
  return { kind: 'ago', days: (number ?? 1) * unit.value, unitDays: unit.value };
}

/** The first year that a note about a living person could name, and the last that is read. */
const YEARS = { from: 1920, to: 2100 } as const;

/** `in 2011`: four digits that are a year. A year that the note was written in is now; that is told by its date. */
function yearOf(view: MatchView): number | undefined {
  for (let word = 0; word < view.words; word += 1) {
    const number = view.uses(word) ? undefined : view.numberAt(word);
    if (number !== undefined && number >= YEARS.from && number <= YEARS.to) return number;
  }
  return undefined;
}

function pastOfTrigger(view: MatchView, trigger: PlacedTrigger): Past | undefined {
  if (trigger.kind === 'past') return { kind: 'once' };
  if (trigger.kind === 'span') return { kind: 'ago', days: trigger.value, unitDays: trigger.value };
  if (trigger.kind === 'ago-after') return agoAfter(view, trigger);
  return trigger.kind === 'ago-before' ? agoBefore(view, trigger) : undefined;
}

/**
 * When the sentence says that it was (ConText temporality). What goes on still is now; "history of" without a date is at an
 * unknown time before the note.
 */
export function pastOf(view: MatchView): Past {
  const { scope } = view;
  const own = view.triggers.filter(({ start }) => start >= scope && !view.uses(start));
  if (own.some(({ kind }) => kind === 'ongoing')) return NOW;
  const year = yearOf(view);
  let found: Past = year === undefined ? NOW : { kind: 'in', year };
  for (const trigger of own) {
    const past = pastOfTrigger(view, trigger);
    if (past?.kind === 'ago') return past;
    found = past ?? found;
  }
  return found;
}
