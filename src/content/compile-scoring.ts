import { FAMILIES } from '../model/cue.js';
import type { Family } from '../model/cue.js';
import type { Population, PopulationScoring, ScoreClause, Scoring } from '../model/scoring.js';
import type { Site } from '../model/site.js';
import type { ScoreStatement, ScoringEntry } from './schema/scoring-file.js';

function compileStatement(entry: ScoreStatement): ScoreClause {
  if ('score' in entry) return { kind: 'score', reaches: entry.score };
  if ('points' in entry) return { kind: 'points', of: entry.points, atLeast: entry.atLeast };
  if ('families' in entry) return { kind: 'families', atLeast: entry.families };
  if ('cues' in entry) return { kind: 'cues', of: entry.cues };
  if ('any' in entry) return { kind: 'any', of: entry.any.map(compileStatement) };
  return { kind: 'all', of: entry.all.map(compileStatement) };
}

function compileTier(ways: ScoringEntry['adult']['tier2']): ScoreClause {
  return { kind: 'any', of: ways.map(({ all }) => ({ kind: 'all', of: all.map(compileStatement) })) };
}

function compilePopulation(
  population: Population,
  entry: ScoringEntry,
  site: Pick<Site, 'thresholds'>,
): PopulationScoring {
  const own = site.thresholds[population];
  const { thresholds, tier2, tier3 } = entry[population];
  return {
    thresholds: { ED: own?.ED ?? thresholds.ED, AMB: own?.AMB ?? thresholds.AMB },
    tier2: compileTier(tier2),
    tier3: compileTier(tier3),
  };
}

function capsOf(caps: Readonly<Partial<Record<Family, number>>>): Readonly<Record<Family, number>> {
  return Object.fromEntries(FAMILIES.map((family) => [family, caps[family] ?? 0])) as Readonly<
    Record<Family, number>
  >;
}

/** Compiles scoring.yaml with the site's thresholds laid over it. */
export function compileScoring(entry: ScoringEntry, site: Pick<Site, 'thresholds'>): Scoring {
  return {
    caps: { adult: capsOf(entry.caps.adult), minor: capsOf(entry.caps.minor) },
    populations: {
      adult: compilePopulation('adult', entry, site),
      minor: compilePopulation('minor', entry, site),
    },
    youngChild: entry.youngChild,
  };
}
