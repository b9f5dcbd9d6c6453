import type { PhraseBook } from '../model/phrase-book.js';
import { TextReader } from './text-reader.js';

const READERS = new WeakMap<PhraseBook, TextReader>();

/**
 * The reader of a book, made once: it is large, and keeps nothing of what it reads. The first to ask is whoever checks the
 * book when content is loaded, never a call: what lives while it is made is taken for long-lived by the collector, and
 * every later call would pay for that.
 */
export function readerOf(book: PhraseBook): TextReader {
  const known = READERS.get(book);
  if (known !== undefined) return known;
  const reader = new TextReader(book);
  READERS.set(book, reader);
  return reader;
}
