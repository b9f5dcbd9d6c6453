import type { LintFinding } from './lint-finding.js';
import type { ParsedContent } from './parse-content.js';
import type { ClauseEntry } from './schema/cue-file.js';

/** One place where a phrase group is named. */
export interface UsedGroup {
  readonly group: string;
  readonly at: (rule: string, message: string) => LintFinding;
}

function groupsOf(clause: ClauseEntry): readonly string[] {
  if ('note' in clause) return [clause.note];
  return 'all' in clause ? clause.all.flatMap(groupsOf) : [];
}

/** Every place where a cue or a circumstance names a phrase group. */
export function usedGroups({ cues, settings }: ParsedContent): readonly UsedGroup[] {
  const ofCues = cues.flatMap(({ file, number, cue }) => {
    const clauses = [...cue.any, ...(cue.unless ?? []).flatMap(({ any }) => any)];
    return clauses.flatMap(groupsOf).map((group) => ({
      group,
      at: (rule: string, message: string) => file.at([number, 'any'], rule, `${cue.id}: ${message}`),
    }));
  });
  const ofCircumstances = Object.entries(settings.value.circumstances).flatMap(([id, { any }]) =>
    any.flatMap(groupsOf).map((group) => ({
      group,
      at: (rule: string, message: string) => settings.file.at(['circumstances', id], rule, message),
    })),
  );
  return [...ofCues, ...ofCircumstances];
}
