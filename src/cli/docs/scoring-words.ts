import type { ScoreClause, Thresholds } from '../../model/scoring.js';

/**
 * A statement about points, in the short words of the page of coverage: `control 2` is 2 points of that family at least,
 * `control+labor 4` is 4 of both together, `3 families` is points in three of them.
 */
export function scoringWords(clause: ScoreClause, scoreText: (of: keyof Thresholds) => string): string {
  switch (clause.kind) {
    case 'score':
      return `a score of ${scoreText(clause.reaches)}`;
    case 'points':
      return `${clause.of.join('+')} ${clause.atLeast}`;
    case 'families':
      return `${clause.atLeast} families`;
    case 'cues':
      return `one of ${clause.of.join(', ')}`;
    case 'all':
      return clause.of.map((part) => scoringWords(part, scoreText)).join(' with ');
    case 'any':
      return clause.of.map((part) => scoringWords(part, scoreText)).join(' or ');
  }
}
