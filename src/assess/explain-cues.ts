import type { Chart } from '../model/chart.js';
import type { Content } from '../model/content.js';
import { isEnabled } from '../model/cue.js';
import type { Cue } from '../model/cue.js';
import { appliesTo, effectiveAge, evaluateCue } from './evaluate-cue.js';
import { sceneOf } from './evaluation.js';
import type { CueOutcome } from './evaluate-cue.js';

/** Every cue and what became of it, in catalogue order: for the people who own the content, not for a request. */
export function explainCues(
  chart: Chart,
  content: Pick<Content, 'cues' | 'scoring'>,
  at: number,
): readonly { readonly cue: Cue; readonly outcome: CueOutcome }[] {
  const scene = sceneOf(chart, at);
  const age = effectiveAge(chart.age);
  return content.cues.map((cue) => {
    const considered = isEnabled(cue) && appliesTo(cue, age, content.scoring);
    const outcome: CueOutcome = considered ? evaluateCue(cue, scene) : { kind: 'not-applicable' };
    return { cue, outcome };
  });
}
