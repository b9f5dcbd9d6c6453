import { isSeparated } from './match-view.js';
import type { MatchView, PlacedTrigger } from './match-view.js';

/** Words in which the verb of a teller, or what makes company of a person, is looked for. */
const NEAR = 2;

function isNear(one: number, other: number): boolean {
  return other - one >= 1 && other - one <= NEAR + 1;
}

/** `mother states …`: she tells it; it did not happen to her. */
function isTeller({ triggers }: MatchView, person: PlacedTrigger): boolean {
  return triggers.some(({ kind, start }) => kind === 'speech' && isNear(person.end, start));
}

/** `came with her aunt`, `taken by an uncle`. */
function isCompany({ triggers }: MatchView, person: PlacedTrigger): boolean {
  return triggers.some(({ kind, end }) => kind === 'company' && isNear(end, person.start));
}

function uses({ triggers, uses: isUsed }: MatchView, kind: PlacedTrigger['kind']): boolean {
  return triggers.some((trigger) => trigger.kind === kind && isUsed(trigger.start));
}

/** Somebody stands between the parts of the phrase: `collects her wages`. */
function holdsPronoun({ triggers, first, last }: MatchView): boolean {
  return triggers.some(({ kind, start, end }) => kind === 'pronouns' && start > first && end < last);
}

/** A pattern that uses `hija` has used `su hija`. */
function usesAny({ uses: isUsed }: MatchView, { start, end }: PlacedTrigger): boolean {
  for (let word = start; word <= end; word += 1) if (isUsed(word)) return true;
  return false;
}

/** What the one who does it is, for all persons of a sentence alike. */
interface Doer {
  readonly isEmployer: boolean;
  readonly isRelation: boolean;
  /** the phrase names somebody to whom it is done */
  readonly isDoneToSomebody: boolean;
}

function doerOf(view: MatchView): Doer {
  const isFirst = (kind: PlacedTrigger['kind']): boolean =>
    view.triggers.some((one) => one.kind === kind && one.start === view.first);
  return {
    isEmployer: isFirst('employers'),
    isRelation: isFirst('relations') && holdsPronoun(view),
    isDoneToSomebody: uses(view, 'pronouns'),
  };
}

/** `another patient whose boyfriend answers for her`, `su amiga, a quien el patrón …`; up to the comma that ends it. */
function isWhose(view: MatchView, person: PlacedTrigger): boolean {
  return view.triggers.some(({ kind, start, end }) => {
    if (kind !== 'whose' || start !== person.end + 1) return false;
    return start <= view.first && !isSeparated(view, end, view.first);
  });
}

/** `her sister lives with a man who won't let her leave`: it is her own life that is told. */
function livesApart(view: MatchView, person: PlacedTrigger): boolean {
  const { triggers, first } = view;
  if (isSeparated(view, person.end, first)) return false;
  return triggers.some(({ kind, start }) => kind === 'lives' && start === person.end + 1 && start < first);
}

/** Somebody who stands before the phrase, in its clause. */
function isItsVictim(view: MatchView, person: PlacedTrigger, doer: Doer): boolean {
  if (isCompany(view, person)) return false;
  if (isWhose(view, person) || livesApart(view, person)) return true;
  if (isTeller(view, person)) return false;
  const isOwner = view.first - person.end <= NEAR;
  // Her sister's boss is the boss of somebody else; her mother's boyfriend does it to the patient.
  if (doer.isEmployer) return isOwner;
  return !doer.isDoneToSomebody && !(isOwner && doer.isRelation);
}

/**
 * True where the phrase happened to somebody else (ConText experiencer). A relative, friend or employer drops a match only
 * as the one it happens to, never as the one who does it (decision 24): where the phrase names the patient, or somebody to
 * whom it is done (`won't let her speak`), the person before it is the one who does it.
 */
export function isOfAnother(view: MatchView): boolean {
  if (uses(view, 'patient')) return false;
  const { scope } = view;
  const doer = doerOf(view);
  return view.triggers.some((person) => {
    if (person.kind !== 'relations' || usesAny(view, person)) return false;
    if (person.start > view.first && person.end < view.last) return !isCompany(view, person);
    const isBefore = person.end < view.first && person.start >= scope;
    return isBefore && isItsVictim(view, person, doer);
  });
}
