import type { Approval } from '../model/approval.js';
import type { Site } from '../model/site.js';
import { checkFile } from './check-file.js';
import { parseContentFile } from './content-file.js';
import type { LintFinding } from './lint-finding.js';
import { APPROVALS_FILE } from './schema/approval-file.js';
import type { ApprovalEntry } from './schema/approval-file.js';

export type ApprovalsResult =
  | { readonly kind: 'read'; readonly approvals: readonly Approval[] }
  | { readonly kind: 'refused'; readonly findings: readonly LintFinding[] };

/** An approval as it is written down. */
export function approvalOf(entry: ApprovalEntry): Approval {
  const { role, name, on } = entry;
  if (!('version' in entry)) return { role, name, given: { kind: 'start' } };
  return {
    role,
    name,
    given: { kind: 'dated', from: Date.parse(`${on}T00:00:00Z`), version: entry.version },
  };
}

/**
 * Reads what a site's people have approved. A site without the file has approved nothing itself.
 *
 * @param text undefined where there is no such file
 */
export function readApprovals(
  path: string,
  text: string | undefined,
  { demo }: Pick<Site, 'demo'>,
): ApprovalsResult {
  if (text === undefined) return { kind: 'read', approvals: [] };
  const file = parseContentFile(path, text);
  const checked = checkFile(file, APPROVALS_FILE);
  if (checked.kind === 'invalid') return { kind: 'refused', findings: checked.findings };
  const { approvals } = checked.value;
  const message = '`start` is for a demo site; give the day and the version that was approved';
  const findings = approvals.flatMap(({ on }, number) =>
    on === 'start' && !demo ? [file.at(['approvals', number, 'on'], 'approval', message)] : [],
  );
  if (findings.length > 0) return { kind: 'refused', findings };
  return { kind: 'read', approvals: approvals.map(approvalOf) };
}
