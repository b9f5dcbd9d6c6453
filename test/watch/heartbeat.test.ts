import type { Content } from '../../src/model/content.js';
import type { Cue } from '../../src/model/cue.js';
import { beatHeart } from '../../src/pipeline/beat-heart.js';
import { heartbeatCall } from '../../src/watch/heartbeat-call.js';
import { shippedContent } from '../support/shipped-content.js';

const NOW = Date.UTC(2026, 10, 30, 12, 20);
const FOUR_HUNDRED_DAYS = 400 * 86_400_000;

let content: Content;
beforeAll(async () => {
  content = await shippedContent();
});

function withCues(change: (cue: Cue) => Partial<Cue>): Content {
  return { ...content, cues: content.cues.map((cue) => ({ ...cue, ...change(cue) })) };
}

describe('heartbeatCall: a patient made from the content that serves', () => {
  it('carries a code of the first documented cue that a code alone can meet', () => {
    const heartbeat = heartbeatCall(content, NOW);
    const cue = content.cues.find(({ id }) => id === heartbeat?.cue);
    expect(cue).toMatchObject({ family: 'documented', state: 'on' });
    expect(JSON.stringify(heartbeat?.speaks.prefetch.get('conditions'))).toMatch(/"code":"[A-Z0-9]+"/);
    expect(heartbeat?.quiet.prefetch.get('conditions')).toBeNull();
  });

  it('takes the next cue where the site switches the first off', () => {
    const first = heartbeatCall(content, NOW)?.cue;
    const next = heartbeatCall(
      withCues((cue) => (cue.id === first ? { state: 'off' } : {})),
      NOW,
    )?.cue;
    expect(next).toBeDefined();
    expect(next).not.toBe(first);
  });

  it('is of nobody: an id that no record has, no server to read, no encounter', () => {
    const speaks = heartbeatCall(content, NOW)?.speaks;
    expect(speaks).toMatchObject({ patientId: 'heartbeat', fhir: undefined, encounterId: undefined });
  });
});

describe('beatHeart: through the line, every minute (response.md 7.1)', () => {
  it.each([0, FOUR_HUNDRED_DAYS])('is well with the shipped content, %d ms from now too', async (later) => {
    await expect(beatHeart(content, NOW + later)).resolves.toBeUndefined();
  });

  it.each(['universal-education', 'conversation', 'structured-screen'] as const)(
    'is well at a site whose pathway is %s',
    async (approach) => {
      await expect(beatHeart(await shippedContent({ approach }), NOW)).resolves.toBeUndefined();
    },
  );

  it.each(['off', 'shadow'] as const)(
    'goes on at a site that is %s: what is not shown must still work',
    async (mode) => {
      await expect(beatHeart(await shippedContent({ mode }), NOW)).resolves.toBeUndefined();
    },
  );

  it('notices a cue that no longer fires', async () => {
    const broken = withCues((cue) => (cue.family === 'documented' ? { reads: [] } : {}));
    const unread: Content = { ...broken, cuesBySet: new Map() };
    await expect(beatHeart(unread, NOW)).resolves.toBe('silent');
  });

  it('notices a card that can no longer be composed', async () => {
    const speech = new Map(
      [...content.speech].map(([language, said]) => {
        const cards = { ...said.wording.cards, 'private-conversation': {} };
        return [language, { ...said, wording: { ...said.wording, cards } }];
      }),
    );
    const mute: Content = { ...content, speech };
    await expect(beatHeart(mute, NOW)).resolves.toBe('silent');
  });

  it('notices content that speaks of a patient with nothing on record', async () => {
    // A rule of registration that holds for everyone, under a cue that decides by itself.
    const registration = { unknownNames: [], identitySystems: ['urn:example:identity'] };
    const site = await shippedContent({ registration });
    const touched = site.cues.findIndex(({ id }) => id === 'HTC-02');
    const cues = site.cues.map((cue) =>
      cue.id === 'HTC-02' ? { ...cue, when: { kind: 'unidentified' } as const } : cue,
    );
    await expect(beatHeart({ ...site, cues, cuesByRegistration: [touched] }, NOW)).resolves.toBe('unasked');
  });

  it('says so where no patient can be made', async () => {
    await expect(
      beatHeart(
        withCues(() => ({ state: 'off' })),
        NOW,
      ),
    ).resolves.toBe('no-patient');
  });
});
