import type { JsonObject } from '../../src/model/json-value.js';
import { bundle, CODE, condition, hookCall, prefetch, SUBJECT, telling } from '../support/web-charts.js';
import { editedContent } from '../support/web-edited-content.js';
import { send } from '../support/web-raw-http.js';
import type { RawAnswer } from '../support/web-raw-http.js';
import { pathOf, startHaven } from '../support/web-server-under-test.js';

const QUESTIONNAIRE = 'https://ehr.example/Questionnaire/site';
const content = await editedContent(
  'sites/demo/site.yaml',
  'supportLine: us-national',
  `supportLine: us-national\n  instruments: [{ questionnaire: "${QUESTIONNAIRE}", linkId: total, atLeast: 1 }]`,
);
const haven = await startHaven({ content: () => content });

beforeEach(() => {
  haven.faults.length = 0;
});

afterAll(() => haven.close());

function post(body: string): Promise<RawAnswer> {
  const headers = { 'content-type': 'application/json' };
  return send(haven.url, { method: 'POST', path: pathOf('patient-view'), headers, body });
}

async function cardsOf(body: string): Promise<number> {
  const answer = await post(body);
  expect([answer.status, haven.faults]).toStrictEqual([200, []]);
  return JSON.parse(answer.text).cards.length as number;
}

/** Puts JSON text where the document says `"HERE"`. */
function filled(document: JsonObject, text: string): string {
  const before = JSON.stringify(document);
  if (!before.includes('"HERE"')) throw new Error('nowhere to put it');
  return before.replaceAll('"HERE"', () => text);
}

const TELLING = condition(CODE.privateConversation);

describe('CDS Hooks 2.0.1, JSON: names that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
  const PLACES: [string, JsonObject][] = [
    ['the body', hookCall({ HERE: { polluted: true } })],
    [
      'the context',
      hookCall({ context: { userId: 'Practitioner/e', patientId: 'p1', HERE: { polluted: true } } }),
    ],
    ['the prefetch', hookCall({ prefetch: telling({ HERE: { polluted: true } }) })],
    ['the extension', hookCall({ extension: { HERE: { polluted: true } } })],
    [
      'a Bundle',
      hookCall({ prefetch: telling({ conditions: { ...bundle(TELLING), HERE: { polluted: true } } }) }),
    ],
    [
      'a resource',
      hookCall({ prefetch: telling({ conditions: bundle({ ...TELLING, HERE: { polluted: true } }) }) }),
    ],
    [
      'the encounter',
      hookCall({ prefetch: telling({ encounter: { resourceType: 'Encounter', HERE: { polluted: true } } }) }),
    ],
  ];

  it.each(PLACES.flatMap(([place, body]) => NAMES.map((name) => [name, place, body] as const)))(
    'CDS Hooks 2.0.1, JSON: %s in %s is harmless [28]',
    async (name, _, body) => {
      expect(await cardsOf(filled(body, `"${name}"`))).toBe(1);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      expect(Object.keys(Object.prototype)).toStrictEqual([]);
      expect(({} as JsonObject)['polluted']).toBeUndefined();
    },
  );

  it.each([
    ['a context', hookCall({ context: { HERE: hookCall()['context'] } }), 400],
    ['a prefetch', hookCall({ prefetch: { HERE: telling() } }), 412],
    ['a patient', hookCall({ prefetch: telling({ patient: { HERE: telling()['patient'] } }) }), 412],
    ['an outcome of feedback and all', { HERE: hookCall() }, 400],
  ])('CDS Hooks 2.0.1, JSON: %s that is only inherited is none [14]', async (_, body, status) => {
    expect((await post(filled(body, '"__proto__"'))).status).toBe(status);
  });

  it('CDS Hooks 2.0.1, JSON: a condition that is only inherited is none [28]', async () => {
    const body = hookCall({ prefetch: prefetch({ conditions: bundle({ HERE: TELLING }) }) });
    expect(await cardsOf(filled(body, '"__proto__"'))).toBe(0);
  });

  it('CDS Hooks 2.0.1, JSON: of a name that comes twice the last value counts [2]', async () => {
    const body = JSON.stringify(hookCall()).replace('{', () => '{"hook":"encounter-start",');
    expect(await cardsOf(body)).toBe(1);
  });
});

describe('CDS Hooks 2.0.1, JSON: nesting', () => {
  const nested = (open: string, close: string, depth: number): string =>
    `${open.repeat(depth)}1${close.repeat(depth)}`;
  const PLACES: [string, JsonObject][] = [
    ['the extension of the request', hookCall({ extension: { a: 'HERE' } })],
    ['an unknown prefetch key', hookCall({ prefetch: telling({ other: 'HERE' }) })],
    [
      'a resource',
      hookCall({ prefetch: telling({ conditions: bundle({ ...TELLING, extension: 'HERE' }) }) }),
    ],
    [
      'a resource without id, in two copies',
      hookCall({
        prefetch: telling({
          conditions: bundle(
            { ...TELLING, id: undefined, a: 'HERE' },
            { ...TELLING, id: undefined, a: 'HERE' },
          ),
        }),
      }),
    ],
    [
      'a resource with an id, in two copies',
      hookCall({
        prefetch: telling({
          conditions: bundle({ ...TELLING, a: 'HERE' }, { a: 'HERE', ...TELLING }),
        }),
      }),
    ],
    [
      'a code',
      hookCall({ prefetch: telling({ conditions: bundle(TELLING, { ...TELLING, id: 'x', code: 'HERE' }) }) }),
    ],
    [
      'the entries of a Bundle',
      hookCall({ prefetch: telling({ observations: { resourceType: 'Bundle', entry: 'HERE' } }) }),
    ],
  ];

  it.each(
    PLACES.flatMap(([place, body]) =>
      [65, 5000].flatMap((depth) => [
        [depth, 'objects', place, filled(body, nested('{"a":', '}', depth))] as const,
        [depth, 'lists', place, filled(body, nested('[', ']', depth))] as const,
        [depth, 'codings', place, filled(body, nested('{"coding":[', ']}', depth))] as const,
      ]),
    ),
  )(
    'CDS Hooks 2.0.1, JSON: %i %s within each other in %s are harmless [28]',
    async (_depth, _kind, _place, body) => {
      expect(await cardsOf(body)).toBe(1);
    },
  );

  function answersAt(depth: number): JsonObject {
    let item: JsonObject = { linkId: 'total', answer: [{ valueInteger: 3 }] };
    for (let level = 0; level < depth; level += 1) item = { linkId: 'group', item: [item] };
    const response = {
      resourceType: 'QuestionnaireResponse',
      id: 'q',
      status: 'completed',
      questionnaire: QUESTIONNAIRE,
      authored: '2026-03-01',
      subject: SUBJECT,
      item: [item],
    };
    return hookCall({ prefetch: prefetch({ questionnaireResponses: bundle(response) }) });
  }

  it.each([
    [0, 1],
    [64, 1],
    [65, 0],
    [1000, 0],
  ])(
    'CDS Hooks 2.0.1, Prefetch: an answer %i groups down is read, or is beyond the limit of 64 [28]',
    async (depth, cards) => {
      expect(await cardsOf(JSON.stringify(answersAt(depth)))).toBe(cards);
    },
  );
});
