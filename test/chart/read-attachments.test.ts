import { cpuMs } from '../support/cpu-ms.js';
import type { Content } from '../../src/model/content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { base64, collected, noteOf } from '../support/notes.js';
import { shippedContent } from '../support/shipped-content.js';

let content: Content;

beforeAll(async () => {
  content = await shippedContent();
});

const FRENCH = 'L’accompagnateur répond à sa place, garçon très agité';
/** The same in windows-1252, where the apostrophe is the one byte 0x92. */
const WINDOWS = [...Buffer.from(FRENCH.replace('’', '\u0092'), 'latin1')];
const UTF_16LE = [...Buffer.from(FRENCH, 'utf16le')];
const UTF_16BE = [...Buffer.from(FRENCH, 'utf16le').swap16()];

function textOfNote(attachment: JsonObject): string | undefined {
  return collected(content, [noteOf(attachment)]).passages[0]?.text;
}

/** What was read of one note, and why not all of it. */
function reading(...attachments: readonly JsonObject[]): readonly unknown[] {
  const note = noteOf({}, { content: attachments.map((attachment) => ({ attachment })) });
  const { passages, incomplete, leftOut, dropped } = collected(content, [note]);
  return [passages.map(({ text }) => text), incomplete, leftOut, dropped];
}

describe('content types (FHIR R4, Attachment.contentType)', () => {
  it.each([
    ['text/plain', 'a <b> c', 'a <b> c'],
    ['text/plain; charset=utf-8', 'garçon', 'garçon'],
    ['TEXT/Plain;Charset="UTF-8"', 'garçon', 'garçon'],
    ['text/html', '<p>a</p><p>b</p>', 'a\nb'],
    ['text/html; charset=utf-8', '<p>é</p>', 'é'],
    ['application/xhtml+xml', '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p>b</div>', 'a\nb'],
  ])('%s is read', (contentType, written, text) => {
    expect(reading({ contentType, data: base64(written) })).toStrictEqual([[text], undefined, 0, {}]);
  });

  it.each([
    'application/pdf', 'application/rtf', 'text/rtf', 'text/xml', 'application/hl7-cda+xml', 'image/png', 'text',
    'text/plainer', '', undefined, 7,
  ])('%p is refused, said, and leaves the notes incomplete', (contentType) => {
    expect(reading({ contentType, data: base64('words') })).toStrictEqual([
      [], 'unreadable-type', 1, { 'unreadable-type': 1 },
    ]);
  }); // prettier-ignore

  it('the first form that can be read is the text; the others say the same', () => {
    const forms = [
      { contentType: 'application/pdf', data: base64('%PDF') },
      { contentType: 'text/html', data: base64('<p>html</p>') },
      { contentType: 'text/plain', data: base64('plain') },
    ];
    expect(reading(...forms)).toStrictEqual([['html'], undefined, 0, {}]);
  });

  it('a form that turns out unreadable gives way to the next', () => {
    const forms = [
      { contentType: 'text/html', data: 'x' },
      { contentType: 'text/html', url: 'Binary/1' },
      { contentType: 'text/plain', data: base64('plain') },
    ];
    expect(reading(...forms)).toStrictEqual([['plain'], undefined, 0, {}]);
  });

  it('without data and without URL there is no content, which is said', () => {
    expect(reading({ contentType: 'text/plain' })).toStrictEqual([[], 'no-content', 1, { 'no-content': 1 }]);
    expect(reading()).toStrictEqual([[], 'no-content', 1, { 'no-content': 1 }]);
  });

  it('a URL that nobody fetched is said', () => {
    expect(reading({ contentType: 'text/plain', url: 'Binary/1' })).toStrictEqual([
      [], 'not-fetched', 1, { 'not-fetched': 1 },
    ]);
  }); // prettier-ignore

  it('a note of white space is read and says nothing', () => {
    expect(reading({ contentType: 'text/plain', data: base64(' \r\n ') })).toStrictEqual([
      [],
      undefined,
      0,
      {},
    ]);
  });
});

describe('charsets (FHIR R4, Attachment.contentType: a MIME type with its charset; WHATWG Encoding)', () => {
  it.each([
    ['windows-1252, apostrophe and accents', 'text/plain; charset=windows-1252', WINDOWS],
    ['ISO-8859-1, which the web reads as windows-1252', 'text/plain;charset=ISO-8859-1', WINDOWS],
    ['utf-16, little end first', 'text/plain; charset=utf-16', UTF_16LE],
    ['utf-16be', 'text/plain; charset=utf-16be', UTF_16BE],
    ['a byte order mark over what is declared', 'text/plain; charset=utf-8', [0xfe, 0xff, ...UTF_16BE]],
    ['a byte order mark where nothing is declared', 'text/plain', [0xff, 0xfe, ...UTF_16LE]],
  ])('%s', (_, contentType, bytes) => {
    expect(reading({ contentType, data: base64(bytes) })).toStrictEqual([[FRENCH], undefined, 0, {}]);
  });

  it('a UTF-8 byte order mark is no part of the text', () => {
    const data = base64([0xef, 0xbb, 0xbf, ...Buffer.from(FRENCH, 'utf8')]);
    expect(textOfNote({ contentType: 'text/plain; charset=windows-1252', data })).toBe(FRENCH);
  });

  it.each([
    ['<meta charset="windows-1252">', FRENCH],
    ['<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', FRENCH],
    ['<?xml version="1.0" encoding="ISO-8859-1"?>', FRENCH],
  ])('a page without a charset parameter may say its own: %s', (said, text) => {
    const bytes = [...Buffer.from(`${said}<p>`, 'latin1'), ...WINDOWS];
    expect(textOfNote({ contentType: 'text/html', data: base64(bytes) })).toBe(text);
  });

  it('the parameter goes before what the page says', () => {
    const data = base64(`<meta charset="windows-1252"><p>${FRENCH}`);
    expect(textOfNote({ contentType: 'text/html; charset=utf-8', data })).toBe(FRENCH);
  });

  it('an unknown charset is refused, said, and leaves the notes incomplete', () => {
    const data = base64('words');
    expect(reading({ contentType: 'text/plain; charset=ebcdic-x', data })).toStrictEqual([
      [], 'unknown-charset', 1, { 'unknown-charset': 1 },
    ]);
  }); // prettier-ignore

  it('what is no character of the charset is said, and the rest is read (decision 7)', () => {
    const [texts, incomplete] = reading({ contentType: 'text/plain', data: base64([0x61, 0xe9, 0x62]) });
    expect([texts, incomplete]).toStrictEqual([['a\uFFFDb'], 'unreadable-characters']);
  });
});

describe('base64 (FHIR R4, base64Binary; RFC 4648 section 4)', () => {
  it.each([
    ['one padding character', 'YWI=', 'ab'],
    ['two padding characters', 'YQ==', 'a'],
    ['none', 'YWJj', 'abc'],
    ['white space between', ' YW\r\nJj\n', 'abc'],
  ])('%s is taken', (_, data, text) => {
    expect(textOfNote({ contentType: 'text/plain', data })).toBe(text);
  });

  it.each(['YWI', 'YWJ', 'Y', 'YQ=', 'Y===', 'YW=I', 'YWJj=', '====', 'Y-_j', 'YW I*', '<p>text</p>'])(
    '%p is malformed: refused, said, and the notes are incomplete',
    (data) => {
      expect(reading({ contentType: 'text/plain', data })).toStrictEqual([
        [], 'malformed-base64', 1, { 'malformed-base64': 1 },
      ]);
    },
  ); // prettier-ignore

  it('a million blanks, or a million of = or *, are looked at once', () => {
    for (const filling of [' ', '=', 'A'.repeat(3), 'A *']) {
      const data = `YWJj${filling.repeat(1_000_000)}*`;
      const start = cpuMs();
      reading({ contentType: 'text/plain', data });
      expect(cpuMs() - start).toBeLessThan(500);
    }
  });
});
