import { composeCards } from '../../src/cards/compose-cards.js';
import { MAX_WORDS } from '../../src/model/card-limits.js';
import type { Content } from '../../src/model/content.js';
import { firstClient } from '../../src/model/first-client.js';
import type { Offers } from '../../src/model/offers.js';
import { NO_OFFERS } from '../../src/model/offers.js';
import type { Card } from '../../src/protocol/cds-card.js';
import { offersFor } from '../../src/pipeline/offers-for.js';
import { DECISIONS, LANGUAGES, named, wordsOf } from '../support/every-decision.js';
import type { Show } from '../support/every-decision.js';
import { SUBJECT } from '../support/proposed.js';
import { shippedContent } from '../support/shipped-content.js';

/** A Tuesday, noon in Chicago. */
const NOON = Date.parse('2026-11-24T18:00:00Z');
const ADULT = {
  age: { from: 30, to: 30 },
  person: { gender: 'woman', language: undefined },
  department: undefined,
} as const;
const SHOW: Show = {
  kind: 'show',
  pathway: 'private-conversation',
  wording: 'any',
  indicator: 'info',
  interpreter: false,
  remote: false,
  approach: 'conversation',
  circumstance: undefined,
  noContact: false,
  families: [],
};

function cardOf(content: Content, offers: Offers, decision: Show = SHOW): Card {
  const [card] = composeCards(decision, SUBJECT, content, firstClient(content.site), () => 'u', offers);
  if (card === undefined) throw new Error('no card');
  return card;
}
const textAt = (content: Content, when: string): string => {
  const at = Date.parse(when);
  return cardOf(content, offersFor(SHOW, ADULT, content, at)).detail;
};

describe('Local services on a card (issue: two by neutral name, hours, how to hand over)', () => {
  let content: Content;
  beforeAll(async () => {
    content = await shippedContent();
  });

  it('names the best two, with hours by the clock of the facility and the way to them', () => {
    expect(textAt(content, '2026-11-24T18:00:00Z')).toContain(
      '\n\nLocal options: Example Care Team (open until 18:00, call together); Example Work Desk (open until 19:00, refer).',
    );
    expect(textAt(content, '2026-11-25T02:00:00Z')).toContain(
      'Example Care Team (opens 08:00, call together)',
    );
    // Friday night: what opens later than in a day is said with its weekday.
    expect(textAt(content, '2026-11-28T03:00:00Z')).toContain(
      'Example Care Team (opens Mon 08:00, call together)',
    );
    // Closed on the holiday of its own list.
    expect(textAt(content, '2026-12-25T18:00:00Z')).toContain('Example Care Team (opens Mon 08:00');
  });
  it('stays within its words and five bullets, and gives way to everything else', () => {
    for (const decision of DECISIONS) {
      const plain = cardOf(content, { ...offersFor(decision, ADULT, content, NOON), services: [] }, decision);
      const { detail } = cardOf(content, offersFor(decision, ADULT, content, NOON), decision);
      expect(detail.startsWith(plain.detail)).toBe(true);
      if (wordsOf(detail) > MAX_WORDS) throw new Error(named(decision));
    }
  });
  it('shows them in most cards, in every language', async () => {
    for (const language of LANGUAGES) {
      const spoken = await shippedContent({ language });
      const usual = DECISIONS.filter(
        ({ circumstance, interpreter }) => circumstance === undefined && !interpreter,
      );
      const [before = ''] = spoken.speech.get(language)?.wording.servicesLine.split('{services}') ?? [];
      const silent = usual.filter((decision) => {
        const offers = offersFor(decision, ADULT, spoken, NOON);
        return offers.services.length > 0 && !cardOf(spoken, offers, decision).detail.includes(before);
      });
      expect(silent.map(named)).toStrictEqual([]);
    }
  });
  it('shows none in company: somebody else is reading', () => {
    const offers = offersFor(SHOW, ADULT, content, NOON);
    const { detail, links } = cardOf(content, offers, { ...SHOW, circumstance: 'time-alone-not-possible' });
    expect(detail).not.toContain('Local options');
    expect(links).toBeUndefined();
  });
  it('links to a page only where neither its address nor its title says more', () => {
    expect(cardOf(content, offersFor(SHOW, ADULT, content, NOON)).links).toStrictEqual([
      { label: 'Example Care Team', url: 'https://example.org/care-team', type: 'absolute' },
    ]);
  });
  it('never names what police run', () => {
    const all = DECISIONS.flatMap((decision) => offersFor(decision, ADULT, content, NOON).services);
    expect(all.map(({ name }) => name)).not.toContain('Example City Police, liaison unit (invented)');
  });
  it('takes whom a service is for into account, and says nothing of why', () => {
    const offered = (
      who: typeof ADULT | object,
      pathway: Show['pathway'] = 'private-conversation',
    ): readonly string[] =>
      offersFor({ ...SHOW, pathway }, { ...ADULT, ...who }, content, NOON).services.map(({ name }) => name);
    expect(offered({ age: { from: 15, to: 15 } })).toStrictEqual(['Example Youth Team']);
    expect(offered({ age: { from: 15, to: 15 } }, 'child-protection')).toStrictEqual(['Example Youth Team']);
    expect(offered({}, 'continuity')).toStrictEqual([
      'Example Care Team',
      'Example Work Desk',
      'Example Follow-up Clinic',
    ]);
  });
  it('escapes a name: it is somebody else’s text', () => {
    const offers: Offers = {
      ...NO_OFFERS,
      services: [
        { name: '[x](https://a.example)', opening: { kind: 'always' }, intake: undefined, link: undefined },
      ],
    };
    expect(cardOf(content, offers).detail).not.toMatch(/\[x\]\(|https:\/\//);
  });
  it('shows no support line that is overdue, and no service either', async () => {
    const { directory } = content.site;
    const dated = await shippedContent({ directory: { ...directory, records: [] } });
    expect(textAt(dated, '2027-01-30T12:00:00Z')).toContain('1-888-373-7888, 24 hours, every day');
    expect(textAt(dated, '2027-01-31T12:00:00Z')).not.toContain('1-888-373-7888');
    const real = await shippedContent({
      directory: {
        records: [],
        services: directory.services.map((one) => ({ ...one, verification: { verifiedOn: '2026-03-01' } })),
      },
    });
    expect(textAt(real, '2027-03-01T18:00:00Z')).toContain('Example Care Team');
    expect(textAt(real, '2027-03-02T18:00:00Z')).not.toContain('Example');
  });
  it('is worked out once for a need and a minute', () => {
    const first = offersFor(SHOW, ADULT, content, NOON);
    expect(offersFor(SHOW, ADULT, content, NOON + 59_999)).toBe(first);
    expect(offersFor(SHOW, ADULT, content, NOON + 60_000)).not.toBe(first);
  });
});
