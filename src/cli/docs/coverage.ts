import { assess } from '../../assess/assess.js';
import type { Assessment } from '../../model/assessment.js';
import type { Chart } from '../../model/chart.js';
import type { Content } from '../../model/content.js';
import type { Family } from '../../model/cue.js';
import type { Population } from '../../model/scoring.js';
import type { Band } from './age-bands.js';
import { candidatesOf } from './candidates.js';
import type { Candidate } from './candidates.js';
import type { Evidence } from './evidence-kind.js';
import { findPath, LONGEST_PATH } from './find-path.js';
import { pathGoal } from './path-goal.js';
import type { Place, Reached } from './path-goal.js';
import { whyNot } from './why-not.js';
import { chartShowing, emptyChart, WITNESS_AT } from './witness.js';
import type { Showing } from './witness.js';
import { waysOf } from './ways-of.js';
import type { Leaf } from './ways-of.js';

/** The patient, the place and the evidence that a path is looked for in. */
export interface Where extends Place {
  readonly evidence: Evidence;
}

/** Which paths are asked for. */
export interface Asked {
  readonly tier: Reached;
  /** cues of these families only */
  readonly among: readonly Family[];
  /** the path needs a cue of this family */
  readonly needs?: Family;
}

/** The shortest path, with a record that shows it; or why there is none. */
export type Cell =
  | {
      readonly kind: 'path';
      readonly cues: readonly string[];
      readonly points: number;
      readonly showings: readonly Showing[];
    }
  | { readonly kind: 'cannot'; readonly why: string };

/** What a cue does by its rule, without points. */
export interface RuleReach {
  readonly cue: string;
  readonly tier: Assessment['tier'];
  readonly pathway: Assessment['pathway'];
}

function cannot(why: string): Cell {
  return { kind: 'cannot', why };
}

/** Looks for paths over one content; what was looked for once is known. */
export class Coverage {
  readonly content: Content;
  private readonly bases = new Map<string, Chart>();
  private readonly candidates = new Map<string, readonly Candidate[]>();
  private readonly cells = new Map<string, Cell>();

  private readonly leaves: readonly Leaf[];
  private readonly marks = new Map<Evidence, string>();

  constructor(content: Content) {
    this.content = content;
    this.leaves = content.cues.flatMap(({ when }) => waysOf(when).flat());
  }

  /** The shortest path by points. */
  cell(where: Where, asked: Asked): Cell {
    const { band, setting, evidence } = where;
    const key = [band?.from, setting, this.markOf(evidence), asked.tier, asked.needs, ...asked.among].join(
      ' ',
    );
    const cell = this.cells.get(key) ?? this.look(where, asked);
    this.cells.set(key, cell);
    return cell;
  }

  private look(where: Where, { tier, among, needs }: Asked): Cell {
    const candidates = this.candidatesIn(where).filter(
      ({ finding }) => finding.points > 0 && among.includes(finding.family),
    );
    const asked = needs === undefined ? among : [needs];
    if (!candidates.some(({ finding }) => asked.includes(finding.family)))
      return cannot(this.whyNone(where.evidence, asked));
    const population = this.population(where.band);
    const { content } = this;
    const base = this.base(where);
    const goal = pathGoal({ population, setting: where.setting, tier, needs, base, content });
    if (!goal.reaches(candidates))
      return cannot(whyNot({ candidates, population, setting: where.setting, tier }, content.scoring));
    const path = findPath(candidates, goal);
    if (path === undefined) {
      const which =
        needs === undefined ? 'that a record can show together' : 'from which none can be left out';
      return cannot(`no path of up to ${LONGEST_PATH} cues ${which}`);
    }
    return {
      kind: 'path',
      cues: path.map(({ finding }) => finding.cue),
      points: path.reduce((sum, { finding }) => sum + finding.points, 0),
      showings: goal.showingOf(path) ?? [],
    };
  }

  /** What each cue that acts by rule does alone; the setting makes no difference to it. */
  rules(band: Band, evidence: Evidence): readonly RuleReach[] {
    const place = { band, setting: 'AMB' } as const;
    return this.candidatesIn({ ...place, evidence })
      .filter(({ finding }) => finding.rule !== undefined)
      .map(({ finding, showings }) => {
        const chart = chartShowing(this.base(place), showings.slice(0, 1));
        const { tier, pathway } = assess(chart, this.content, WITNESS_AT);
        return { cue: finding.cue, tier, pathway };
      });
  }

  /** Ids of the cues that can count at an age, by points or by rule; the setting makes no difference to it. */
  counting(band: Band, evidence: Evidence): ReadonlySet<string> {
    const candidates = this.candidatesIn({ band, setting: 'AMB', evidence });
    return new Set(candidates.map(({ finding }) => finding.cue));
  }

  /** The scale that holds at an age. */
  private population(band: Band): Population {
    return assess(this.base({ band, setting: 'AMB' }), this.content, WITNESS_AT).population;
  }

  /** Why no cue of these families counts: nothing reads such evidence, or none of what reads it applies. */
  private whyNone({ admits }: Evidence, families: readonly Family[]): string {
    const whose = families.length === 1 ? ' of the family' : '';
    const cues = this.content.cues.filter(({ family }) => families.includes(family));
    const readers = cues.filter((cue) => waysOf(cue.when).some((way) => way.length > 0 && way.every(admits)));
    return readers.length === 0 ? `no cue${whose} reads it` : `no cue${whose} earns points by it at this age`;
  }

  private candidatesIn({ band, setting, evidence }: Where): readonly Candidate[] {
    const key = `${band?.from} ${setting} ${this.markOf(evidence)}`;
    const known =
      this.candidates.get(key) ?? candidatesOf(this.base({ band, setting }), evidence, this.content);
    this.candidates.set(key, known);
    return known;
  }

  /** What evidence can show: notes in two languages with the same phrase groups can show the same. */
  private markOf(evidence: Evidence): string {
    const known =
      this.marks.get(evidence) ?? this.leaves.map((leaf) => (evidence.admits(leaf) ? '1' : '0')).join('');
    this.marks.set(evidence, known);
    return known;
  }

  private base({ band, setting }: Place): Chart {
    const key = `${band?.from} ${setting}`;
    const chart = this.bases.get(key) ?? emptyChart(band, setting, this.content);
    this.bases.set(key, chart);
    return chart;
  }
}
