import { MAX_SUMMARY } from '../../src/model/card-limits.js';
import type { Card } from '../../src/protocol/cds-card.js';
import { HOOKS } from '../../src/model/hook.js';
import {
  CODE,
  condition,
  GOLDEN,
  hookCall,
  outcome,
  patient,
  prefetch,
  telling,
} from '../support/web-charts.js';
import { findingsFor } from '../support/web-edited-content.js';
import { textsOf, withoutUuids } from '../support/web-json-walk.js';
import { speechIn } from '../support/shipped-content.js';
import { callService, startHaven } from '../support/web-server-under-test.js';

const haven = await startHaven();

afterAll(() => haven.close());

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const REASONS = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

async function cardOf(call: object): Promise<Card> {
  const answer = await callService(haven, call);
  return answer.body.cards[0] as Card;
}

describe('CDS Hooks 2.0.1, CDS Service Response: the envelope', () => {
  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, CDS Service Response: one card and nothing beside it: $name [38, 39]',
    async ({ call }) => {
      const answer = await callService(haven, call);
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.body)).toStrictEqual(['cards']);
      expect(answer.body.cards).toHaveLength(1);
    },
  );

  it.each(HOOKS)(
    'CDS Hooks 2.0.1, CDS Service Response: nothing to say is a 200 with no cards at %s [38]',
    async (hook) => {
      const answer = await callService(haven, hookCall({ prefetch: prefetch() }, hook));
      expect(answer.status).toBe(200);
      expect(answer.body).toStrictEqual({ cards: [] });
    },
  );

  it('CDS Hooks 2.0.1, CDS Service Response: everything at once is still one card [38]', async () => {
    const all = [CODE.privateConversation, CODE.timeAlone, CODE.survivor, CODE.history, CODE.infection];
    const conditions = { resourceType: 'Bundle', entry: all.map((code) => ({ resource: condition(code) })) };
    const answer = await callService(haven, hookCall({ prefetch: prefetch({ conditions }) }));
    expect(answer.body.cards).toHaveLength(1);
  });

  it.each(HOOKS)(
    'CDS Hooks 2.0.1, CDS Service Response: the same call twice is the same answer but for its ids at %s [38, 41]',
    async (hook) => {
      const first = await callService(haven, hookCall({}, hook));
      const second = await callService(haven, hookCall({}, hook));
      expect(first.body.cards).toHaveLength(1);
      expect(withoutUuids(second.body)).toStrictEqual(withoutUuids(first.body));
      expect(second.body).not.toStrictEqual(first.body);
    },
  );
});

describe('CDS Hooks 2.0.1, Card Attributes', () => {
  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Card Attributes: ids are UUIDs of version 4, fresh on card and suggestions: $name [41, 50]',
    async ({ call }) => {
      const cards = [await cardOf(call), await cardOf(call)];
      const uuids = cards.flatMap(({ uuid, suggestions }) =>
        [uuid].concat((suggestions ?? []).map((item) => item.uuid)),
      );
      expect(uuids.length).toBeGreaterThan(2);
      expect(uuids.filter((uuid) => !UUID_4.test(uuid))).toStrictEqual([]);
      expect(new Set(uuids).size).toBe(uuids.length);
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Card Attributes: the members, and no other: $name [42, 44, 45, 46, 47, 48]',
    async ({ call, topic }) => {
      const card = await cardOf(call);
      // Links are there where a local service has a page that may be linked.
      expect(
        Object.keys(card)
          .filter((name) => name !== 'links')
          .toSorted(),
      ).toStrictEqual([
        'detail',
        'indicator',
        'overrideReasons',
        'selectionBehavior',
        'source',
        'suggestions',
        'summary',
        'uuid',
      ]);
      expect(card.indicator).toBe('info');
      expect(card.summary.length).toBeLessThan(140);
      expect(card.summary).not.toMatch(/[\n<>*`[\]]/);
      expect(card.source).toStrictEqual({
        label: 'Supportive care prompts',
        topic: { system: 'urn:haven-cds:topic', code: topic },
      });
      expect(card.selectionBehavior).toBe('any');
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Source, topic: alphanumeric and at most 100 characters, as lockouts need it: $name [45]',
    async ({ call }) => {
      const { code } = (await cardOf(call)).source.topic;
      expect(code).toMatch(/^[A-Za-z0-9]{1,100}$/);
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Override Reasons: code, system and display, each code once: $name [47, 49]',
    async ({ call }) => {
      const { overrideReasons } = await cardOf(call);
      expect(overrideReasons.length).toBeGreaterThan(0);
      for (const reason of overrideReasons) {
        expect(reason).toStrictEqual({
          system: REASONS,
          code: expect.stringMatching(/^[a-z-]+$/),
          display: expect.stringMatching(/^\S.*\S$/),
        });
      }
      expect(new Set(overrideReasons.map(({ code }) => code)).size).toBe(overrideReasons.length);
    },
  );

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Card Attributes, detail: Markdown without HTML, links or images: $name [43]',
    async ({ call }) => {
      const { detail } = await cardOf(call);
      expect(detail).toMatch(/^- /);
      expect(detail).not.toMatch(/<|>|\]\(|https?:|!\[/);
    },
  );

  it('CDS Hooks 2.0.1, Card Attributes: a card holds nothing that the record says in words [43]', async () => {
    const marker = '<img src=x onerror=alert(1)> [zq7](javascript:alert(1)) {contact}';
    const who = patient({ name: [{ text: marker, family: marker }], address: [{ text: marker }] });
    const conditions = condition(CODE.privateConversation, {
      note: [{ text: marker }],
      code: {
        text: marker,
        coding: [
          { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: CODE.privateConversation, display: marker },
        ],
      },
    });
    const card = await cardOf(hookCall({ prefetch: prefetch({ patient: who, conditions }) }));
    expect(card.detail).toMatch(/^- /);
    expect(JSON.stringify(card)).not.toMatch(/zq7|onerror|javascript/);
  });
});

describe('CDS Hooks 2.0.1, Card Attributes: every wording that can be shown', () => {
  const WORDINGS = Object.entries(speechIn(haven.content).wording.cards).flatMap(([pathway, variants]) =>
    Object.entries(variants).flatMap(([audience, text]) =>
      [text.summary, text.routineSummary].flatMap((summary) =>
        summary === undefined ? [] : [{ pathway, audience, summary }],
      ),
    ),
  );

  it.each(WORDINGS)(
    'CDS Hooks 2.0.1, summary: fewer than 140 characters: $pathway, $audience [42]',
    ({ summary }) => {
      expect(summary.length).toBeGreaterThan(20);
      expect(summary.length).toBeLessThan(140);
    },
  );

  it.each([
    ['139 characters', 'a'.repeat(139), []],
    ['140 characters', 'a'.repeat(140), ['summary-length']],
    ['138 units of 69 characters beyond the first plane', '\u{1f642}'.repeat(69), []],
    ['140 units of 70 characters beyond the first plane', '\u{1f642}'.repeat(70), ['summary-length']],
  ])('CDS Hooks 2.0.1, summary: content with %s is served or refused [42]', async (_, summary, rules) => {
    expect(MAX_SUMMARY).toBe(139);
    const first = WORDINGS[0]?.summary ?? '';
    expect(await findingsFor('private-conversation/cards/en.yaml', first, summary)).toStrictEqual(rules);
  });
});

describe('A person reading over a shoulder learns nothing', () => {
  const NAMING =
    /traffick|exploit|abus|victim|violen|assault|prostitut|forced|slave|coerc|pimp|smuggl|survivor|suspect|rescue|hotline|perpetrat|sexual|labou?r|runaway|haven\b/i;

  it.each(['forced labor', 'Human Trafficking', 'sexual abuse', 'domestic violence'])(
    'CDS Hooks 2.0.1, Card Attributes: the list of this suite finds "%s" [42, 43]',
    (text) => {
      expect(text).toMatch(NAMING);
    },
  );

  it('CDS Hooks 2.0.1, Discovery: no word names exploitation [8]', async () => {
    const services = haven.content.services.map((service) => ({ ...service }));
    const texts = textsOf([services, haven.content.prefetch.map(({ key, template }) => ({ key, template }))]);
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => NAMING.test(text))).toStrictEqual([]);
  });

  it.each(GOLDEN)(
    'CDS Hooks 2.0.1, Card Attributes: no word names exploitation: $name [42, 43, 50, 53]',
    async ({ call }) => {
      const texts = textsOf(await cardOf(call)).filter((text) => text !== 'urn:haven-cds:topic');
      expect(texts.length).toBeGreaterThan(40);
      expect(texts.filter((text) => NAMING.test(text))).toStrictEqual([]);
    },
  );

  it.each([
    ['a 400', hookCall({ hook: 'other' })],
    ['a 400 for another patient', hookCall({ prefetch: telling({ patient: patient({ id: 'p2' }) }) })],
    ['a 412', hookCall({ prefetch: telling({ patient: outcome('error') }) })],
  ])('CDS Hooks 2.0.1, HTTP Status Codes: no word of %s names exploitation [40]', async (_, call) => {
    const answer = await callService(haven, call);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(textsOf(answer.body).filter((text) => NAMING.test(text))).toStrictEqual([]);
  });
});
