import type { FhirFailure, FhirOutcome, FhirPort } from '../fhir/fhir-port.js';
import type { PrefetchQuery } from '../model/content.js';
import type { HookCall } from '../model/hook-call.js';
import type { SourceState } from '../model/source.js';
import { readPrefetchValue } from '../protocol/read-prefetch-value.js';
import type { PrefetchValue, ReceivedResource } from '../protocol/read-prefetch-value.js';
import { fillTemplate } from './fill-template.js';

/** Pages of one search that are followed beyond the first. */
export const MAX_PAGES = 5;

/** What came of one source. */
export interface Gathered {
  readonly resources: readonly ReceivedResource[];
  readonly state: SourceState;
}

export const NOTHING: readonly ReceivedResource[] = [];
export const KNOWN: SourceState = { kind: 'known' };

function unavailable(reason: FhirFailure | 'outcome' | 'not-fhir'): Gathered {
  return { resources: NOTHING, state: { kind: 'unavailable', reason } };
}

/** Follows `next` links while there are pages to read; what cannot be read makes the source incomplete. */
async function followPages(
  first: PrefetchValue & { readonly kind: 'received' },
  fhir: FhirPort | undefined,
): Promise<Gathered> {
  const resources = [...first.resources];
  let next = first.next;
  for (let page = 1; next !== undefined; page += 1) {
    if (fhir === undefined || page > MAX_PAGES) {
      return {
        resources,
        state: { kind: 'incomplete', reason: fhir === undefined ? 'no-access' : 'too-many-pages' },
      };
    }
    // Each page names the one after it, so they cannot be read at once.
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await fhir.nextPage(next);
    const value = outcome.kind === 'failed' ? outcome : readPrefetchValue(outcome.body);
    if (value.kind !== 'received' || !value.wellFormed) {
      return {
        resources,
        state: { kind: 'incomplete', reason: outcome.kind === 'failed' ? outcome.failure : 'outcome' },
      };
    }
    resources.push(...value.resources);
    next = value.next;
  }
  return { resources, state: { kind: 'known' } };
}

async function fromOutcome(outcome: FhirOutcome, fhir: FhirPort): Promise<Gathered> {
  if (outcome.kind === 'failed') return unavailable(outcome.failure);
  const value = readPrefetchValue(outcome.body);
  if (value.kind !== 'received') return unavailable('outcome');
  return value.wellFormed ? followPages(value, fhir) : unavailable('not-fhir');
}

/** Asks the caller's server, by the query that is also the prefetch template. */
export async function fetchSource(
  query: PrefetchQuery,
  call: HookCall,
  fhir: FhirPort | undefined,
): Promise<Gathered> {
  const url = fillTemplate(query.template, call);
  if (url === undefined || fhir === undefined) return { resources: NOTHING, state: { kind: 'absent' } };
  return fromOutcome(await fhir.get(url), fhir);
}

/** One source, by its prefetch state: use what was sent, fetch what was not, never repeat what the client tried in vain. */
export function gatherSource(
  query: PrefetchQuery,
  call: HookCall,
  fhir: FhirPort | undefined,
): Gathered | Promise<Gathered> {
  const value = readPrefetchValue(call.prefetch.get(query.key));
  switch (value.kind) {
    case 'not-sent':
      return fetchSource(query, call, fhir);
    case 'failed':
      return unavailable('outcome');
    case 'received':
      if (!value.wellFormed) return unavailable('not-fhir');
      return value.next === undefined
        ? { resources: value.resources, state: KNOWN }
        : followPages(value, fhir);
  }
}
