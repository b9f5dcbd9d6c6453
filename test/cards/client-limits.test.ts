import { composeCards } from '../../src/cards/compose-cards.js';
import { fitCard } from '../../src/cards/fit-card.js';
import { fitSteps } from '../../src/cards/fit-steps.js';
import type { ClientProfile, OutputLimits } from '../../src/model/client-profile.js';
import type { Content } from '../../src/model/content.js';
import { NO_OFFERS } from '../../src/model/offers.js';
import { firstClient } from '../../src/model/first-client.js';
import type { WordedStep } from '../../src/model/word-card.js';
import type { Card } from '../../src/protocol/cds-card.js';
import { cardOf, DECISIONS, linesOf, named, wordsOf } from '../support/every-decision.js';
import type { Show } from '../support/every-decision.js';
import { ordersIn, SUBJECT } from '../support/proposed.js';
import { clientWith, shippedContent, speechIn } from '../support/shipped-content.js';

const SHOW = DECISIONS.find(
  ({ pathway, circumstance, approach }) =>
    pathway === 'private-conversation' && circumstance === undefined && approach === 'conversation',
) as Show;

async function contentFor(output: Partial<OutputLimits>): Promise<Content> {
  const usual = firstClient((await shippedContent()).site).output;
  return shippedContent(await clientWith({ output: { ...usual, ...output } }));
}

describe('what a client cannot use is left out (checklist 46, 4.1, 4.2)', () => {
  it('without a type that suggestions may create there are none, and no selectionBehavior', async () => {
    const card = cardOf(SHOW, await contentFor({ resourceTypes: [] }));
    expect(card).not.toHaveProperty('suggestions');
    expect(card).not.toHaveProperty('selectionBehavior');
    expect(card.summary).toBe(cardOf(SHOW, await contentFor({})).summary);
  });

  it('an order without a code of a system that the client takes is not suggested', async () => {
    const systems = { codeSystems: ['urn:list'] };
    expect(cardOf(SHOW, await contentFor(systems))).not.toHaveProperty('suggestions');
    const orders = { 'social-work': { system: 'urn:list', code: '1' } };
    const content = await contentFor(systems);
    const client = { ...firstClient(content.site), orders };
    const [card] = composeCards(
      SHOW,
      SUBJECT,
      { ...content, site: { ...content.site, clients: [client] } },
      client,
      () => 'u',
      NO_OFFERS,
    );
    expect(ordersIn(card?.suggestions).map(({ code }) => code.coding?.[0])).toEqual([
      { system: 'urn:list', code: '1' },
    ]);
  });

  const CARD: Card = {
    uuid: 'u',
    summary: 's',
    detail: 'd',
    indicator: 'info',
    source: { label: 'l', topic: { system: 't', code: 'c' } },
    overrideReasons: [],
  };
  const LIMITS: OutputLimits = {
    selectionBehavior: 'any',
    actionsPerSuggestion: 1,
    appContext: true,
    resourceTypes: ['ServiceRequest'],
    codeSystems: undefined,
    detail: { words: 80, bullets: 5 },
  };

  it('a suggestion with one action too many goes as a whole: its actions belong together (Suggestion)', async () => {
    const [one] = cardOf(SHOW, await shippedContent()).suggestions ?? [];
    if (one === undefined) throw new Error('no suggestion');
    const two = { ...one, uuid: 'two', actions: [...one.actions, ...one.actions] };
    const card = { ...CARD, suggestions: [one, two] };
    expect(fitCard(card, LIMITS).suggestions).toEqual([one]);
    expect(fitCard(card, { ...LIMITS, actionsPerSuggestion: 2 }).suggestions).toEqual([one, two]);
  });

  it('an app is launched without appContext where the client does not know it', () => {
    const link = { label: 'l', url: 'https://app.example', type: 'smart', appContext: '{}' } as const;
    expect(fitCard({ ...CARD, links: [link] }, LIMITS).links).toEqual([link]);
    expect(fitCard({ ...CARD, links: [link] }, { ...LIMITS, appContext: false }).links).toEqual([
      { label: 'l', url: 'https://app.example', type: 'smart' },
    ]);
    expect(fitCard(CARD, LIMITS)).toEqual(CARD);
  });
});

describe('a shorter detail has fewer steps, never a cut one (response brief 1.8)', () => {
  const STEPS: readonly WordedStep[] = ['privacy', 'limits', 'share', 'ask', 'respond'].map((step) => ({
    step: step as WordedStep['step'],
    text: `${step} ${'word '.repeat(9).trim()}`,
  }));
  const kept = (words: number, bullets = 5): readonly string[] =>
    fitSteps(STEPS, 'tail of four words', { words, bullets }).map(({ step }) => step);

  it('keeps all where they fit, and not one word more', () => {
    expect(kept(54)).toEqual(['privacy', 'limits', 'share', 'ask', 'respond']);
    expect(kept(53)).toEqual(['privacy', 'limits', 'ask', 'respond']);
  });
  it('asks nothing without saying the limits first and having an answer', () => {
    expect(kept(43)).toEqual(['privacy', 'limits', 'respond']);
    expect(kept(33)).toEqual(['privacy', 'limits']);
    expect(kept(23)).toEqual(['privacy']);
    expect(kept(1)).toEqual(['privacy']);
    expect(kept(80, 4)).toEqual(['privacy', 'limits', 'ask', 'respond']);
    expect(kept(80, 2)).toEqual(['privacy', 'limits']);
  });

  it.each(['en', 'fr', 'es'] as const)(
    'every card of the narrow panel keeps its limits, in %s',
    async (language) => {
      const detail = { words: 60, bullets: 4 };
      const content = await shippedContent({ language, ...(await clientWith(await narrow(detail))) });
      const usual = await shippedContent({ language });
      const wrong = DECISIONS.filter((decision) => {
        const [card, whole] = [cardOf(decision, content), cardOf(decision, usual)];
        const lines = linesOf(card);
        const areWhole = lines.every((line) => linesOf(whole).includes(line));
        const hasTail = card.detail.split('\n\n').at(-1) === whole.detail.split('\n\n').at(-1);
        return wordsOf(card.detail) > 60 || lines.length > 4 || lines.length < 1 || !areWhole || !hasTail;
      });
      expect(wrong.map(named)).toEqual([]);
    },
  );

  async function narrow(detail: OutputLimits['detail']): Promise<Partial<ClientProfile>> {
    return { output: { ...firstClient((await shippedContent()).site).output, detail } };
  }

  it('reasons are left out where they do not fit', async () => {
    const output = firstClient((await shippedContent()).site).output;
    const tight = { ...output, detail: { words: 60, bullets: 5 } };
    const content = await shippedContent(await clientWith({ disclosure: 'reasons', output: tight }));
    const { reasons } = speechIn(content).wording;
    for (const decision of DECISIONS) {
      const card = cardOf({ ...decision, families: ['control'] }, content);
      const usual = cardOf(decision, content);
      expect([usual.detail, `${usual.detail}\n\n${card.detail.split('\n\n').at(-1)}`]).toContain(card.detail);
      expect(wordsOf(card.detail)).toBeLessThanOrEqual(60);
    }
    expect(
      DECISIONS.some((decision) =>
        cardOf({ ...decision, families: ['control'] }, content).detail.includes(reasons.control),
      ),
    ).toBe(true);
  });
});

describe('each client of a site gets its own card of the same content', () => {
  it('in its language and within its limits, by one compiled content', async () => {
    const [english] = (await clientWith({ id: 'en' })).clients;
    const [french] = (await clientWith({ id: 'fr', language: 'fr' })).clients;
    if (english === undefined || french === undefined) throw new Error('no clients');
    const content = await shippedContent({ clients: [english, french] });
    const sourceFor = (client: ClientProfile): string | undefined =>
      composeCards(SHOW, SUBJECT, content, client, () => 'u', NO_OFFERS)[0]?.source.label;
    expect(sourceFor(english)).toBe('Supportive care prompts');
    expect(sourceFor(french)).not.toBe(sourceFor(english));
    expect(sourceFor(english)).toBe('Supportive care prompts');
  });
});
