import { canonicalSystem } from '../model/code-system.js';
import { OBSERVED } from './compile-seen.js';
import type { Member, ValueSets } from './compile-value-sets.js';
import type { ContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import { MINORS_ONLY, MUST_NOT_USE } from './must-not-use.js';
import type { ClauseEntry, CueEntry, ValueTestEntry } from './schema/cue-file.js';

/** One cue with the place it was read from. */
export interface PlacedCue {
  readonly file: ContentFile;
  readonly number: number;
  readonly cue: CueEntry;
}

/** Statements with the place they were read from: of a cue, or of a circumstance. */
export interface PlacedClauses {
  readonly file: ContentFile;
  readonly at: readonly PropertyKey[];
  readonly id: string;
  readonly any: readonly ClauseEntry[];
  readonly unless: readonly { readonly any: readonly ClauseEntry[] }[];
  /** whether it can say anything about an adult */
  readonly forAdults: boolean;
}

function answerSets(value: ValueTestEntry): readonly string[] {
  return value.in === undefined ? [] : [value.in];
}

/** Value sets that a statement names. */
export function setNamesOf(clause: ClauseEntry): readonly string[] {
  if ('code' in clause) return [clause.code, ...(clause.unlessWith ?? []), ...(clause.onlyWith ?? [])];
  if ('observation' in clause) return [clause.observation, ...answerSets(clause.value)];
  if ('answer' in clause) return answerSets(clause.value);
  if ('together' in clause) return clause.together;
  if ('observed' in clause) return [OBSERVED];
  if ('all' in clause) return clause.all.flatMap(setNamesOf);
  return [];
}

/** Two prefixes meet where one begins with the other: a category that is too wide takes in the forbidden code. */
function meets(member: Member, code: string): boolean {
  return member.isPrefix
    ? member.code.startsWith(code) || code.startsWith(member.code)
    : member.code === code;
}

function forbiddenReason(member: Member): string | undefined {
  const hit = MUST_NOT_USE.find(
    ({ systems, codes }) =>
      systems?.some((system) => canonicalSystem(system) === member.system) === true ||
      codes?.some(
        (group) => group.system === member.system && group.codes.some((code) => meets(member, code)),
      ) === true,
  );
  return hit?.why;
}

function adultReason(member: Member): string | undefined {
  return MINORS_ONLY.find(
    ({ system, codes }) => system === member.system && codes.some((code) => meets(member, code)),
  )?.why;
}

function lintMembers(
  placed: PlacedClauses,
  name: string,
  where: readonly PropertyKey[],
  sets: ValueSets,
): readonly LintFinding[] {
  const { file, id, forAdults } = placed;
  return (sets.members.get(name) ?? []).flatMap((member) => {
    const why = forbiddenReason(member) ?? (forAdults ? adultReason(member) : undefined);
    if (why === undefined) return [];
    return [
      file.at(
        where,
        'must-not-use',
        `${id} reads ${member.system}|${member.code} through "${name}": ${why} (no cue may; see cue catalogue 4.1)`,
      ),
    ];
  });
}

function lintSets(placed: PlacedClauses, sets: ValueSets): readonly LintFinding[] {
  const { file, at: place, id } = placed;
  const clauses = [
    ...placed.any.map((clause, at) => ({ clause, where: [...place, 'any', at] })),
    ...placed.unless.flatMap(({ any }, of) =>
      any.map((clause, at) => ({ clause, where: [...place, 'unless', of, 'any', at] })),
    ),
  ];
  const missing = clauses.flatMap(({ clause, where }) =>
    setNamesOf(clause)
      .filter((name) => !sets.numbers.has(name))
      .map((name) =>
        file.at(where, 'unknown-value-set', `${id} reads "${name}" (no file value-sets/${name}.json)`),
      ),
  );
  // In every position: an exclusion by race would be a use of race.
  const forbidden = clauses.flatMap(({ clause, where }) =>
    setNamesOf(clause).flatMap((name) => lintMembers(placed, name, where, sets)),
  );
  return [...missing, ...forbidden];
}

function lintShape({ file, number, cue }: PlacedCue): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const at = (member: string, rule: string, message: string): void =>
    void findings.push(file.at([number, member], rule, `${cue.id} ${message}`));
  if (cue.rule === undefined && cue.points === undefined)
    at('id', 'points', 'has neither points nor a rule (give one)');
  if (cue.rule !== undefined && cue.points !== undefined)
    at('points', 'points', 'has both points and a rule (give one)');
  if (cue.ages !== undefined && cue.ages.from > cue.ages.to)
    at('ages', 'ages', `ages from ${cue.ages.from} to ${cue.ages.to} are none`);
  return findings;
}

function lintTests({ file, at: place, id, any }: PlacedClauses): readonly LintFinding[] {
  return any.flatMap((clause, at) => {
    const value = 'observation' in clause || 'answer' in clause ? clause.value : undefined;
    if (value === undefined || Object.values(value).some((test) => test !== undefined)) return [];
    return [
      file.at(
        [...place, 'any', at],
        'value-test',
        `${id} tests nothing (give one of in, is, below, atMost, above, atLeast)`,
      ),
    ];
  });
}

/** Everything about statements that their schema cannot say, wherever they stand. */
export function lintClauses(placed: PlacedClauses, sets: ValueSets): readonly LintFinding[] {
  return [...lintTests(placed), ...lintSets(placed, sets)];
}

function clausesOf({ file, number, cue }: PlacedCue): PlacedClauses {
  const forAdults = (cue.ages?.to ?? 18) >= 18 && cue.state !== 'off';
  return { file, at: [number], id: cue.id, any: cue.any, unless: cue.unless ?? [], forAdults };
}

/** Everything about cues that their schema cannot say. */
export function lintCues(
  cues: readonly PlacedCue[],
  sets: ValueSets,
  knownSources: ReadonlySet<string>,
): readonly LintFinding[] {
  const seen = new Map<string, PlacedCue>();
  return cues.flatMap((placed) => {
    const { file, number, cue } = placed;
    const earlier = seen.get(cue.id) ?? seen.get(cue.slug);
    seen.set(cue.id, placed).set(cue.slug, placed);
    const twice =
      earlier === undefined
        ? []
        : [
            file.at(
              [number, 'id'],
              'duplicate',
              `${cue.id} or "${cue.slug}" stands in ${earlier.file.path} too`,
            ),
          ];
    const unsourced = cue.evidence.sources
      .filter((source) => !knownSources.has(source))
      .map((source) =>
        file.at(
          [number, 'evidence', 'sources'],
          'unknown-source',
          `${cue.id} cites ${source} (not in evidence.md)`,
        ),
      );
    return [...twice, ...unsourced, ...lintShape(placed), ...lintClauses(clausesOf(placed), sets)];
  });
}
