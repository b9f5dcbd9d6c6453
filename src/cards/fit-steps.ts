import { countWords } from '../model/card-limits.js';
import type { OutputLimits } from '../model/client-profile.js';
import type { WordedStep } from '../model/word-card.js';
import type { Step } from '../model/wording.js';

/**
 * Steps that go first where a client shows less, whole and never cut. Asking goes before its limits and its response do,
 * so that nobody is asked without both; privacy never goes (response brief 1.8).
 */
const LEAST_NEEDED_FIRST: readonly Step[] = ['record', 'follow-up', 'share', 'ask', 'respond', 'limits'];

/** As many whole steps as a client shows beside what always follows. */
export function fitSteps(
  steps: readonly WordedStep[],
  tail: string,
  { words, bullets }: OutputLimits['detail'],
): readonly WordedStep[] {
  const around = countWords(tail);
  const isFitting = (kept: readonly WordedStep[]): boolean =>
    kept.length <= bullets && kept.reduce((sum, step) => sum + countWords(step.text), around) <= words;
  let kept = steps;
  for (const gone of LEAST_NEEDED_FIRST) {
    if (isFitting(kept)) return kept;
    kept = kept.filter(({ step }) => step !== gone);
  }
  return kept;
}
