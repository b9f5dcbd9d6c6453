import type { Attachment } from './document-attachments.js';
import { isReadable } from './document-attachments.js';
import { decodeBase64 } from './decode-base64.js';
import { decodeText } from './decode-text.js';
import { htmlToText } from './html-to-text.js';
import type { MediaType } from './media-type.js';
import type { TextBudget } from './text-budget.js';

/** Why a document has words that were not read. */
export type Unread =
  | 'unreadable-type'
  | 'malformed-base64'
  | 'unknown-charset'
  | 'unreadable-characters'
  | 'not-fetched'
  | 'no-content';

/** The text of a document; `unread` says that it is not all of it, or why there is none. */
export interface DocumentText {
  readonly text: string;
  readonly language: unknown;
  readonly unread: Unread | undefined;
}

/** No charset needs more bytes for one UTF-16 unit (UTF-8 three, GB 18030 four). */
const BYTES_PER_UNIT = 4;

function refused(unread: Unread): DocumentText {
  return { text: '', language: undefined, unread };
}

/** Decodes no more than the budget has room for. */
function readData(data: string, type: MediaType, budget: TextBudget): Omit<DocumentText, 'language'> {
  const isMarkup = type.essence !== 'text/plain';
  const room = budget.room(isMarkup);
  const most = Math.ceil((room * BYTES_PER_UNIT) / 3) * 4;
  const bytes = decodeBase64(data.length > most ? data.slice(0, most) : data, data.length <= most);
  if (bytes === undefined) return refused('malformed-base64');
  const decoded = decodeText(bytes, type.charset, data.length <= most);
  if (decoded === undefined) return refused('unknown-charset');
  const unread = decoded.includes('\uFFFD') ? 'unreadable-characters' : undefined;
  const isWhole = data.length <= most && (!isMarkup || decoded.length <= room);
  if (!isMarkup) return { text: budget.takeText(withPlainLineEnds(decoded), isWhole), unread };
  const markup = decoded.slice(0, room);
  budget.takeMarkup(markup.length, isWhole);
  return { text: budget.takeText(htmlToText(markup), isWhole), unread };
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

/** Why nothing could be tried. */
function unreadOf(attachments: readonly Attachment[]): Unread {
  const isThere = attachments.some(({ data, url }) => data !== undefined || url !== undefined);
  return isThere ? 'unreadable-type' : 'no-content';
}

/** The forms of a document say the same: the first that can be read is its text. */
export function readAttachments(attachments: readonly Attachment[], budget: TextBudget): DocumentText {
  let first: DocumentText | undefined;
  for (const { type, data, url, language } of attachments) {
    if (!isReadable(type) || (data === undefined && url === undefined)) continue;
    const read = data === undefined ? refused('not-fetched') : readData(data, type, budget);
    if (read.unread === undefined || read.unread === 'unreadable-characters') return { language, ...read };
    first ??= { language, ...read };
  }
  return first ?? refused(unreadOf(attachments));
}
