import type { CallRecord, DayCount } from '../../src/ledger/ledger.js';
import { AGE_BANDS } from '../../src/model/age-band.js';
import type { AgeBand } from '../../src/model/age-band.js';
import { AT, AT_HOUR, DAY, HOUR, MINUTE } from '../support/ledger-cards.js';
import type { OpenLedger } from './behaviour.js';

const CALL: CallRecord = {
  hook: 'encounter-start',
  department: 'ed',
  revision: 'counts',
  tier: 2,
  outcome: 'shown',
  ageBand: '18-24',
  at: AT,
};

/** Counts, tokens and overrides (issue 4, sections 1 to 3). */
export function countsBehaviour(open: OpenLedger): void {
  describe('counts per hour', () => {
    it('add up what is alike and keep apart what is not', async () => {
      const { ledger } = open();
      const calls: readonly Partial<CallRecord>[] = [
        {},
        { at: AT + 39 * MINUTE },
        { ageBand: undefined },
        { at: AT + 40 * MINUTE },
        { department: undefined },
        { tier: undefined, outcome: 'not-a-clinician' },
        { outcome: 'cooldown' },
        { hook: 'patient-view' },
      ];
      for (const call of calls) ledger.count({ ...CALL, ...call });
      const row = {
        hour: AT_HOUR,
        hook: 'encounter-start',
        department: 'ed',
        revision: 'counts',
        tier: 2,
        outcome: 'shown',
        count: 1,
      };
      const rows = (await ledger.counters(AT_HOUR, AT_HOUR + 2 * HOUR)).filter(
        ({ revision }) => revision === 'counts',
      );
      expect(rows).toHaveLength(6);
      for (const expected of [
        { ...row, count: 3 },
        { ...row, hour: AT_HOUR + HOUR },
        { ...row, department: undefined },
        { ...row, tier: undefined, outcome: 'not-a-clinician' },
        { ...row, outcome: 'cooldown' },
        { ...row, hook: 'patient-view' },
      ])
        expect(rows).toContainEqual(expected);
    });

    it.each([
      ['the first hour', AT_HOUR, AT_HOUR + 1, 1],
      ['not the hour at the end', AT_HOUR - HOUR, AT_HOUR, 0],
      ['not an hour that began before', AT_HOUR + 1, AT_HOUR + HOUR, 0],
    ])('are read by when their hour begins: %s', async (_, from, to, found) => {
      const { ledger } = open();
      ledger.count({ ...CALL, revision: 'range' });
      const rows = (await ledger.counters(from, to)).filter(({ revision }) => revision === 'range');
      expect(rows).toHaveLength(found);
    });
  });

  describe('counts per day by age (response brief 6.3: cells of 1 to 10 are not shown)', () => {
    let days = 0;
    const countsOf = async (
      calls: readonly (readonly [AgeBand | undefined, number])[],
    ): Promise<readonly Omit<DayCount, 'day' | 'outcome'>[]> => {
      const { ledger } = open();
      days += 1;
      const at = AT + days * 10 * DAY;
      for (const [ageBand, count] of calls)
        for (let call = 0; call < count; call += 1) ledger.count({ ...CALL, ageBand, at });
      const from = Math.floor(at / DAY) * DAY;
      const cells = await ledger.dayCounts(from, from + DAY);
      expect(cells.every(({ day, outcome }) => day === from && outcome === 'shown')).toBe(true);
      return cells.map(({ ageBand, count }) => ({ ageBand, count }));
    };
    const HIDDEN = 'suppressed';

    it('11 is shown, and 10 is not', async () => {
      expect(
        await countsOf([
          ['18-24', 11],
          ['25-44', 10],
          ['45-64', 5],
        ]),
      ).toStrictEqual([
        { ageBand: '18-24', count: 11 },
        { ageBand: '25-44', count: HIDDEN },
        { ageBand: '45-64', count: HIDDEN },
      ]);
    });

    it('one that is hidden takes the last large one with it: the sum of the day is known', async () => {
      expect(
        await countsOf([
          ['0-12', 40],
          ['13-17', 1],
          ['18-24', 30],
          [undefined, 50],
        ]),
      ).toStrictEqual([
        { ageBand: '0-12', count: 40 },
        { ageBand: '13-17', count: HIDDEN },
        { ageBand: '18-24', count: 30 },
        { ageBand: undefined, count: HIDDEN },
      ]);
    });

    it('one that is alone takes all those with it that nobody was in', async () => {
      const bands = [...AGE_BANDS, undefined];
      expect(await countsOf([['65-and-over', 3]])).toStrictEqual(
        bands.map((ageBand) => ({ ageBand, count: HIDDEN })),
      );
    });

    it('nothing is hidden where every number is large', async () => {
      expect(
        await countsOf([
          ['0-12', 11],
          [undefined, 12],
        ]),
      ).toStrictEqual([
        { ageBand: '0-12', count: 11 },
        { ageBand: undefined, count: 12 },
      ]);
    });
  });

  describe('tokens (cds-hooks.md 1.12 [69])', () => {
    it('are fresh once, per issuer', async () => {
      const { ledger } = open();
      const end = AT + HOUR;
      expect(await ledger.claimToken('https://one.example', 'j1', end)).toBe('fresh');
      expect(await ledger.claimToken('https://one.example', 'j1', end)).toBe('replayed');
      expect(await ledger.claimToken('https://two.example', 'j1', end)).toBe('fresh');
      expect(await ledger.claimToken('https://one.example', 'j2', end)).toBe('fresh');
    });

    it('one of many at once is fresh', async () => {
      const { ledger } = open();
      const claims = Array.from({ length: 20 }, () =>
        ledger.claimToken('https://one.example', 'j3', AT + HOUR),
      );
      expect((await Promise.all(claims)).filter((claim) => claim === 'fresh')).toHaveLength(1);
    });

    it.each([
      ['until it has expired and clocks may differ no more', 5 * MINUTE - 1, 'replayed'],
      ['and then not, since its age refuses it', 5 * MINUTE, 'fresh'],
    ])('are remembered %s', async (_, after, claim) => {
      const { ledger, clock, expire } = open();
      await ledger.claimToken('https://three.example', String(after), AT + HOUR);
      clock.at = AT + HOUR + after;
      await expire(clock.at);
      expect(await ledger.claimToken('https://three.example', String(after), AT + HOUR)).toBe(claim);
      clock.at = AT;
    });
  });

  describe('overrides of operators (issue 4, section 2)', () => {
    it('hold by department and for the site, the last one said, until they are cleared', async () => {
      const { ledger } = open();
      const override = { department: 'ed', mode: 'off', since: AT, by: 'Jo', reason: 'training' } as const;
      const site = { ...override, department: undefined, mode: 'suspended' } as const;
      await ledger.setOverride({ kind: 'set', ...override, mode: 'shadow' });
      await ledger.setOverride({ kind: 'set', ...override });
      await ledger.setOverride({ kind: 'set', ...site });
      const held = await ledger.overrides();
      expect(held).toHaveLength(2);
      expect(held).toContainEqual(override);
      expect(held).toContainEqual(site);
      const clear = { kind: 'clear', at: AT, by: 'Jo', reason: 'over' } as const;
      await ledger.setOverride({ ...clear, department: undefined });
      expect(await ledger.overrides()).toStrictEqual([override]);
      await ledger.setOverride({ ...clear, department: 'ed' });
      await ledger.setOverride({ ...clear, department: 'never set' });
      expect(await ledger.overrides()).toStrictEqual([]);
    });
  });
}
