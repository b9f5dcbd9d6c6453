import { isJsonObject, listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { isFailure } from './operation-outcome.js';

/** A resource as received, with the bundle's name for it. */
export interface ReceivedResource {
  readonly resource: JsonObject;
  readonly fullUrl: string | undefined;
}

/** The four states of a prefetch key (CDS Hooks 2.0.1 "Prefetch Template", checklist 28-30); FHIR answers have the last three. */
export type PrefetchValue =
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'received';
      readonly resources: readonly ReceivedResource[];
      /** URL of the next page, where there is one */
      readonly next: string | undefined;
      /** false where the value is not FHIR at all */
      readonly wellFormed: boolean;
    };

const EMPTY = { kind: 'received', resources: [], next: undefined, wellFormed: true } as const;

function nextLink(bundle: JsonObject): string | undefined {
  const next = listOf(bundle['link']).find((link) => member(link, 'relation') === 'next');
  return textOf(member(next, 'url'));
}

function readBundle(bundle: JsonObject): PrefetchValue {
  const resources: ReceivedResource[] = [];
  for (const entry of listOf(bundle['entry'])) {
    if (!isJsonObject(entry)) continue;
    const { resource, fullUrl } = entry;
    if (!isJsonObject(resource)) continue;
    if (resource['resourceType'] !== 'OperationOutcome')
      resources.push({ resource, fullUrl: textOf(fullUrl) });
    else if (isFailure(resource)) return { kind: 'failed' };
  }
  return { kind: 'received', resources, next: nextLink(bundle), wellFormed: true };
}

/**
 * Reads one prefetch value or FHIR answer. `null` is known to be empty; an OperationOutcome is a failure, but one
 * inside a searchset that only warns is a remark (Epic's 4101 on an empty search). A read may be answered with a
 * Bundle and a search with a bare resource.
 *
 * @param value the value, or undefined where the key was not sent
 */
export function readPrefetchValue(value: unknown): PrefetchValue {
  if (value === undefined) return { kind: 'not-sent' };
  if (value === null) return EMPTY;
  if (!isJsonObject(value)) return { ...EMPTY, wellFormed: false };
  switch (value['resourceType']) {
    case 'Bundle':
      return readBundle(value);
    case 'OperationOutcome':
      return isFailure(value) ? { kind: 'failed' } : EMPTY;
    case undefined:
      return { ...EMPTY, wellFormed: false };
    default:
      return {
        kind: 'received',
        resources: [{ resource: value, fullUrl: undefined }],
        next: undefined,
        wellFormed: true,
      };
  }
}
