import type { QuietCause, Restraints } from '../decide/effective-mode.js';
import { ROLE_NAMES } from '../model/approval.js';
import type { ApprovalGap } from '../model/approval.js';
import type { GateBlocker } from '../model/gate.js';
import type { Mode } from '../model/mode.js';
import type { CoverageGap } from '../model/coverage.js';
import { placesOf } from '../model/places-of.js';
import { standingOf } from './standing-of.js';
import type { StandingContent } from './standing-of.js';

/** How loud a department is, in words for operators. */
export interface DepartmentStanding {
  /** undefined: charts that are in none of the departments */
  readonly department: string | undefined;
  readonly mode: Mode;
  /** why it is not louder; who set what stays in the ledger */
  readonly reasons: readonly string[];
  /** true where something else than the site's file keeps it quiet, or quieter: somebody may want to know */
  readonly isHeldBack: boolean;
}

/** Where: a department, or the rest, which is everything on a site without departments. */
export function placeName(
  { department }: Pick<DepartmentStanding, 'department'>,
  all: readonly DepartmentStanding[],
): string {
  return department ?? (all.length > 1 ? 'elsewhere' : 'everywhere');
}

function sayBlocker({ item, why, lastDay }: GateBlocker, contentVersion: string): string {
  switch (why) {
    case 'missing':
      return `gate: ${item} is missing`;
    case 'not-yet':
      return `gate: ${item} is verified on a day that is still to come`;
    case 'expired':
      return `gate: ${item} expired after ${lastDay ?? ''}`;
    case 'other-version':
      return `gate: ${item} was done on other content than version ${contentVersion}`;
  }
}

function sayApproval(gap: ApprovalGap, contentVersion: string): string {
  switch (gap.kind) {
    case 'missing':
      return `approvals: ${ROLE_NAMES[gap.role]} is missing`;
    case 'other-version':
      return `approvals: ${ROLE_NAMES[gap.role]} has approved other content than version ${contentVersion}`;
    case 'not-yet':
      return `approvals: ${ROLE_NAMES[gap.role]} approves on a day that is still to come`;
    case 'one-person':
      return 'approvals: one person stands for every role; it takes two';
  }
}

/** What the directory lacks, in words for operators. */
export function sayGap(gap: CoverageGap): string {
  switch (gap.kind) {
    case 'item':
      return `directory: nothing in date for ${gap.item}`;
    case 'card':
      return `directory: nothing in date that the card ${gap.pathway} could offer`;
    case 'no-facility':
      return 'directory: site.yaml does not say where it lies (facility)';
  }
}

function sayCause(cause: QuietCause, contentVersion: string): readonly string[] {
  switch (cause.kind) {
    case 'file':
      return [`site.yaml: ${cause.mode}`];
    case 'override': {
      const { mode, department, since } = cause.override;
      const where = department === undefined ? 'the whole site' : 'this department';
      return [`operators: ${where} is set to ${mode} since ${new Date(since).toISOString()}`];
    }
    case 'overrides-unread':
      return ['operators: what they have set could not be read yet'];
    case 'gate':
      return cause.blockers.map((blocker) => sayBlocker(blocker, contentVersion));
    case 'approvals':
      return cause.gaps.map((gap) => sayApproval(gap, contentVersion));
    case 'directory':
      return cause.gaps.map(sayGap);
    case 'budget':
      return ['alert budget: more cards than the site allows'];
  }
}

const CHECKLIST: ReadonlySet<QuietCause['kind']> = new Set(['gate', 'approvals', 'directory']);

/** A site that has chosen shadow is where it wants to be, whatever its checklist still lacks. */
function isHeldBack(causes: readonly QuietCause[]): boolean {
  const byFile = causes.some(({ kind }) => kind === 'file');
  return causes.some(({ kind }) => kind !== 'file' && !(CHECKLIST.has(kind) && byFile));
}

/** Every department of a site, and where charts are in none: how loud, and what keeps it from being louder. */
export function describeStandings(
  content: StandingContent,
  restraints: Restraints,
  at: number,
): readonly DepartmentStanding[] {
  const { site, version } = content;
  return placesOf(site).map((department) => {
    const { mode, causes } = standingOf(content, department, restraints, at);
    const reasons = causes.flatMap((cause) => sayCause(cause, version));
    return { department, mode, reasons, isHeldBack: isHeldBack(causes) };
  });
}
