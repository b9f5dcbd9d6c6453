import { APPROVAL_ROLES } from '../model/approval.js';
import type { Approval, ApprovalGap, ApprovalRole } from '../model/approval.js';
import { VERIFIED_TOLERANCE_MS } from '../model/gate.js';

/** More than one person, whoever holds which role (response brief 7.3: two-person approval). */
const PEOPLE = 2;

type Why = 'other-version' | 'not-yet';

function faultOf({ given }: Approval, contentVersion: string, at: number): Why | undefined {
  if (given.kind === 'start') return undefined;
  if (given.version !== contentVersion) return 'other-version';
  return at < given.from - VERIFIED_TOLERANCE_MS ? 'not-yet' : undefined;
}

function gapIn(
  role: ApprovalRole,
  approvals: readonly Approval[],
  contentVersion: string,
  at: number,
): readonly ApprovalGap[] {
  const faults = approvals
    .filter((approval) => approval.role === role)
    .map((approval) => faultOf(approval, contentVersion, at));
  if (faults.includes(undefined)) return [];
  if (faults.length === 0) return [{ kind: 'missing', role }];
  return [{ kind: faults.includes('not-yet') ? 'not-yet' : 'other-version', role }];
}

/** One person under two spellings is one person. */
function person({ name }: Approval): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/**
 * What the approvals of the content that serves lack: empty where it may speak. Every role counts, and at least two people: one of
 * them may hold two roles, as in a small clinic, but nobody approves alone. An approval of another version does not count.
 *
 * @param contentVersion version of the content that is served
 * @param at milliseconds since 1970 UTC
 */
export function approvalGaps(
  approvals: readonly Approval[],
  contentVersion: string,
  at: number,
): readonly ApprovalGap[] {
  const lacking = APPROVAL_ROLES.flatMap((role) => gapIn(role, approvals, contentVersion, at));
  if (lacking.length > 0) return lacking;
  const people = new Set(
    approvals
      .filter((approval) => faultOf(approval, contentVersion, at) === undefined)
      .map((one) => person(one)),
  );
  return people.size >= PEOPLE ? [] : [{ kind: 'one-person' }];
}
