import type { FhirPort } from '../fhir/fhir-port.js';
import type { Content } from '../model/content.js';
import type { HookCall } from '../model/hook-call.js';
import { isJsonObject, listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import type { ReceivedResource } from '../protocol/read-prefetch-value.js';
import { binaryQuery } from './binary-query.js';
import { isReadable } from './document-attachments.js';
import type { Attachment } from './document-attachments.js';
import { selectDocuments } from './select-documents.js';
import { uniqueResources } from './unique-resources.js';

/** Binaries that are fetched in one call. */
export const MAX_BINARIES = 10;

/** What an attachment's URL led to. */
interface FetchedBinary {
  readonly contentType: string | undefined;
  readonly data: string;
}

/** The URL that has to be fetched for a document to be read; undefined where its words are there, or are not read. */
function missingUrl(attachments: readonly Attachment[]): string | undefined {
  const readable = attachments.filter(({ type }) => isReadable(type));
  if (readable.some(({ data }) => data !== undefined)) return undefined;
  return readable.find(({ url }) => url !== undefined)?.url;
}

/** URLs of the newest notes that came without their words. */
function wantedUrls(
  received: readonly ReceivedResource[],
  call: Pick<HookCall, 'patientId'>,
  content: Content,
  at: number,
): readonly string[] {
  const { byType, aliases } = uniqueResources(received);
  const documents = byType.get('DocumentReference');
  if (documents === undefined) return [];
  const context = { at, patientKey: `Patient/${call.patientId}`, aliases, dropped: {}, content };
  return selectDocuments(documents, context).flatMap(({ attachments }) => missingUrl(attachments) ?? []);
}

async function fetchBinary(query: string, fhir: FhirPort): Promise<FetchedBinary | undefined> {
  const outcome = await fhir.get(query);
  const body = outcome.kind === 'answered' ? outcome.body : undefined;
  const data = textOf(member(body, 'data'));
  if (data === undefined || member(body, 'resourceType') !== 'Binary') return undefined;
  return { contentType: textOf(member(body, 'contentType')), data };
}

function lacksData(attachment: unknown): attachment is JsonObject {
  return isJsonObject(attachment) && textOf(attachment['data']) === undefined;
}

/** A copy of the document that holds what was fetched. */
function filled(document: JsonObject, fetched: ReadonlyMap<string, FetchedBinary>): JsonObject {
  const content = listOf(document['content']).map((form) => {
    const attachment = member(form, 'attachment');
    const url = textOf(member(attachment, 'url'));
    const binary = url === undefined ? undefined : fetched.get(url);
    if (binary === undefined || !isJsonObject(form) || !lacksData(attachment)) return form;
    const { contentType, data } = binary;
    const typed = contentType === undefined ? {} : { contentType };
    return { ...form, attachment: Object.assign({}, attachment, typed, { data }) };
  });
  return { ...document, content };
}

function isAsked(resource: JsonObject, fetched: ReadonlyMap<string, FetchedBinary>): boolean {
  return (
    resource['resourceType'] === 'DocumentReference' &&
    listOf(resource['content']).some((form) => {
      const attachment = member(form, 'attachment');
      return lacksData(attachment) && fetched.has(textOf(attachment['url']) ?? '');
    })
  );
}

/**
 * Fetches the Binaries that the newest notes point to, at most {@link MAX_BINARIES}, all at once, on the caller's own
 * server only. What fails, is missing or lies elsewhere stays without words, and the chart says so; it is no error.
 *
 * @param at the moment of the call, milliseconds since 1970 UTC
 * @returns the documents, those with fetched words as copies
 */
export async function fetchBinaries(
  received: readonly ReceivedResource[],
  call: Pick<HookCall, 'patientId' | 'fhir'>,
  content: Content,
  at: number,
  fhir: FhirPort,
): Promise<readonly ReceivedResource[]> {
  const baseUrl = call.fhir?.baseUrl;
  if (baseUrl === undefined) return received;
  const urls = new Set(wantedUrls(received, call, content, at));
  const wanted = [...urls].flatMap((url) => {
    const query = binaryQuery(url, baseUrl);
    return query === undefined ? [] : [{ url, query }];
  });
  const fetched = new Map<string, FetchedBinary>();
  await Promise.all(
    wanted.slice(0, MAX_BINARIES).map(async ({ url, query }) => {
      const binary = await fetchBinary(query, fhir);
      if (binary !== undefined) fetched.set(url, binary);
    }),
  );
  if (fetched.size === 0) return received;
  return received.map((one) =>
    isAsked(one.resource, fetched) ? { ...one, resource: filled(one.resource, fetched) } : one,
  );
}
