import type { Clause } from '../model/clause.js';
import type { Cue, CueState, Grade } from '../model/cue.js';
import { SOURCE_OF } from '../model/source.js';
import type { Source } from '../model/source.js';
import { compileClause } from './compile-clause.js';
import type { ClauseScope } from './clause-scope.js';
import type { CueEntry } from './schema/cue-file.js';

type Grades = NonNullable<CueEntry['points']>['adult'];

function gradesOf(points: Grades): readonly Grade[] {
  if (points === undefined || points === 0) return [];
  return typeof points === 'number'
    ? [{ events: 1, points }]
    : points.toSorted((one, other) => one.events - other.events);
}

/** The sources that could make a statement true. */
function sourcesOf(clause: Clause): readonly Source[] {
  switch (clause.kind) {
    case 'code':
    case 'together':
      return clause.resources.map((resource) => SOURCE_OF[resource]);
    case 'observation':
      return ['observations'];
    case 'note':
      return ['documents', 'encounters', 'conditions', 'observations', 'questionnaireResponses'];
    case 'answer':
      return ['questionnaireResponses'];
    case 'providers':
      return ['encounters'];
    case 'age':
    case 'unidentified':
    case 'unconfigured':
      return [];
    case 'all':
    case 'any':
      return [...new Set(clause.of.flatMap(sourcesOf))];
  }
}

/** What the site makes of a cue's own state. */
function stateOf(
  entry: CueEntry,
  cues: { readonly optIn: readonly string[]; readonly off: readonly string[] },
): CueState {
  if (cues.off.includes(entry.id)) return 'off';
  const optIn = entry.optInWith ?? entry.id;
  return entry.state === 'site-opt-in' && cues.optIn.includes(optIn) ? 'on' : entry.state;
}

/** Compiles one cue; a cue with nothing configured keeps its place and is never met. */
export function compileCue(
  entry: CueEntry,
  scope: Omit<ClauseScope, 'within'>,
  cues: { readonly optIn: readonly string[]; readonly off: readonly string[] },
): Cue {
  const own: ClauseScope = { ...scope, within: entry.within };
  const of = entry.any.map((clause) => compileClause(clause, own));
  const when: Clause = of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'any', of };
  return {
    id: entry.id,
    slug: entry.slug,
    label: entry.label,
    family: entry.family,
    grade: entry.evidence.grade,
    sources: entry.evidence.sources,
    ages: entry.ages ?? { from: 0, to: Number.MAX_SAFE_INTEGER },
    points: { adult: gradesOf(entry.points?.adult), minor: gradesOf(entry.points?.minor) },
    youngAdultAsMinor: entry.youngAdultAsMinor ?? false,
    rule: entry.rule,
    state: stateOf(entry, cues),
    onlyWithFamilies: entry.onlyWithFamilies ?? [],
    when,
    unless: (entry.unless ?? []).map(({ label, any }) => ({
      label,
      clause: { kind: 'any', of: any.map((clause) => compileClause(clause, own)) },
    })),
    reads: [...new Set(sourcesOf(when))],
  };
}
