import type { Approach } from './approach.js';
import type { Circumstance } from './circumstance.js';
import { STEPS } from './wording.js';
import type { CardText, Step, TextChange } from './wording.js';

/** In which manner a card speaks to this clinician at this visit. */
export interface Manner {
  readonly approach: Approach;
  readonly circumstance: Circumstance | undefined;
  readonly isRemote: boolean;
  /** the step that comes before all others where an interpreter is recorded as needed */
  readonly interpreterFirst: string | undefined;
  /** what the jurisdiction says in place of the usual limits */
  readonly limits: string | undefined;
}

/** One line of a card. */
export interface WordedStep {
  readonly step: Step | 'interpreter';
  readonly text: string;
}

/** What lies over a card's own words, the strongest last: the approach, then what is on record about time alone. */
function changesOf(
  text: CardText,
  { approach, circumstance }: Pick<Manner, 'approach' | 'circumstance'>,
): readonly TextChange[] {
  const byApproach = text.approaches[approach];
  const byCircumstance = circumstance === undefined ? undefined : text.circumstances[circumstance];
  return [byApproach, byCircumstance].filter((change) => change !== undefined);
}

/**
 * The summary of a card: that of the strongest change that has one, else its own.
 *
 * @param isRoutine whether time alone is routine at the site; only then may a summary say so (decision 21)
 */
export function summaryOf(
  text: CardText,
  manner: Pick<Manner, 'approach' | 'circumstance'>,
  isRoutine: boolean,
): string {
  const said = changesOf(text, manner).findLast(({ summary }) => summary !== undefined);
  const { summary, routineSummary } = said ?? text;
  return (isRoutine ? routineSummary : undefined) ?? summary ?? text.summary;
}

/** The steps of a card in their fixed order: the interpreter first, then its own with what lies over them. */
export function stepsOf(text: CardText, manner: Manner): readonly WordedStep[] {
  let steps = text.steps;
  for (const change of changesOf(text, manner)) {
    const kept = Object.entries(steps).filter(([step]) => !change.without.some((gone) => gone === step));
    steps = { ...Object.fromEntries(kept), ...change.steps };
  }
  // In a remote visit someone may be off camera: checking for that takes the place of leaving the room.
  const unfit = manner.isRemote && steps.remote !== undefined ? 'privacy' : 'remote';
  const own = STEPS.filter((step) => step !== unfit).flatMap((step): readonly WordedStep[] => {
    const said = steps[step];
    if (said === undefined) return [];
    return [{ step, text: step === 'limits' ? (manner.limits ?? said) : said }];
  });
  const { interpreterFirst } = manner;
  return interpreterFirst === undefined ? own : [{ step: 'interpreter', text: interpreterFirst }, ...own];
}
