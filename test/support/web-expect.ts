import { HTTP_ERRORS } from '../../src/web/shared/status.js';

/** What every error looks like: status, and a body with one fixed sentence. */
export interface ErrorShape {
  readonly resourceType: string;
  readonly issues: number;
  readonly severity: unknown;
  readonly isOurSentence: boolean;
}

const SENTENCES: ReadonlySet<unknown> = new Set([
  ...Object.values(HTTP_ERRORS).map(({ sentence }) => sentence),
  'The request is not HTTP that we understand.',
]);

/** Reads an error body as far as the suite asks for it; throws where it is not JSON. */
export function readError(text: string): ErrorShape {
  const body = JSON.parse(text) as {
    readonly resourceType: string;
    readonly issue: readonly { readonly severity: unknown; readonly diagnostics: unknown }[];
  };
  return {
    resourceType: body.resourceType,
    issues: body.issue.length,
    severity: body.issue[0]?.severity,
    isOurSentence: SENTENCES.has(body.issue[0]?.diagnostics),
  };
}

/** What {@link readError} gives for every error of ours. */
export const OUR_ERROR: ErrorShape = {
  resourceType: 'OperationOutcome',
  issues: 1,
  severity: 'error',
  isOurSentence: true,
};

export const JSON_TYPE = /^application\/(?:fhir\+)?json(?:; charset=utf-8)?$/;
