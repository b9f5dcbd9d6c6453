import { cpuMs } from '../support/cpu-ms.js';
import { MARKUP_BUDGET, TEXT_BUDGET } from '../../src/chart/text-budget.js';
import type { Content } from '../../src/model/content.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { AT, base64, collected, note, noteOf, SUBJECT } from '../support/notes.js';
import { shippedContent } from '../support/shipped-content.js';

let content: Content;

beforeAll(async () => {
  content = await shippedContent();
});

const OTHER = { reference: 'Patient/p2' };
const DAY = 86_400_000;

function idsOf(...resources: readonly JsonObject[]): readonly (string | undefined)[] {
  return collected(content, resources).passages.map(({ id }) => id);
}

function textsOf(...resources: readonly JsonObject[]): readonly string[] {
  return collected(content, resources).passages.map(({ text }) => text);
}

function droppedOf(...resources: readonly JsonObject[]): Readonly<Record<string, number>> {
  return collected(content, resources).dropped;
}

describe('which documents are read (FHIR R4 DocumentReference)', () => {
  it('a current note of the patient is read, with its date, encounter and language', () => {
    const more = { context: { encounter: [{ reference: 'Encounter/e1' }] }, language: 'es' };
    expect(collected(content, [note('n1', 'Uncle answers', more)])).toMatchObject({
      passages: [
        {
          resource: 'DocumentReference',
          id: 'n1',
          when: { earliest: Date.parse('2026-03-09T09:00:00Z') },
          encounter: 'e1',
          language: 'es',
          text: 'Uncle answers',
        },
      ],
      characters: 13,
      leftOut: 0,
      incomplete: undefined,
      dropped: {},
    });
  });

  it.each([
    ['another patient\u2019s', 'not-this-patient', { subject: OTHER }],
    ['nobody\u2019s', 'not-this-patient', { subject: undefined }],
    ['superseded', 'not-current', { status: 'superseded' }],
    ['entered in error', 'not-current', { status: 'entered-in-error' }],
    ['without status', 'not-current', { status: undefined }],
    ['a document entered in error', 'not-current', { docStatus: 'entered-in-error' }],
    [
      'of a type that is not read',
      'not-a-note',
      { type: { coding: [{ system: 'http://loinc.org', code: '64290-0' }] } },
    ],
    ['of a type given only as text', 'not-a-note', { type: { text: 'Progress note' } }],
    ['more than a day in the future', 'future', { date: new Date(AT + DAY + 1).toISOString() }],
  ])('a document that is %s is left out and counted, and the notes are complete', (_, reason, more) => {
    const { passages, incomplete, dropped } = collected(content, [note('n1', 'text', more)]);
    expect([passages, incomplete, dropped]).toStrictEqual([[], undefined, { [reason]: 1 }]);
  });

  it.each([
    { docStatus: 'preliminary' },
    { docStatus: 'amended' },
    { date: new Date(AT + DAY).toISOString() },
  ])('a document with %p is read', (more) => {
    expect(idsOf(note('n1', 'text', more))).toStrictEqual(['n1']);
  });

  it.each(['34111-5', '54094-8', '34746-8', '34117-2', '11506-3'])('LOINC %s is a note', (code) => {
    expect(idsOf(note('n1', 'x', { type: { coding: [{ system: 'http://loinc.org', code }] } }))).toHaveLength(
      1,
    );
  });

  it('a site\u2019s own type is a note where the site says so', async () => {
    const type = { coding: [{ system: 'urn:oid:1.2.3', code: '7001' }] };
    const site = await shippedContent({
      valueSets: { 'note-types': [{ system: 'urn:oid:1.2.3', code: '7001' }] },
    });
    expect(collected(content, [note('n1', 'x', { type })]).passages).toHaveLength(0);
    expect(collected(site, [note('n1', 'x', { type })]).passages).toHaveLength(1);
  });

  it('a document that another replaces is not read (DocumentReference.relatesTo)', () => {
    const relatesTo = [{ code: 'replaces', target: { reference: 'DocumentReference/old' } }];
    expect(idsOf(note('old', 'was'), note('new', 'is', { relatesTo }))).toStrictEqual(['new']);
    expect(droppedOf(note('old', 'was'), note('new', 'is', { relatesTo }))).toStrictEqual({ replaced: 1 });
  });

  it.each([
    ['another patient\u2019s', { subject: OTHER }],
    ['entered in error', { status: 'entered-in-error' }],
    ['in error as a document', { docStatus: 'entered-in-error' }],
  ])('a document that is %s replaces nothing', (_, more) => {
    const relatesTo = [{ code: 'replaces', target: { reference: 'DocumentReference/old' } }];
    expect(idsOf(note('old', 'was'), note('new', 'is', { relatesTo, ...more }))).toStrictEqual(['old']);
  });

  it('appending, signing, and replacing itself replace nothing', () => {
    const relation = (code: string, id: string): JsonObject => ({
      relatesTo: [{ code, target: { reference: `DocumentReference/${id}` } }],
    });
    const notes = [note('a', 'a', relation('appends', 'b')), note('b', 'b', relation('signs', 'a'))];
    expect(idsOf(...notes, note('c', 'c', relation('replaces', 'c')))).toStrictEqual(['a', 'b', 'c']);
  });

  it.each([
    ['the start of the care', { context: { period: { start: '2026-02-01' } } }, '2026-02-01'],
    ['the date, without it', { context: { period: { end: '2026-02-02' } } }, '2026-03-09T09:00:00Z'],
    ['the date of the attachment, without either', { date: 'soon' }, '2026-01-05'],
  ])('when it was is %s', (_, more, date) => {
    const attachment = { contentType: 'text/plain', data: base64('x'), creation: '2026-01-05' };
    expect(collected(content, [noteOf(attachment, more)]).passages[0]?.when?.earliest).toBe(Date.parse(date));
  });

  it.each([
    ['fr-CA', undefined, 'fr'],
    ['ES', undefined, 'es'],
    [undefined, 'en-US', 'en'],
    ['fr', 'en', 'fr'],
    ['fra', 'en', 'en'],
    ['', 5, undefined],
    ['french', undefined, undefined],
  ])('the language of attachment %p in a resource in %p is %p (BCP-47)', (inner, outer, language) => {
    const attachment = { contentType: 'text/plain', data: base64('x'), language: inner };
    expect(collected(content, [noteOf(attachment, { language: outer })]).passages[0]?.language).toBe(
      language,
    );
  });
});

describe('newest first, whatever the order received (decision 1)', () => {
  const dated = (id: string, date: string | undefined): JsonObject => note(id, id, { date });
  const all = [
    dated('b', '2026-01-01'),
    dated('undated', undefined),
    dated('a', '2026-01-01'),
    dated('newest', '2026-03-01'),
    { resourceType: 'Condition', id: 'z', subject: SUBJECT, recordedDate: '2026-01-01', code: { text: 'z' } },
  ];

  it('ties go by type and id, and what has no date comes last', () => {
    const order = ['newest', 'z', 'a', 'b', 'undated'];
    expect(idsOf(...all)).toStrictEqual(order);
    expect(idsOf(...all.toReversed())).toStrictEqual(order);
  });

  it('documents without id are read in one order too', () => {
    const nameless = ['c', 'a', 'b'].map((text) => note('', text, { id: undefined }));
    expect(textsOf(...nameless)).toStrictEqual(textsOf(...nameless.toReversed()));
    expect(textsOf(...nameless)).toHaveLength(3);
  });
});

describe('what coded records say in words (decision 12)', () => {
  const condition = (more: JsonObject): JsonObject => ({
    resourceType: 'Condition',
    id: 'c1',
    subject: SUBJECT,
    recordedDate: '2026-03-01',
    code: { text: 'found sleeping at work' },
    ...more,
  });
  const observation = (more: JsonObject): JsonObject => ({
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    subject: SUBJECT,
    effectiveDateTime: '2026-03-01',
    valueString: 'companion answers',
    ...more,
  });
  const encounter = (more: JsonObject): JsonObject => ({
    resourceType: 'Encounter',
    id: 'e1',
    status: 'in-progress',
    subject: SUBJECT,
    period: { start: '2026-03-10T14:00:00Z' },
    reasonCode: [{ text: 'fell' }, { coding: [] }, { text: 'brought by employer' }],
    ...more,
  });

  it('a Condition: what it is called and its notes, each a line', () => {
    const noted = { note: [{ text: 'one' }, { text: '' }, {}, { text: 'two' }] };
    expect(textsOf(condition(noted))).toStrictEqual(['found sleeping at work\none\ntwo']);
    expect(textsOf(condition({ ...noted, code: undefined }))).toStrictEqual(['one\ntwo']);
    expect(textsOf(condition({ code: { coding: [] } }))).toStrictEqual([]);
  });

  it('a Condition goes by the later of recorded and onset, or by its encounter (decision 5)', () => {
    const when = (more: JsonObject): unknown =>
      collected(content, [condition(more), encounter({ reasonCode: undefined })]).passages[0]?.when?.earliest;
    expect(when({ onsetDateTime: '2026-03-05' })).toBe(Date.parse('2026-03-05'));
    const undated = { recordedDate: undefined, encounter: { reference: 'Encounter/e1' } };
    expect(when(undated)).toBe(Date.parse('2026-03-10T14:00:00Z'));
    expect(collected(content, [condition(undated)]).passages[0]).toMatchObject({
      encounter: 'e1',
      when: undefined,
    });
  });

  it.each([
    ['refuted', 'disproved', { verificationStatus: { coding: [{ code: 'refuted' }] } }],
    ['entered in error', 'disproved', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }],
    ['in the future', 'future', { recordedDate: '2026-03-12' }],
  ])('a Condition that is %s is left out, and counted once', (_, reason, more) => {
    expect(droppedOf(condition(more))).toStrictEqual({ [reason]: 1 });
    expect(textsOf(condition(more))).toStrictEqual([]);
    // The folder of coded evidence counts one with a code of ours.
    const code = {
      coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Z59.00' }],
      text: 'no home',
    };
    expect(droppedOf(condition({ ...more, code }))).toStrictEqual({});
  });

  it('an Observation: its value, those of its components, and its notes', () => {
    const more = { component: [{ valueString: 'part' }, {}], note: [{ text: 'noted' }] };
    expect(textsOf(observation(more))).toStrictEqual(['companion answers\npart\nnoted']);
    expect(textsOf(observation({ ...more, valueString: undefined }))).toStrictEqual(['part\nnoted']);
    expect(textsOf(observation({ valueString: undefined, valueInteger: 3 }))).toStrictEqual([]);
  });

  it.each([
    ['cancelled', 'not-a-finding', { status: 'cancelled' }],
    ['entered in error', 'not-a-finding', { status: 'entered-in-error' }],
    ['about a partner', 'about-another', { focus: [{ reference: 'RelatedPerson/r1' }] }],
    ['in the future', 'future', { effectiveDateTime: '2026-03-12' }],
  ])('an Observation that is %s is left out and counted', (_, reason, more) => {
    expect(droppedOf(observation(more))).toStrictEqual({ [reason]: 1 });
    expect(textsOf(observation(more))).toStrictEqual([]);
  });

  it('an Encounter: the reasons for it, with its own id and start', () => {
    expect(collected(content, [encounter({})]).passages).toStrictEqual([
      {
        resource: 'Encounter',
        id: 'e1',
        when: expect.objectContaining({ earliest: Date.parse('2026-03-10T14:00:00Z') }),
        encounter: 'e1',
        language: undefined,
        text: 'fell\nbrought by employer',
      },
    ]);
  });

  it('an Encounter that was cancelled or planned, or is in the future, is left out, but the current one (decision 4)', () => {
    expect(textsOf(encounter({ status: 'cancelled' }))).toStrictEqual([]);
    expect(textsOf(encounter({ status: 'planned' }))).toStrictEqual([]);
    const later = encounter({ period: { start: '2026-03-12' } });
    expect(textsOf(later)).toStrictEqual([]);
    expect(collected(content, [later], 'e1').passages).toHaveLength(1);
  });

  it('nothing of another patient is read (invariant 3)', () => {
    const own = [condition({}), observation({}), encounter({}), note('n1', 'note')];
    expect(textsOf(...own)).toHaveLength(4);
    expect(textsOf(...own.map((resource) => ({ ...resource, subject: OTHER })))).toStrictEqual([]);
    expect(textsOf(...own.map((resource) => ({ ...resource, subject: undefined })))).toStrictEqual([]);
  });

  it('words that can tell nothing are left before anything else is looked at; where nobody reads any, none are', () => {
    const asked: string[] = [];
    const mayTell = (words: string): boolean => {
      asked.push(words);
      return words.includes('companion');
    };
    const records = [condition({}), observation({}), encounter({}), note('n1', 'note')];
    const { passages } = collected(content, records, undefined, mayTell);
    expect(passages.map(({ text }) => text)).toStrictEqual(['note', 'companion answers']);
    expect(asked.toSorted()).toStrictEqual([
      'companion answers',
      'fell\nbrought by employer',
      'found sleeping at work',
    ]);
  });
});

describe('ClinicalImpression and Composition, where they are given', () => {
  const xhtml = (text: string): JsonObject => ({
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${text}</p></div>`,
  });
  const impression = (more: JsonObject): JsonObject => ({
    resourceType: 'ClinicalImpression',
    id: 'i1',
    status: 'completed',
    subject: SUBJECT,
    date: '2026-03-01',
    summary: 'afraid',
    description: 'seen alone',
    note: [{ text: 'noted' }],
    ...more,
  });
  const composition = (more: JsonObject): JsonObject => ({
    resourceType: 'Composition',
    id: 'd1',
    status: 'final',
    subject: SUBJECT,
    date: '2026-03-01',
    encounter: { reference: 'Encounter/e1' },
    language: 'en-GB',
    text: xhtml('top'),
    ...more,
  });

  it('an impression is summary, description and notes', () => {
    expect(textsOf(impression({}))).toStrictEqual(['afraid\nseen alone\nnoted']);
    expect(textsOf(impression({ summary: undefined, note: undefined }))).toStrictEqual(['seen alone']);
  });

  it.each([
    ['effectiveDateTime', { effectiveDateTime: '2026-02-01', date: '2026-02-03' }],
    ['effectivePeriod', { effectivePeriod: { start: '2026-02-01' } }],
    ['date', { date: '2026-02-01' }],
  ])('an impression goes by %s', (_, more) => {
    expect(collected(content, [impression(more)]).passages[0]?.when?.earliest).toBe(Date.parse('2026-02-01'));
  });

  it('a composition is its narrative and its sections, each under its title', () => {
    const section = [
      {
        title: 'Social history',
        text: xhtml('lives at work'),
        section: [{ title: 'Housing:', text: xhtml('none') }],
      },
      { title: 'Empty', section: [{ title: 'Empty too' }] },
      { code: { coding: [{ display: 'Plan' }] }, text: xhtml('see alone') },
      { text: xhtml('untitled') },
    ];
    expect(collected(content, [composition({ section })]).passages).toMatchObject([
      {
        resource: 'Composition',
        id: 'd1',
        encounter: 'e1',
        language: 'en',
        text: 'top\n\nSocial history:\nlives at work\n\nHousing:\nnone\n\nPlan:\nsee alone\n\nuntitled',
      },
    ]);
  });

  it('a heading over sections without text of its own stays', () => {
    const section = [{ title: 'History', section: [{ title: 'Family', text: xhtml('none') }] }];
    expect(textsOf(composition({ text: undefined, section }))).toStrictEqual(['History:\n\nFamily:\nnone']);
  });

  it('sections nested without end are cut, not an error', () => {
    let section: JsonObject = { text: xhtml('deep') };
    for (let depth = 0; depth < 20_000; depth += 1) section = { section: [section] };
    expect(textsOf(composition({ section: [section] }))).toStrictEqual(['top']);
  });

  it.each([
    ['another patient\u2019s', 'not-this-patient', { subject: OTHER }],
    ['entered in error', 'not-current', { status: 'entered-in-error' }],
    ['in the future', 'future', { date: '2026-03-12' }],
  ])('one that is %s is left out and counted', (_, reason, more) => {
    expect(droppedOf(impression(more))).toStrictEqual({ [reason]: 1 });
    expect(droppedOf(composition(more))).toStrictEqual({ [reason]: 1 });
  });

  it('a composition that another replaces is not read', () => {
    const relatesTo = [{ code: 'replaces', targetReference: { reference: 'Composition/d1' } }];
    expect(idsOf(composition({}), composition({ id: 'd2', relatesTo }))).toStrictEqual(['d2']);
  });
});

describe('the text budget: 256 KB of UTF-16 units, newest first', () => {
  const line = `${'x'.repeat(1023)}\n`;
  const dated = (id: string, text: string, day: number): JsonObject =>
    note(id, text, { date: `2026-03-0${day}` });

  it('text of exactly the budget is read in full', () => {
    const read = collected(content, [dated('a', line.repeat(200), 2), dated('b', line.repeat(56), 1)]);
    expect(read).toMatchObject({ characters: TEXT_BUDGET, leftOut: 0, incomplete: undefined, dropped: {} });
    expect(TEXT_BUDGET).toBe(256 * 1024);
  });

  it('one unit more is cut at the end of the line before, and makes the notes incomplete', () => {
    const read = collected(content, [dated('a', line.repeat(200), 2), dated('b', `${line.repeat(56)}y`, 1)]);
    // Without the line break at the cut.
    expect(read.characters).toBe(TEXT_BUDGET - 1);
    expect(read).toMatchObject({ leftOut: 1, incomplete: 'text-budget', dropped: { 'text-budget': 1 } });
  });

  it('what is older than what did not fit is left out, were it short', () => {
    const read = collected(content, [
      dated('newest', 'new', 4),
      dated('long', line.repeat(300), 3),
      dated('short', 'old', 2),
      {
        resourceType: 'Condition',
        id: 'c',
        subject: SUBJECT,
        recordedDate: '2026-03-01',
        code: { text: 'older' },
      },
    ]);
    expect(read.passages.map(({ id }) => id)).toStrictEqual(['newest', 'long']);
    expect(read).toMatchObject({ leftOut: 3, incomplete: 'text-budget', dropped: { 'text-budget': 3 } });
  });

  it('a text without lines is cut after a sentence, and one without sentences is left out', () => {
    const sentences = 'Came alone today. '.repeat(20_000);
    const [cut] = collected(content, [dated('a', sentences, 1)]).passages;
    expect(cut?.text.endsWith('today.')).toBe(true);
    expect(cut?.text.length).toBeGreaterThan(TEXT_BUDGET - 20);
    expect(cut?.text.length).toBeLessThanOrEqual(TEXT_BUDGET);
    expect(textsOf(dated('a', 'x'.repeat(TEXT_BUDGET + 1), 1))).toStrictEqual([]);
  });

  it('what is beyond the budget is not decoded: malformed data there is not even seen', () => {
    const late = note('late', '', {
      date: '2026-03-01',
      content: [{ attachment: { contentType: 'text/plain', data: '*' } }],
    });
    const read = collected(content, [dated('a', line.repeat(300), 2), late]);
    expect(read.dropped).toStrictEqual({ 'text-budget': 2 });
  });

  it('a document of 8 MB costs no more than the budget', () => {
    const data = base64(line.repeat(8 * 1024));
    const start = cpuMs();
    const read = collected(content, [noteOf({ contentType: 'text/plain', data })]);
    expect(cpuMs() - start).toBeLessThan(150);
    expect(read).toMatchObject({ characters: TEXT_BUDGET - 1, incomplete: 'text-budget' });
  });

  it('characters of several bytes at the cut are not broken', () => {
    const [read] = collected(content, [dated('a', 'né là 😀\n'.repeat(60_000), 1)]).passages;
    expect(read?.text.endsWith('né là 😀')).toBe(true);
    expect(read?.text).not.toContain('\uFFFD');
  });

  it('markup counts by its text, but no more than twice the budget of it is looked at', () => {
    const page = (rest: number): JsonObject => {
      const head = `<p>${'word '.repeat(10)}</p>\n<!--`;
      const html = `${head}${'-'.repeat(MARKUP_BUDGET - head.length - 3 + rest)}-->`;
      return noteOf({ contentType: 'text/html', data: base64(html) });
    };
    expect(collected(content, [page(0)])).toMatchObject({ characters: 49, incomplete: undefined });
    expect(collected(content, [page(1)]).incomplete).toBe('text-budget');
  });

  it('a narrative is held to the same budget', () => {
    const div = `<div>${'<p>word word</p>'.repeat(40_000)}</div>`;
    const read = collected(content, [
      { resourceType: 'Composition', id: 'd', subject: SUBJECT, date: '2026-03-01', text: { div } },
      dated('old', 'old', 1),
    ]);
    expect(read.characters).toBeLessThanOrEqual(TEXT_BUDGET);
    expect(read).toMatchObject({ leftOut: 2, incomplete: 'text-budget' });
  });
});
