import { RECORDED } from '../model/circumstance.js';
import type { CircumstanceRule } from '../model/circumstance.js';
import { compileClause } from './compile-clause.js';
import type { ClauseScope } from './clause-scope.js';
import type { ClauseEntry } from './schema/cue-file.js';

/** `circumstances` of settings.yaml. */
export type CircumstanceEntries = Readonly<
  Partial<
    Record<
      CircumstanceRule['id'],
      { readonly within: string; readonly any: readonly ClauseEntry[] } | undefined
    >
  >
>;

/** Compiles what the content names, like cues: the circumstances in their order of precedence, then the wish about contact. */
export function compileCircumstances(
  entries: CircumstanceEntries,
  scope: Omit<ClauseScope, 'within'>,
): readonly CircumstanceRule[] {
  return RECORDED.flatMap((id) => {
    const entry = entries[id];
    if (entry === undefined) return [];
    const own: ClauseScope = { ...scope, within: entry.within };
    return [
      { id, when: { kind: 'any', of: entry.any.map((clause) => compileClause(clause, own)) } as const },
    ];
  });
}
