import { listOf, member, textOf } from '../model/json-value.js';
import type { JsonObject } from '../model/json-value.js';
import { parseMediaType } from './media-type.js';
import type { MediaType } from './media-type.js';

/** One form of a document (https://hl7.org/fhir/R4/datatypes.html#Attachment). */
export interface Attachment {
  readonly type: MediaType | undefined;
  readonly data: string | undefined;
  readonly url: string | undefined;
  readonly language: unknown;
  readonly creation: unknown;
}

const READABLE = new Set(['text/plain', 'text/html', 'application/xhtml+xml']);

/** True for the content types that are read; RTF, PDF, images and everything else are not. */
export function isReadable(type: MediaType | undefined): type is MediaType {
  return type !== undefined && READABLE.has(type.essence);
}

/** The forms of one document, in the order in which it gives them. */
export function attachmentsOf(document: JsonObject): readonly Attachment[] {
  return listOf(document['content']).map((content) => {
    const attachment = member(content, 'attachment');
    return {
      type: parseMediaType(member(attachment, 'contentType')),
      data: textOf(member(attachment, 'data')),
      url: textOf(member(attachment, 'url')),
      language: member(attachment, 'language'),
      creation: member(attachment, 'creation'),
    };
  });
}
