import request from 'supertest';
import { OUR_ERROR, readError } from '../support/web-expect.js';
import { hookCall } from '../support/web-charts.js';
import { callService, pathOf, SERVICE, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

beforeEach(() => {
  haven.feedback.length = 0;
});

afterAll(() => haven.close());

const PATH = `${pathOf('patient-view')}/feedback`;
const AT = '2026-03-10T15:04:05Z';
const REASONS = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';
const accepted = {
  card: 'f6b95768-b1c8-40a0-8385-bf3504b82ffb',
  outcome: 'accepted',
  acceptedSuggestions: [{ id: 'c5fbb0f4-8d2a-4f6b-9d26-5e3d5d4a4b11' }],
  outcomeTimestamp: AT,
};
const overridden = {
  card: 'f6b95768-b1c8-40a0-8385-bf3504b82ffc',
  outcome: 'overridden',
  overrideReason: { reason: { system: REASONS, code: 'patient-refuses', display: 'Patient declined' } },
  outcomeTimestamp: AT,
};

function give(body: unknown, path = PATH): request.Test {
  return request(haven.url).post(path).set('content-type', 'application/json').send(JSON.stringify(body));
}

describe('CDS Hooks 2.0.1, Feedback: what is taken', () => {
  it.each([
    ['one card, accepted', { feedback: [accepted] }, 1],
    ['one card, overridden', { feedback: [overridden] }, 1],
    ['two cards in one POST', { feedback: [accepted, overridden] }, 2],
    ['the same card twice', { feedback: [overridden, overridden] }, 2],
    [
      'the same card, ignored and then accepted',
      { feedback: [overridden, { ...accepted, card: overridden.card }] },
      2,
    ],
    ['no card at all', { feedback: [] }, 0],
    [
      'a card that we know nothing of, with an id that is no UUID',
      { feedback: [{ ...accepted, card: '1234|5678' }] },
      1,
    ],
    ['an item without wrapper', overridden, 1],
    ['an accepted card without acceptedSuggestions', { feedback: [{ card: 'c', outcome: 'accepted' }] }, 1],
    [
      'a reason without system',
      { feedback: [{ ...overridden, overrideReason: { reason: { code: 'limited-time' } } }] },
      1,
    ],
    [
      'a bare coding as reason',
      { feedback: [{ ...overridden, overrideReason: { code: 'limited-time' } }] },
      1,
    ],
    ['only a comment', { feedback: [{ ...overridden, overrideReason: { userComment: 'no' } }] }, 1],
    ['no reason', { feedback: [{ card: 'c', outcome: 'overridden' }] }, 1],
    [
      'unknown members and an extension',
      { feedback: [{ ...accepted, extension: { a: 1 }, other: null }], x: 1 },
      1,
    ],
    ['a reason that is null', { feedback: [{ ...overridden, overrideReason: null }] }, 1],
    ['suggestions that are null', { feedback: [{ ...accepted, acceptedSuggestions: null }] }, 1],
    ['a time that is null', { feedback: [{ ...accepted, outcomeTimestamp: null }] }, 1],
    ['a time that is a number', { feedback: [{ ...accepted, outcomeTimestamp: 1_773_154_000 }] }, 1],
  ])('CDS Hooks 2.0.1, Feedback: %s is a 200 without a body [58, 59, 60]', async (_, body, count) => {
    const answer = await give(body);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
    expect(haven.feedback.flatMap(({ items }) => items)).toHaveLength(count);
  });

  it.each([
    [
      'a coding',
      { overrideReason: { reason: { system: REASONS, code: 'patient-refuses' } } },
      'patient-refuses',
    ],
    ['a coding without system', { overrideReason: { reason: { code: 'limited-time' } } }, 'limited-time'],
    ['a bare coding', { overrideReason: { code: 'limited-time' } }, 'limited-time'],
    ['a plural', { overrideReasons: { reason: { code: 'limited-time' } } }, 'limited-time'],
    ['a plural that is a list', { overrideReasons: [{ reason: { code: 'limited-time' } }] }, 'limited-time'],
    [
      'a plural with the reason in an extension',
      {
        overrideReasons: [
          { extension: { 'com.epic.cdshooks.feedback.overrideReason.reasonCategory': 'Declined' } },
        ],
      },
      'Declined',
    ],
    [
      'a plural of which the second says why',
      { overrideReasons: [{ userComment: 'no' }, { reason: { code: 'limited-time' } }] },
      'limited-time',
    ],
    [
      'an empty singular beside a plural with a code',
      { overrideReason: {}, overrideReasons: [{ reason: { code: 'limited-time' } }] },
      'limited-time',
    ],
    [
      'a singular with a comment alone beside a plural with a code',
      { overrideReason: { userComment: 'no' }, overrideReasons: { reason: { code: 'limited-time' } } },
      'limited-time',
    ],
    [
      'a singular and a plural that differ: the one of the specification',
      { overrideReason: { code: 'patient-refuses' }, overrideReasons: { code: 'limited-time' } },
      'patient-refuses',
    ],
    ['nothing', {}, undefined],
    ['a comment alone', { overrideReason: { userComment: 'no' } }, undefined],
    ['a text', { overrideReason: 'limited-time' }, undefined],
  ])('CDS Hooks 2.0.1, Feedback, overrideReason: %s [58, 59]', async (_, more, reason) => {
    const answer = await give({ feedback: [{ card: 'c', outcome: 'overridden', ...more }] });
    expect(answer.status).toBe(200);
    expect(haven.feedback[0]?.items[0]?.reason).toBe(reason);
  });

  it.each(['urn:uuid:', 'URN:UUID:'])(
    'CDS Hooks 2.0.1, Feedback: a card named as FHIR names a UUID, with %s, is that card [58]',
    async (prefix) => {
      await give({ feedback: [{ ...accepted, card: `${prefix}${accepted.card}` }] });
      expect(haven.feedback[0]?.items[0]?.card).toBe(accepted.card);
    },
  );

  it('CDS Hooks 2.0.1, Feedback: it is kept for its service with card, outcome, suggestions and time [58]', async () => {
    await give({ feedback: [accepted] }, `${pathOf('encounter-start')}/feedback`);
    expect(haven.feedback).toStrictEqual([
      {
        service: SERVICE['encounter-start'],
        items: [
          {
            card: accepted.card,
            outcome: 'accepted',
            acceptedSuggestions: [accepted.acceptedSuggestions[0]?.id],
            reason: undefined,
            at: AT,
          },
        ],
      },
    ]);
  });

  it('CDS Hooks 2.0.1, Feedback: cards that we know nothing of are counted, each report once [58, 59]', async () => {
    const counting = await startHaven();
    await request(counting.url)
      .post(PATH)
      .send({ feedback: [accepted, overridden, overridden] });
    await request(counting.url)
      .post(PATH)
      .send({ feedback: [accepted] });
    expect(await counting.counts()).toMatchObject([{ outcome: 'unknown-card', count: 2 }]);
    await counting.close();
  });

  it('CDS Hooks 2.0.1, Feedback: the ids of a card can be given back [57]', async () => {
    const { body } = await callService(haven, hookCall());
    const [card] = body.cards;
    await give({
      feedback: [
        { card: card.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: card.suggestions[0].uuid }] },
      ],
    });
    expect(haven.feedback[0]?.items[0]).toMatchObject({
      card: card.uuid,
      acceptedSuggestions: [card.suggestions[0].uuid],
    });
  });
});

describe('CDS Hooks 2.0.1, Feedback: what is refused', () => {
  it.each([
    ['a list', [accepted]],
    ['a text', 'accepted'],
    ['a number', 1],
    ['null', null],
    ['an empty object', {}],
    ['feedback that is no list', { feedback: accepted }],
    ['feedback that is null', { feedback: null }],
    ['an item that is a text', { feedback: ['accepted'] }],
    ['an item that is null', { feedback: [null] }],
    ['an item without card', { feedback: [{ outcome: 'accepted' }] }],
    ['an empty card', { feedback: [{ card: '', outcome: 'accepted' }] }],
    ['a card that is a number', { feedback: [{ card: 7, outcome: 'accepted' }] }],
    ['no outcome', { feedback: [{ card: 'c' }] }],
    ['an unknown outcome', { feedback: [{ card: 'c', outcome: 'ignored' }] }],
    ['an outcome in another case', { feedback: [{ card: 'c', outcome: 'Accepted' }] }],
    ['one bad item among good ones', { feedback: [accepted, { card: 'c', outcome: 'maybe' }] }],
  ])('CDS Hooks 2.0.1, Feedback: %s is a 400, and nothing of it is kept [59]', async (_, body) => {
    const answer = await give(body);
    expect(answer.status).toBe(400);
    expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
    expect(haven.feedback).toStrictEqual([]);
  });

  it.each(['other', '__proto__', 'constructor', SERVICE['patient-view'].toUpperCase()])(
    'CDS Hooks 2.0.1, Feedback: the service %s is a 404 [60]',
    async (service) => {
      const answer = await give({ feedback: [accepted] }, `/cds-services/${service}/feedback`);
      expect(answer.status).toBe(404);
      expect(readError(answer.text)).toStrictEqual(OUR_ERROR);
      expect(haven.feedback).toStrictEqual([]);
    },
  );
});

describe('CDS Hooks 2.0.1, Feedback: a comment is free text', () => {
  it.each([
    ['in a reason', { overrideReason: { reason: { code: 'limited-time' }, userComment: 'zq7marker' } }],
    ['in a plural', { overrideReasons: [{ userComment: 'zq7marker' }] }],
    ['of an accepted card', { outcome: 'accepted', overrideReason: { userComment: 'zq7marker' } }],
    ['in a refused item', { outcome: 'zq7marker', overrideReason: { userComment: 'zq7marker' } }],
    [
      'in the display of a reason',
      { overrideReason: { reason: { code: 'limited-time', display: 'zq7marker' } } },
    ],
  ])(
    'CDS Hooks 2.0.1, Feedback, userComment: %s is neither logged nor counted nor kept [62]',
    async (_, more) => {
      const answer = await give({ feedback: [{ card: 'c', outcome: 'overridden', ...more }] });
      expect(answer.text).not.toContain('zq7marker');
      expect(haven.logText()).not.toContain('zq7marker');
      expect(JSON.stringify(await haven.counts())).not.toContain('zq7marker');
    },
  );
});
