import type { Candidate } from './candidates.js';

/** What a set of cues must do to be the path that is looked for. Adding a cue may never undo it. */
export interface Goal {
  /** true where these cues, met together, reach the tier */
  readonly reaches: (cues: readonly Candidate[]) => boolean;
  /** true where the path is one that is asked for */
  readonly wants: (cues: readonly Candidate[]) => boolean;
  /** true where a record can show them all at once and the whole assessment then agrees */
  readonly isReal: (cues: readonly Candidate[]) => boolean;
  /** what a cue counts as: cues with one mark can stand for one another */
  readonly markOf: (cue: Candidate) => string;
}

/** Longer paths are not looked for. */
export const LONGEST_PATH = 6;

/** Numbers of classes, ascending; a class may stand there more than once. */
type Pick = readonly number[];

function classesOf(candidates: readonly Candidate[], goal: Goal): readonly (readonly Candidate[])[] {
  const classes = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const mark = goal.markOf(candidate);
    const known = classes.get(mark);
    if (known === undefined) classes.set(mark, [candidate]);
    else known.push(candidate);
  }
  return [...classes.values()];
}

/** The first cues of each class, for scoring: which ones they are makes no difference to it. */
function standIns(pick: Pick, classes: readonly (readonly Candidate[])[]): readonly Candidate[] {
  const taken = new Map<number, number>();
  return pick.flatMap((number) => {
    const count = taken.get(number) ?? 0;
    taken.set(number, count + 1);
    return classes[number]?.[count] ?? [];
  });
}

/** Every set of cues that a pick can mean; no cue stands in one twice. */
function meaningsOf(
  pick: Pick,
  classes: readonly (readonly Candidate[])[],
): readonly (readonly Candidate[])[] {
  const [first, ...rest] = pick;
  if (first === undefined) return [[]];
  const sameNext = rest[0] === first;
  return (classes[first] ?? []).flatMap((candidate, at) => {
    const left = sameNext
      ? classes.map((own, number) => (number === first ? own.slice(at + 1) : own))
      : classes;
    return meaningsOf(rest, left)
      .filter((others) => others.every(({ finding }) => finding.cue !== candidate.finding.cue))
      .map((others) => [candidate, ...others]);
  });
}

function pointsOf(cues: readonly Candidate[]): number {
  return cues.reduce((sum, { finding }) => sum + finding.points, 0);
}

function idsOf(cues: readonly Candidate[]): string {
  return cues.map(({ finding }) => finding.cue).join(' ');
}

function byId(one: Candidate, other: Candidate): number {
  return one.finding.cue < other.finding.cue ? -1 : 1;
}

/** Of picks of one size: fewest points first, then by id; the first that a record can show. */
function firstReal(
  picks: readonly Pick[],
  classes: readonly (readonly Candidate[])[],
  goal: Goal,
): readonly Candidate[] | undefined {
  const priced = picks.map((pick) => ({ pick, points: pointsOf(standIns(pick, classes)) }));
  const prices = new Set(priced.map(({ points }) => points));
  for (const price of [...prices].toSorted((one, other) => one - other)) {
    const sets = priced
      .filter(({ points }) => points === price)
      .flatMap(({ pick }) => meaningsOf(pick, classes))
      .map((cues) => cues.toSorted(byId))
      .toSorted((one, other) => (idsOf(one) < idsOf(other) ? -1 : 1));
    const real = sets.find(goal.isReal);
    if (real !== undefined) return real;
  }
  return undefined;
}

/** All picks that are one class longer. */
function grow(pick: Pick, classes: readonly (readonly Candidate[])[]): readonly Pick[] {
  const last = pick.at(-1) ?? 0;
  const used = pick.filter((number) => number === last).length;
  return classes.flatMap((own, number) => {
    if (number < last) return [];
    return own.length > (number === last ? used : 0) ? [[...pick, number]] : [];
  });
}

/**
 * The shortest set of cues that does what is asked: breadth-first by size, over classes of cues that count alike. A set that
 * reaches the tier is not grown, since a longer one would hold a cue that it does not need.
 *
 * @param candidates by id
 * @returns the cues by id; undefined where no set of at most `LONGEST_PATH` cues does it
 */
export function findPath(candidates: readonly Candidate[], goal: Goal): readonly Candidate[] | undefined {
  const classes = classesOf(candidates, goal);
  let level: readonly Pick[] = [[]];
  for (let size = 1; size <= LONGEST_PATH && level.length > 0; size += 1) {
    const reached: Pick[] = [];
    const short: Pick[] = [];
    for (const pick of level.flatMap((one) => grow(one, classes))) {
      const cues = standIns(pick, classes);
      if (!goal.reaches(cues)) short.push(pick);
      else if (goal.wants(cues)) reached.push(pick);
    }
    const found = firstReal(reached, classes, goal);
    if (found !== undefined) return found;
    level = short;
  }
  return undefined;
}
