/** One thing that is wrong in authored content, where it stands, and what would be right. */
export interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  /** stable name of the rule, explained in cds-services/README.md */
  readonly rule: string;
  /** what was found, what is allowed, where to read */
  readonly message: string;
}

/** A finding about what a site chose. */
export function siteFinding(site: { readonly id: string }, rule: string, message: string): LintFinding {
  return { file: `sites/${site.id}/site.yaml`, line: 1, col: 1, rule, message };
}

/** `file:line:col  rule  message`, the form that editors can jump to. */
export function formatFinding(finding: LintFinding): string {
  return `${finding.file}:${finding.line}:${finding.col}  ${finding.rule}  ${finding.message}`;
}

/** Sorted by place, so that a run is comparable with the one before. */
export function compareFindings(one: LintFinding, other: LintFinding): number {
  return (
    one.file.localeCompare(other.file) ||
    one.line - other.line ||
    one.col - other.col ||
    one.rule.localeCompare(other.rule)
  );
}
