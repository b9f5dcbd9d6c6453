import type { FhirPort } from '../fhir/fhir-port.js';
import type { Content, PrefetchQuery } from '../model/content.js';
import { HavenError } from '../model/haven-error.js';
import type { HookCall } from '../model/hook-call.js';
import { SOURCES } from '../model/source.js';
import type { Source, SourceState } from '../model/source.js';
import { readPrefetchValue } from '../protocol/read-prefetch-value.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';
import { adoptEncounter, choosePatient, otherPatients } from './adopt-context.js';
import { fetchBinaries } from './fetch-binaries.js';
import type { ChartInput } from './fold-chart.js';
import { fetchSource, gatherSource, KNOWN, NOTHING } from './gather-source.js';
import type { Gathered } from './gather-source.js';

/** The FHIR port that gathering is given. */
export type GatherPort = FhirPort;

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

/** What one call is gathered with. */
interface Tools {
  readonly call: HookCall;
  readonly content: Content;
  readonly fhir: FhirPort | undefined;
  readonly at: number;
}

/** Documents with the words that they only point to. */
function withBinaries(gathered: Gathered, { call, content, fhir, at }: Tools): Gathered | Promise<Gathered> {
  if (fhir === undefined || gathered.resources.length === 0) return gathered;
  return fetchBinaries(gathered.resources, call, content, at, fhir).then((resources) => ({
    ...gathered,
    resources,
  }));
}

function gatherOne(query: PrefetchQuery, tools: Tools): Gathered | Promise<Gathered> {
  const { call, fhir } = tools;
  if (query.key === 'documents') {
    const gathered = gatherSource(query, call, fhir);
    return gathered instanceof Promise
      ? gathered.then((later) => withBinaries(later, tools))
      : withBinaries(gathered, tools);
  }
  if (query.key !== 'patient') return gatherSource(query, call, fhir);
  const sent = readPrefetchValue(call.prefetch.get(query.key));
  const isThere = sent.kind === 'received' && choosePatient(sent.resources, call.patientId) !== undefined;
  return isThere ? { resources: sent.resources, state: KNOWN } : gatherPatient(query, call, fhir);
}

/** Everything that was sent at once, and everything else together, as soon as it is there. */
async function gatherAll(tools: Tools): Promise<ReadonlyMap<Source, Gathered>> {
  const bySource = new Map<Source, Gathered>();
  const pending: Promise<void>[] = [];
  for (const query of tools.content.prefetch) {
    const gathered = gatherOne(query, tools);
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
 * @param at the moment of the call, milliseconds since 1970 UTC
 * @throws HavenError `patient-mismatch`, or `precondition-failed` where no Patient could be had (412)
 */
export async function gatherChart(
  call: HookCall,
  content: Content,
  fhir: FhirPort | undefined,
  at: number,
): Promise<GatheredChart> {
  assertSamePatient(call);
  const bySource = await gatherAll({ call, content, fhir, at });
  const patients = bySource.get('patient')?.resources ?? NOTHING;
  const patient = choosePatient(patients, call.patientId);
  if (patient === undefined) throw new HavenError('internal', 'the content asks for no patient');
  const received: ReceivedResource[] = [...otherPatients(patients, patient.resource, call.patientId)];
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
