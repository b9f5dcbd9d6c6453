import { listOf, member } from '../model/json-value.js';

/** FHIR issue types that we use: https://hl7.org/fhir/R4/valueset-issue-type.html */
export type IssueType =
  | 'structure'
  | 'invalid'
  | 'not-found'
  | 'not-supported'
  | 'too-long'
  | 'required'
  | 'exception'
  | 'transient'
  | 'timeout'
  | 'processing'
  | 'login'
  | 'throttled';

/** FHIR R4 OperationOutcome as we send it: https://hl7.org/fhir/R4/operationoutcome.html */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly {
    readonly severity: 'error';
    readonly code: IssueType;
    readonly diagnostics: string;
  }[];
}

/** One issue, with a sentence that holds nothing of the request. */
export function operationOutcome(code: IssueType, diagnostics: string): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}

/** True where a received OperationOutcome says that something failed; a warning or remark is not a failure (Epic 4101). */
export function isFailure(outcome: unknown): boolean {
  const severities = listOf(member(outcome, 'issue')).map((issue) => member(issue, 'severity'));
  return severities.some((severity) => severity === 'fatal' || severity === 'error');
}
