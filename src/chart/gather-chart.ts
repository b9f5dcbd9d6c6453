import type { FhirFailure, FhirOutcome, FhirPort } from '../fhir/fhir-port.js';
import type { Content, PrefetchQuery } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';
import type { HookCall } from '../model/hook-call.js';
import { SOURCES } from '../model/source.js';
import type { Source, SourceState } from '../model/source.js';
import { readPrefetchValue } from '../protocol/read-prefetch-value.js';
import type { PrefetchValue, ReceivedResource } from '../protocol/read-prefetch-value.js';
import { adoptEncounter, choosePatient } from './adopt-context.js';
import { fillTemplate } from './fill-template.js';
import type { ChartInput } from './fold-chart.js';

/** Pages of one search that are followed beyond the first. */
export const MAX_PAGES = 5;

/** The FHIR port that gathering is given. */
export type GatherPort = FhirPort;

interface Gathered {
  readonly resources: readonly ReceivedResource[];
  readonly state: SourceState;
}

const NOTHING: readonly ReceivedResource[] = [];
const KNOWN: SourceState = { kind: 'known' };

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

async function fetchSource(
  query: PrefetchQuery,
  call: HookCall,
  fhir: FhirPort | undefined,
): Promise<Gathered> {
  const url = fillTemplate(query.template, call);
  if (url === undefined || fhir === undefined) return { resources: NOTHING, state: { kind: 'absent' } };
  return fromOutcome(await fhir.get(url), fhir);
}

/** One source, by its prefetch state: use what was sent, fetch what was not, never repeat what the client tried in vain. */
function gatherSource(
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

/**
 * The patient is required: where the client sent none, not even an empty answer is enough (decision 3).
 *
 * @throws HavenError `precondition-failed` at once, whatever else is still being read
 */
async function gatherPatient(
  query: PrefetchQuery,
  call: HookCall,
  fhir: FhirPort | undefined,
): Promise<Gathered> {
  const sent = await gatherSource(query, call, fhir);
  if (choosePatient(sent.resources, call.patientId) !== undefined) return sent;
  const wasAsked = call.prefetch.get(query.key) === undefined || sent.state.kind === 'unavailable';
  const gathered = wasAsked ? sent : await fetchSource(query, call, fhir);
  if (choosePatient(gathered.resources, call.patientId) !== undefined) return gathered;
  const { state } = gathered;
  const why = state.kind === 'unavailable' ? state.reason : 'not sent, and no FHIR server that may be read';
  throw new HavenError('precondition-failed', `no Patient: ${why}`);
}

function gatherOne(
  query: PrefetchQuery,
  call: HookCall,
  fhir: FhirPort | undefined,
): Gathered | Promise<Gathered> {
  if (query.key !== 'patient') return gatherSource(query, call, fhir);
  const sent = readPrefetchValue(call.prefetch.get(query.key));
  const isThere = sent.kind === 'received' && choosePatient(sent.resources, call.patientId) !== undefined;
  return isThere ? { resources: sent.resources, state: KNOWN } : gatherPatient(query, call, fhir);
}

/** Everything that was sent at once, and everything else together, as soon as it is there. */
async function gatherAll(
  call: HookCall,
  content: Content,
  fhir: FhirPort | undefined,
): Promise<ReadonlyMap<Source, Gathered>> {
  const bySource = new Map<Source, Gathered>();
  const pending: Promise<void>[] = [];
  for (const query of content.prefetch) {
    const gathered = gatherOne(query, call, fhir);
    if (!(gathered instanceof Promise)) bySource.set(query.key, gathered);
    else pending.push(gathered.then((later) => void bySource.set(query.key, later)));
  }
  if (pending.length > 0) await Promise.all(pending);
  return bySource;
}

function assertSamePatient(call: HookCall): void {
  const value = readPrefetchValue(call.prefetch.get('patient'));
  if (value.kind !== 'received') return;
  for (const { resource } of value.resources) {
    const isOther =
      resource['resourceType'] === 'Patient' &&
      resource['id'] !== undefined &&
      resource['id'] !== call.patientId;
    if (isOther)
      throw new HavenError('patient-mismatch', 'the prefetched Patient is not the patient of the context');
  }
}

/** What was gathered and what became of each source. */
export interface GatheredChart {
  readonly input: ChartInput;
  /** sources that were fetched rather than sent */
  readonly fetched: number;
}

/**
 * Gathers everything the content asks for: prefetch first, then the caller's FHIR server, all at once.
 * The deadline is the port's signal. Only the Patient is required.
 *
 * @param fhir undefined where there is no server that may be read
 * @throws HavenError `patient-mismatch`, or `precondition-failed` where no Patient could be had (412)
 */
export async function gatherChart(
  call: HookCall,
  content: Content,
  fhir: FhirPort | undefined,
): Promise<GatheredChart> {
  assertSamePatient(call);
  const bySource = await gatherAll(call, content, fhir);
  const patient = choosePatient(bySource.get('patient')?.resources ?? NOTHING, call.patientId);
  if (patient === undefined) throw new HavenError('internal', 'the content asks for no patient');
  const received: ReceivedResource[] = [];
  for (const [source, { resources }] of bySource) {
    if (source === 'patient') continue;
    for (const { resource, fullUrl } of resources) {
      received.push({ resource: adoptEncounter(resource, source === 'encounter', call), fullUrl });
    }
  }
  const states = SOURCES.map((source) => [source, bySource.get(source)?.state ?? KNOWN] as const);
  return {
    input: {
      patientId: call.patientId,
      encounterId: call.encounterId,
      patient: patient.resource,
      patientUrl: patient.fullUrl,
      received,
      sources: Object.fromEntries(states) as Readonly<Record<Source, SourceState>>,
    },
    fetched:
      fhir === undefined ? 0 : content.prefetch.filter((query) => !call.prefetch.has(query.key)).length,
  };
}
