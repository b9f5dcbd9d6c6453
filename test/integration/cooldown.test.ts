import type { Ledger } from '../../src/ledger/ledger.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { JsonObject } from '../../src/model/json-value.js';
import { TIMES } from '../support/ledger-cards.js';
import { outboxUnderTest } from '../support/ledger-outbox.js';
import { START, startVoice } from '../support/voice-service.js';
import type { SentCard, VoiceOptions, VoiceService } from '../support/voice-service.js';
import { bundle, CODE, condition, encounter, hookCall, prefetch } from '../support/web-charts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let voice: VoiceService;
afterEach(async () => voice.close());

async function start(options: VoiceOptions = {}): Promise<void> {
  voice = await startVoice(options);
}

/** A call in an encounter of the test's patient, with one condition. */
function callIn(encounterId: string, code: string = CODE.privateConversation): JsonObject {
  return hookCall({
    context: { userId: 'Practitioner/example', patientId: 'p1', encounterId },
    prefetch: prefetch({
      encounter: encounter({ id: encounterId }),
      conditions: bundle(condition(code)),
    }),
  });
}

async function firstCard(encounterId = 'e1'): Promise<SentCard> {
  const [card] = await voice.ask(callIn(encounterId));
  if (card === undefined) throw new Error('no card');
  return card;
}

function override(card: SentCard, code: string | undefined): Promise<void> {
  const reason = code === undefined ? {} : { overrideReason: { reason: { code } } };
  return voice.tell({ card: card.uuid, outcome: 'overridden', ...reason });
}

function accept(card: SentCard): Promise<void> {
  return voice.tell({ card: card.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: 'one' }] });
}

async function isShown(encounterId: string): Promise<boolean> {
  return (await voice.ask(callIn(encounterId))).length === 1;
}

/** Whether the card comes again: in the same encounter, and in one an hour later. */
async function shownAt(ms: number): Promise<readonly [boolean, boolean]> {
  voice.clock.at = START + ms;
  return [await isShown('e1'), await isShown('e2')];
}

describe('A card comes again until somebody has answered it (issue: cooldown)', () => {
  it('for the nurse after the registrar, and each time with a fresh uuid', async () => {
    await start();
    const cards = [
      await firstCard(),
      await firstCard(),
      await firstCard(),
      await firstCard(),
      await firstCard(),
    ];
    expect(new Set(cards.map(({ uuid }) => uuid)).size).toBe(5);
    expect(voice.lines.at(-1)).toMatchObject({ outcome: 'shown' });
  });
  it('three times in an encounter for a client that cannot report outcomes, and again in the next', async () => {
    await start({ client: { reportsOutcomes: false } });
    const shown = [await isShown('e1'), await isShown('e1'), await isShown('e1'), await isShown('e1')];
    expect(shown).toStrictEqual([true, true, true, false]);
    expect(voice.lines.at(-1)).toMatchObject({ outcome: 'often', tier: 3 });
    expect(await isShown('e2')).toBe(true);
  });
  it('three times also where many of its calls come at once, and the ledger is slow', async () => {
    const ledger = memoryLedger({ now: () => START });
    const issue: typeof ledger.issue = async (card) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return ledger.issue(card);
    };
    await start({ client: { reportsOutcomes: false }, ledger: { ...ledger, issue } });
    const asked = await Promise.all(Array.from({ length: 8 }, () => isShown('e1')));
    expect(asked.filter(Boolean)).toHaveLength(3);
    expect(await isShown('e2')).toBe(true);
  });
  it('to a client that cannot report outcomes too, where evidence of a higher tier is new', async () => {
    await start({ client: { reportsOutcomes: false } });
    const low = callIn('e1', CODE.timeAlone);
    const shown: number[] = [];
    for (let time = 0; time < 4; time += 1) shown.push((await voice.ask(low)).length);
    expect(shown).toStrictEqual([1, 1, 1, 0]);
    expect(await isShown('e1')).toBe(true);
  });
});

describe('An outcome keeps a card quiet (decision 17; the times of the issue)', () => {
  // Whether it comes again in this encounter and in another one: at once, just before the time is over, and at its end.
  it.each([
    ['accepted: offered', 'accepted', 30 * DAY, [false, false], [false, false], [false, true]],
    ['action-completed: done', 'action-completed', 0, [false, true], [false, true], [false, true]],
    ['patient-refuses: declined', 'patient-refuses', 90 * DAY, [false, false], [false, false], [true, true]],
    ['cds-suboptimal-context', 'cds-suboptimal-context', 4 * HOUR, [false, false], [false, false], [true, true]],
    ['limited-time', 'limited-time', 0, [true, true], [true, true], [true, true]],
    ['inappropriate-recipient', 'inappropriate-recipient', 0, [true, true], [true, true], [true, true]],
    ['cds-not-applicable', 'cds-not-applicable', DAY, [false, true], [false, true], [false, true]],
    ['another reason', 'recipient-concerns-outcomes', DAY, [false, true], [false, true], [false, true]],
    ['no reason', undefined, DAY, [false, true], [false, true], [false, true]],
  ] as const)('%s', async (_says, outcome, ms, atOnce, before, after) => {
    await start();
    const card = await firstCard();
    await (outcome === 'accepted' ? accept(card) : override(card, outcome));
    expect(await shownAt(0)).toStrictEqual(atOnce);
    expect(await shownAt(Math.max(0, ms - 1))).toStrictEqual(before);
    expect(await shownAt(ms)).toStrictEqual(after);
  }); // prettier-ignore
  it('takes the site’s own times', async () => {
    await start({ site: { cooldown: { ...TIMES, doneDays: 2, notInPrivateHours: 0 } } });
    await override(await firstCard('e1'), 'cds-suboptimal-context');
    expect(await shownAt(0)).toStrictEqual([true, true]);
    await override(await firstCard('e1'), 'action-completed');
    expect(await shownAt(2 * DAY - 1)).toStrictEqual([false, false]);
    expect(await shownAt(2 * DAY)).toStrictEqual([false, true]);
  });
  it('from the moment of the outcome, however late its report comes', async () => {
    await start();
    const card = await firstCard();
    voice.clock.at = START + 6 * DAY;
    const outcomeTimestamp = new Date(START).toISOString();
    await voice.tell({ card: card.uuid, outcome: 'accepted', outcomeTimestamp });
    expect((await shownAt(30 * DAY - 1))[1]).toBe(false);
    expect((await shownAt(30 * DAY))[1]).toBe(true);
  });
  it('and no other patient, and no other topic', async () => {
    await start();
    await override(await firstCard(), 'patient-refuses');
    const other = callIn('e1');
    const text = JSON.stringify(other).replaceAll('"p1"', '"p2"').replaceAll('Patient/p1', 'Patient/p2');
    expect(await voice.ask(JSON.parse(text) as JsonObject)).toHaveLength(1);
    expect(await voice.ask(callIn('e1', CODE.timeAlone))).toHaveLength(1);
  });
  it('and no patient of another FHIR server who has the same id', async () => {
    await start();
    const at = (host: string): JsonObject => ({
      ...callIn('e1'),
      fhirServer: `https://${host}.example.org/fhir`,
    });
    const [card] = await voice.ask(at('one'));
    await override(card ?? (await firstCard()), 'patient-refuses');
    expect(await voice.ask(at('one'))).toHaveLength(0);
    expect(await voice.ask(at('two'))).toHaveLength(1);
  });
  it('until new evidence of a higher tier speaks again', async () => {
    await start();
    const [low] = await voice.ask(callIn('e1', CODE.timeAlone));
    await override(low ?? (await firstCard()), 'patient-refuses');
    expect(await voice.ask(callIn('e1', CODE.timeAlone))).toHaveLength(0);
    expect(await voice.ask(callIn('e1', CODE.privateConversation))).toHaveLength(1);
  });
  it('for a day where a call names no encounter (decision 6)', async () => {
    await start();
    const call = hookCall({
      context: { userId: 'Practitioner/example', patientId: 'p1' },
      prefetch: prefetch({ encounter: null, conditions: bundle(condition(CODE.privateConversation)) }),
    });
    const [card] = await voice.ask(call);
    await override(card ?? (await firstCard()), 'cds-not-applicable');
    voice.clock.at = START + DAY - 1;
    expect(await voice.ask(call)).toHaveLength(0);
    voice.clock.at = START + DAY;
    expect(await voice.ask(call)).toHaveLength(1);
  });
  it('in the encounter that the chart shows to be running, where the call names none (decision 6)', async () => {
    await start();
    const call = hookCall({
      context: { userId: 'Practitioner/example', patientId: 'p1' },
      prefetch: prefetch({
        encounter: null,
        encounters: bundle(encounter()),
        conditions: bundle(condition(CODE.privateConversation)),
      }),
    });
    const [card] = await voice.ask(call);
    await override(card ?? (await firstCard()), 'cds-not-applicable');
    expect(await voice.ask(callIn('e1'))).toHaveLength(0);
    expect(await voice.ask(callIn('e2'))).toHaveLength(1);
  });
  it('on no demo site', async () => {
    await start({ site: { demo: true, cooldown: undefined }, client: { reportsOutcomes: false } });
    await override(await firstCard(), 'patient-refuses');
    const shown: boolean[] = [];
    for (let time = 0; time < 5; time += 1) shown.push(await isShown('e1'));
    expect(shown).toStrictEqual([true, true, true, true, true]);
  });
});

describe('The memory serves the bedside (invariant 7)', () => {
  it('is asked only where a card would be shown', async () => {
    let asked = 0;
    const inner = memoryLedger({ now: () => START });
    const issue: Ledger['issue'] = (card) => {
      asked += 1;
      return inner.issue(card);
    };
    await start({ ledger: { ...inner, issue } });
    await voice.ask(callIn('e1', CODE.harmless));
    expect(asked).toBe(0);
    await voice.ask(callIn('e1'));
    expect(asked).toBe(1);
  });
  it('holds nothing back where it cannot tell', async () => {
    const under = await outboxUnderTest(undefined, () => START);
    await start({ ledger: under.ledger });
    await override(await firstCard(), 'patient-refuses');
    expect(await isShown('e1')).toBe(false);
    under.store.weather = 'down';
    expect(await isShown('e1')).toBe(true);
    under.store.weather = 'well';
    await under.ledger.close();
    await under.remove();
  });
  it('has a card before it is answered', async () => {
    const inner = memoryLedger({ now: () => START });
    let isDurable = false;
    const issue: Ledger['issue'] = async (card) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const why = await inner.issue(card);
      isDurable = true;
      return why;
    };
    await start({ ledger: { ...inner, issue } });
    const card = await firstCard();
    expect(isDurable).toBe(true);
    await override(card, 'patient-refuses');
    expect(await isShown('e1')).toBe(false);
  });
});
