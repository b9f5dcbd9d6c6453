import { assess } from '../../assess/assess.js';
import { withCompany } from '../../assess/read-cues.js';
import { addPoints, tierOf } from '../../assess/score.js';
import type { Tier } from '../../model/assessment.js';
import type { Chart, Setting } from '../../model/chart.js';
import type { Content } from '../../model/content.js';
import type { Family } from '../../model/cue.js';
import type { Population, ScoreClause } from '../../model/scoring.js';
import type { Band } from './age-bands.js';
import type { Candidate } from './candidates.js';
import type { Goal } from './find-path.js';
import { chartShowing, WITNESS_AT } from './witness.js';
import type { Showing } from './witness.js';

/** The tiers at which a card is shown. */
export type Reached = Exclude<Tier, 0>;

/** Who is where. */
export interface Place {
  readonly band: Band;
  readonly setting: Setting;
}

/** What a path is to reach, for whom. */
interface Aim {
  readonly population: Population;
  readonly setting: Setting;
  readonly tier: Reached;
  /** the path needs a cue of this family */
  readonly needs: Family | undefined;
  /** the patient, with nothing on record */
  readonly base: Chart;
  readonly content: Content;
}

/** A goal whose paths come with the record that shows them. */
interface PathGoal extends Goal {
  readonly showingOf: (cues: readonly Candidate[]) => readonly Showing[] | undefined;
}

/** The lists of single cues that the scoring names, in its order. */
function listsIn(clause: ScoreClause): readonly (readonly string[])[] {
  switch (clause.kind) {
    case 'cues':
      return [clause.of];
    case 'all':
    case 'any':
      return clause.of.flatMap(listsIn);
    case 'score':
    case 'points':
    case 'families':
      return [];
  }
}

/** Every choice of one showing for each cue. */
function choices(cues: readonly Candidate[]): readonly (readonly Showing[])[] {
  return cues.reduce<readonly (readonly Showing[])[]>(
    (done, { showings }) => done.flatMap((one) => showings.map((showing) => [...one, showing])),
    [[]],
  );
}

function marksOf(found: readonly { readonly cue: string; readonly points: number }[]): string {
  return found
    .map(({ cue, points }) => `${cue} ${points}`)
    .toSorted()
    .join();
}

/** A path by points: scored by the real scoring, and real only where a record shows exactly its cues and the whole assessment agrees. */
export function pathGoal({ population, setting, tier, needs, base, content }: Aim): PathGoal {
  const { scoring } = content;
  const { tier2, tier3 } = scoring.populations[population];
  const lists = [...listsIn(tier2), ...listsIn(tier3)];
  const reaches = (cues: readonly Candidate[]): boolean => {
    const findings = withCompany(cues.map(({ finding }) => finding));
    return tierOf(addPoints(findings, population, scoring), findings, population, setting, scoring) >= tier;
  };
  const showingOf = (cues: readonly Candidate[]): readonly Showing[] | undefined =>
    choices(cues).find((showings) => {
      const assessment = assess(chartShowing(base, showings), content, WITNESS_AT);
      const isSame = marksOf(assessment.findings) === marksOf(cues.map(({ finding }) => finding));
      return isSame && assessment.tier >= tier;
    });
  return {
    reaches,
    // Nothing in it could be left out, so a family that takes part is needed.
    wants: (cues) =>
      needs === undefined ||
      (cues.some(({ finding }) => finding.family === needs) &&
        cues.every((cue) => !reaches(cues.filter((other) => other !== cue)))),
    showingOf,
    isReal: (cues) => showingOf(cues) !== undefined,
    markOf: ({ finding: { cue, family, points, of } }) =>
      [family, points, of.onlyWithFamilies, lists.map((list) => list.includes(cue))].join('|'),
  };
}
