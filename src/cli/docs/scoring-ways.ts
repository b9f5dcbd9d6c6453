import type { ScoreClause } from '../../model/scoring.js';

/** What each way of reaching a tier needs: every part of it. */
export function waysTo(clause: ScoreClause): readonly (readonly ScoreClause[])[] {
  const ways = clause.kind === 'any' ? clause.of : [clause];
  return ways.map((way) => (way.kind === 'all' ? way.of : [way]));
}
