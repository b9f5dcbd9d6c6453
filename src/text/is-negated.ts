import { isSeparated, isWithin } from './match-view.js';
import type { MatchView, PlacedTrigger } from './match-view.js';
import { SEPARATOR } from './phrase-matcher.js';

/** How far a negation reaches, in words (NegEx: Chapman and others 2001 use five; notes in full sentences need one more). */
const REACH = 6;
const REACH_BACK = 4;

type Negation = PlacedTrigger & { readonly kind: 'denial' | 'none' | 'not' };

function isNegation(trigger: PlacedTrigger): trigger is Negation {
  return trigger.kind === 'denial' || trigger.kind === 'none' || trigger.kind === 'not';
}

/** A comma before a new person begins something new: `denies pain, boyfriend answers for her`. */
function beginsAnew(view: MatchView, after: number): boolean {
  const isPerson = view.triggers.some(
    ({ kind, start }) => (kind === 'relations' || kind === 'employers') && start === view.first,
  );
  if (!isPerson || !isSeparated(view, after, view.first)) return false;
  // `denies threats, that boss took …, or that uncle …` goes on.
  if (view.triggers.some(({ kind, end }) => kind === 'continues' && end === view.first - 1)) return false;
  // An article may stand between: `niega dolor, el acompañante contesta`.
  const commas = view.separatorBefore(view.first) | view.separatorBefore(view.first - 1);
  return (commas & SEPARATOR.comma) !== 0;
}

function reaches(view: MatchView, { kind, end }: Negation): boolean {
  if (kind === 'denial') return !beginsAnew(view, end);
  if (view.first - end - 1 > REACH) return false;
  if (kind === 'none') return !beginsAnew(view, end);
  return !isSeparated(view, end, view.first);
}

/** A negation inside the phrase that the phrase itself does not use: `boyfriend does not answer for her`. */
function isInside({ first, last, uses }: MatchView, { start, end }: PlacedTrigger): boolean {
  return start > first && end < last && !uses(start);
}

function isNegatedBefore(view: MatchView): boolean {
  const { scope } = view;
  const negations = view.triggers
    .filter(isNegation)
    .filter(({ start, end }) => !isWithin(view, 'pseudo', start, end));
  // Phrases that are negative themselves (won't let her speak, no ID) yield to a denial only.
  const isNegative = negations.some(({ kind, start }) => kind !== 'denial' && view.uses(start));
  return negations.some((negation) => {
    if (isNegative && negation.kind !== 'denial') return false;
    if (isInside(view, negation)) return true;
    return negation.end < view.first && negation.start >= scope && reaches(view, negation);
  });
}

/** `cigarette burns absent`, `threats to family: no`, `holds papers (N)`. */
function isNegatedAfter(view: MatchView): boolean {
  const answers = SEPARATOR.colon | SEPARATOR.bracket;
  return view.triggers.some(({ kind, start }) => {
    if (start <= view.last || start - view.last > REACH_BACK) return false;
    if (kind === 'no') return (view.separatorBefore(start) & answers) !== 0;
    return kind === 'after' && !isSeparated(view, view.last, start);
  });
}

/** True where the sentence says that the phrase is not so (ConText negation). */
export function isNegated(view: MatchView): boolean {
  return isNegatedBefore(view) || isNegatedAfter(view);
}
