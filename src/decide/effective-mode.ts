import type { Approval, ApprovalGap } from '../model/approval.js';
import type { CoverageGap } from '../model/coverage.js';
import type { GateBlocker } from '../model/gate.js';
import { quietest } from '../model/mode.js';
import type { Mode } from '../model/mode.js';
import type { ModeOverride } from '../model/mode-override.js';
import type { Site } from '../model/site.js';
import { approvalGaps } from './approval-gaps.js';
import { blockingItems } from './blocking-items.js';

/** What is true of a site at this moment, besides its files. */
export interface Restraints {
  /** what operators have set; undefined where it could not be read yet: then nothing is said, since the kill switch may be on */
  readonly overrides: readonly ModeOverride[] | undefined;
  /** departments that are over their alert budget; undefined stands for wherever a chart is in none of them */
  readonly overBudget: ReadonlySet<string | undefined>;
}

/** One thing that keeps a department quieter than live. */
export type QuietCause =
  /** the site's file: its mode, the department's, or that of charts in no department */
  | { readonly kind: 'file'; readonly mode: Mode }
  | { readonly kind: 'override'; readonly override: ModeOverride }
  | { readonly kind: 'overrides-unread' }
  | { readonly kind: 'gate'; readonly blockers: readonly GateBlocker[] }
  /** what the approvals of the content lack (response brief 7.3) */
  | { readonly kind: 'approvals'; readonly gaps: readonly ApprovalGap[] }
  /** what the directory lacks for it */
  | { readonly kind: 'directory'; readonly gaps: readonly CoverageGap[] }
  | { readonly kind: 'budget' };

/** How loud a department is, and why it is not louder; without causes it is live. */
export interface Standing {
  readonly mode: Mode;
  readonly causes: readonly QuietCause[];
}

type ModeSite = Pick<Site, 'mode' | 'elsewhere' | 'departments' | 'gate' | 'approvals'>;

function fileMode(
  { mode, elsewhere, departments }: Pick<ModeSite, 'mode' | 'elsewhere' | 'departments'>,
  department: string | undefined,
): Mode {
  const own = departments.find(({ id }) => id === department)?.mode ?? elsewhere;
  return quietest([mode, own]);
}

function modeOf(cause: QuietCause): Mode {
  switch (cause.kind) {
    case 'file':
      return cause.mode;
    case 'override':
      return cause.override.mode;
    case 'overrides-unread':
      return 'suspended';
    case 'gate':
    case 'approvals':
    case 'directory':
    case 'budget':
      return 'shadow';
  }
}

function overrideCauses(
  overrides: Restraints['overrides'],
  department: string | undefined,
): readonly QuietCause[] {
  if (overrides === undefined) return [{ kind: 'overrides-unread' }];
  return overrides
    .filter((override) => override.department === undefined || override.department === department)
    .map((override) => ({ kind: 'override', override }));
}

/**
 * What the site's file and the operators want of a department; what is known before anything is looked at.
 *
 * @param department undefined: a chart that is in none of the site's departments
 */
export function commandedMode(
  site: Pick<ModeSite, 'mode' | 'elsewhere' | 'departments'>,
  department: string | undefined,
  overrides: Restraints['overrides'],
): Mode {
  return quietest([fileMode(site, department), ...overrideCauses(overrides, department).map(modeOf)]);
}

/** The same where the department is not known yet: what holds for every one of them. */
export function commandedEverywhere({ mode }: Pick<Site, 'mode'>, overrides: Restraints['overrides']): Mode {
  const forAll = overrides?.filter(({ department }) => department === undefined);
  return quietest([mode, ...overrideCauses(forAll, undefined).map(modeOf)]);
}

/** What is known of a department at a moment besides its site's file. */
export interface ModeFrame {
  /** version of the content that is served */
  readonly contentVersion: string;
  /** what its own people have approved; the site's stand beside it */
  readonly approvals: readonly Approval[];
  /** milliseconds since 1970 UTC */
  readonly at: number;
  /** what the directory lacks for the department at that moment */
  readonly gaps: readonly CoverageGap[];
}

/**
 * How loud the service is in a department: the quietest of what the site's file, the operators, the gate, the directory and the
 * alert budget allow, and of who has approved the content. An expired gate item needs no hand to have its effect.
 *
 * @param department undefined: a chart that is in none of the site's departments
 */
export function effectiveMode(
  site: ModeSite,
  department: string | undefined,
  { overrides, overBudget }: Restraints,
  { contentVersion, approvals, at, gaps }: ModeFrame,
): Standing {
  const byFile = fileMode(site, department);
  const blockers = blockingItems(site.gate, department, contentVersion, at);
  const unapproved = approvalGaps([...approvals, ...site.approvals], contentVersion, at);
  const causes: readonly QuietCause[] = [
    ...(byFile === 'live' ? [] : [{ kind: 'file', mode: byFile } as const]),
    ...overrideCauses(overrides, department),
    ...(blockers.length === 0 ? [] : [{ kind: 'gate', blockers } as const]),
    ...(unapproved.length === 0 ? [] : [{ kind: 'approvals', gaps: unapproved } as const]),
    ...(gaps.length === 0 ? [] : [{ kind: 'directory', gaps } as const]),
    ...(overBudget.has(department) ? [{ kind: 'budget' } as const] : []),
  ];
  return { mode: quietest(causes.map(modeOf)), causes };
}
