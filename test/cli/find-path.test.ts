import type { Candidate } from '../../src/cli/docs/candidates.js';
import { findPath } from '../../src/cli/docs/find-path.js';
import type { Goal } from '../../src/cli/docs/find-path.js';
import type { Cue } from '../../src/model/cue.js';

/** A cue that counts alike with every other of its points. */
function candidate(cue: string, points: number): Candidate {
  const finding = { cue, family: 'social', rule: undefined, points, facts: [], of: {} as Cue } as const;
  return { finding, showings: [] };
}

const POOL = [candidate('A', 1), candidate('B', 2), candidate('C', 2), candidate('D', 3), candidate('E', 1)];

const total = (cues: readonly Candidate[]): number =>
  cues.reduce((sum, { finding }) => sum + finding.points, 0);

/** Reaches a score; every set is wanted and real. */
function goal(score: number, more: Partial<Goal> = {}): Goal {
  return {
    reaches: (cues) => total(cues) >= score,
    wants: () => true,
    isReal: () => true,
    markOf: ({ finding }) => `${finding.points}`,
    ...more,
  };
}

const found = (candidates: readonly Candidate[], asked: Goal): string | undefined =>
  findPath(candidates, asked)
    ?.map(({ finding }) => finding.cue)
    .join(' ');

describe('findPath: the fewest cues, then the fewest points, then the lowest ids', () => {
  it('takes one cue where one is enough, however many points two would have', () => {
    expect(found(POOL, goal(3))).toBe('D');
  });
  it('takes the fewest points of the shortest', () => {
    // D alone falls short; B and C have 4, D with A 4, D with B 5.
    expect(found(POOL, goal(4))).toBe('A D');
    expect(found(POOL, goal(5))).toBe('B D');
  });
  it('does not depend on the order of the candidates', () => {
    expect(found(POOL.toReversed(), goal(4))).toBe('A D');
  });
  it('finds nothing where all of them together fall short by one', () => {
    expect(found(POOL, goal(9))).toBe('A B C D E');
    expect(found(POOL, goal(10))).toBeUndefined();
  });
  it('goes no further than six cues', () => {
    const ones = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((id) => candidate(id, 1));
    expect(found(ones, goal(6))).toBe('A B C D E F');
    expect(found(ones, goal(7))).toBeUndefined();
  });
  it('takes the next one where no record can show the first', () => {
    const isReal: Goal['isReal'] = (cues) => !cues.some(({ finding }) => finding.cue === 'A');
    expect(found(POOL, goal(4, { isReal }))).toBe('B C');
  });
  it('never counts two readings of one cue', () => {
    expect(found([candidate('A', 1), candidate('A', 2)], goal(3))).toBeUndefined();
  });
  it('takes a set that is wanted, though a shorter one reaches', () => {
    const wants: Goal['wants'] = (cues) =>
      cues.some(({ finding }) => finding.cue === 'A' || finding.cue === 'E');
    expect(found(POOL, goal(3, { wants, markOf: ({ finding }) => finding.cue }))).toBe('A B');
  });
});
