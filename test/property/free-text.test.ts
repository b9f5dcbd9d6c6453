import fc from 'fast-check';
import type { Content } from '../../src/model/content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { htmlToText } from '../../src/chart/html-to-text.js';
import { TEXT_BUDGET } from '../../src/chart/text-budget.js';
import { runs } from '../support/data-property.js';
import { base64, collected, note, SUBJECT } from '../support/notes.js';
import { shippedContent } from '../support/shipped-content.js';

let content: Content;

beforeAll(async () => {
  content = await shippedContent();
});

const DATES = ['2026-03-01', '2026-02', '2025', '2026-03-09T09:00:00Z', '2027-01-01', 'soon', undefined];
const TYPES = [
  'text/plain',
  'text/html; charset=utf-8',
  'application/xhtml+xml',
  'application/pdf',
  'text/plain;charset=x',
  '',
];
const SUBJECTS = [SUBJECT, SUBJECT, SUBJECT, { reference: 'Patient/p2' }, undefined];

const words = fc.constantFrom('came alone', '<p>came</p><p>with uncle</p>', 'ça va', '', '&', '<', 'a\r\nb');
const attachment = fc.record(
  {
    contentType: fc.constantFrom(...TYPES),
    data: fc.oneof(words.map(base64), fc.constantFrom('*', 'YQ', '')),
    url: fc.constantFrom('Binary/1', 'https://ehr.example/x', ''),
    language: fc.constantFrom('fr-CA', 'en', 'x'),
  },
  { requiredKeys: [] },
);
const relatesTo = fc
  .record({ code: fc.constantFrom('replaces', 'appends'), to: fc.constantFrom('n0', 'n1', 'n2') })
  .map(({ code, to }) => [{ code, target: { reference: `DocumentReference/${to}` } }]);
const section = fc.record({ title: words, text: words.map((div) => ({ div })) }, { requiredKeys: [] });

/** A resource of each kind that has words. */
const resource = fc.oneof(
  fc
    .record({
      date: fc.constantFrom(...DATES),
      subject: fc.constantFrom(...SUBJECTS),
      status: fc.constantFrom('current', 'current', 'current', 'superseded'),
      content: fc.array(attachment.map((one) => ({ attachment: one })), { maxLength: 3 }),
      relatesTo: fc.option(relatesTo, { nil: undefined }),
    })
    .map((more) => note('', '', more)),
  fc
    .record({ recordedDate: fc.constantFrom(...DATES), subject: fc.constantFrom(...SUBJECTS), text: words })
    .map(({ text, ...more }) => ({ resourceType: 'Condition', code: { text }, note: [{ text }], ...more })),
  fc
    .record({ effectiveDateTime: fc.constantFrom(...DATES), subject: fc.constantFrom(...SUBJECTS), valueString: words })
    .map((more) => ({ resourceType: 'Observation', status: 'final', component: [{ valueString: 'x' }], ...more })),
  fc
    .record({ date: fc.constantFrom(...DATES), subject: fc.constantFrom(...SUBJECTS), section: fc.array(section) })
    .map((more) => ({ resourceType: 'Composition', text: { div: '<p>top</p>' }, ...more })),
  fc
    .record({ date: fc.constantFrom(...DATES), subject: fc.constantFrom(...SUBJECTS), summary: words })
    .map((more) => ({ resourceType: 'ClinicalImpression', note: [{ text: 'n' }], ...more })),
  fc
    .record({ start: fc.constantFrom(...DATES), subject: fc.constantFrom(...SUBJECTS), text: words })
    .map(({ start, text, ...more }) => ({ resourceType: 'Encounter', period: { start }, reasonCode: [{ text }], ...more })),
); // prettier-ignore

/** Records in which some resources have ids and others have none. */
const records = fc
  .array(resource, { maxLength: 8 })
  .map((list) =>
    list.map((one, number): JsonObject => ({ ...one, id: number % 3 === 2 ? undefined : `n${number}` })),
  );

/** Puts a value somewhere inside another. */
function spoiled(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  if (Array.isArray(value))
    return value.map((item, number) => (number === step % value.length ? spoiled(item, rest, by) : item));
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner], number) => [
      name,
      number === step % entries.length ? spoiled(inner, rest, by) : inner,
    ]),
  );
}

describe('free text of whatever is received (invariant 7)', () => {
  it('is collected without an error from records that are spoiled in one place', () => {
    const path = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(records, path, fc.jsonValue(), (list, where, by) => {
        const given = spoiled(list, where, by);
        const resources = (Array.isArray(given) ? given : []).filter(
          (one): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one),
        );
        const { passages, characters, leftOut, incomplete } = collected(content, resources, 'n0');
        expect(characters).toBe(passages.reduce((sum, { text }) => sum + text.length, 0));
        expect(characters).toBeLessThanOrEqual(TEXT_BUDGET);
        expect(leftOut > 0).toBe(incomplete !== undefined);
      }),
      runs(1500),
    );
  });

  it('is the same whatever the order and the number of copies (decision 1)', () => {
    fc.assert(
      fc.property(records, fc.array(fc.nat({ max: 7 }), { maxLength: 4 }), (list, again) => {
        const copies = again.flatMap((number) =>
          list[number] === undefined ? [] : [structuredClone(list[number])],
        );
        const dealt = collected(content, [...copies, ...list.toReversed()]);
        expect(dealt).toStrictEqual(collected(content, list));
      }),
      runs(700),
    );
  });

  it('is not changed by anything about another patient (invariant 3)', () => {
    fc.assert(
      fc.property(records, records, (own, others) => {
        const foreign = others.map((one, number) => ({
          ...one,
          id: `other${number}`,
          subject: { reference: 'Patient/p2' },
        }));
        expect(collected(content, [...own, ...foreign]).passages).toStrictEqual(
          collected(content, own).passages,
        );
      }),
      runs(500),
    );
  });

  it('comes newest first, undated last', () => {
    fc.assert(
      fc.property(records, (list) => {
        const dates = collected(content, list).passages.map(
          ({ when }) => when?.earliest ?? Number.NEGATIVE_INFINITY,
        );
        expect(dates).toStrictEqual(dates.toSorted((one, other) => other - one));
      }),
      runs(300),
    );
  });

  it('holds no markup of known elements, and no HTML makes an error', () => {
    const piece = fc.constantFrom('<p>', '</p>', '<br/>', '<b', '>', '<script>', '</script>', '&amp;', '&#', 'x', '"', '<!--', '-->', ' ', '<td>', '<pre>', '\n'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 }), (pieces) => {
        const text = htmlToText(pieces.join(''));
        expect(text).not.toMatch(/<\/?p>|<br\/>|\n\n\n/);
        expect(text).toBe(text.trim());
      }),
      runs(1500),
    );
  });
});
