import { holdBack } from '../../src/decide/hold-back.js';
import type { HoldBackFrame } from '../../src/decide/hold-back.js';
import type { Recall } from '../../src/model/quiet.js';

const AT = Date.parse('2026-03-10T15:00:00Z');
const TIMES = {
  declinedDays: 90,
  offeredDays: 30,
  doneDays: 0,
  notInPrivateHours: 4,
  timesPerEncounter: 3,
};
const TELLS: HoldBackFrame = { times: TIMES, reportsOutcomes: true, at: AT };
const MUTE: HoldBackFrame = { ...TELLS, reportsOutcomes: false };
const RECALL: Recall = {
  quietUntil: undefined,
  quietInEncounter: false,
  issuedInEncounter: 0,
  tier: 2,
  answeredTier: 2,
};

describe('Whether a card that would be shown is held back (issue: cooldown)', () => {
  it('shows the first card of an encounter', () => {
    expect(holdBack({ ...RECALL, tier: 0, answeredTier: 0 }, 2, TELLS)).toBeUndefined();
    expect(holdBack({ ...RECALL, tier: 0, answeredTier: 0 }, 2, MUTE)).toBeUndefined();
  });
  it.each([1, 3, 50])('shows a card again that was issued %p times and nobody has answered', (issued) => {
    expect(holdBack({ ...RECALL, issuedInEncounter: issued }, 2, TELLS)).toBeUndefined();
  });
  it('holds back in the encounter that an outcome made quiet', () => {
    expect(holdBack({ ...RECALL, quietInEncounter: true }, 2, TELLS)).toBe('cooldown');
  });
  it('holds back to the last millisecond of the time that an outcome keeps quiet', () => {
    expect(holdBack({ ...RECALL, quietUntil: AT + 1 }, 2, TELLS)).toBe('cooldown');
    expect(holdBack({ ...RECALL, quietUntil: AT }, 2, TELLS)).toBeUndefined();
  });
  it('gives a client that cannot report outcomes the same card three times in an encounter', () => {
    expect(holdBack({ ...RECALL, issuedInEncounter: 2 }, 2, MUTE)).toBeUndefined();
    expect(holdBack({ ...RECALL, issuedInEncounter: 3 }, 2, MUTE)).toBe('often');
  });
  it('takes the number of the site', () => {
    const once = { ...MUTE, times: { ...TIMES, timesPerEncounter: 1 } };
    expect(holdBack(RECALL, 2, once)).toBeUndefined();
    expect(holdBack({ ...RECALL, issuedInEncounter: 1 }, 2, once)).toBe('often');
  });
  it.each([{ quietInEncounter: true }, { quietUntil: AT + 1 }])(
    'lets new evidence of a higher tier speak over an answer: %p',
    (more) => {
      const recall = { ...RECALL, ...more };
      expect(holdBack(recall, 2, TELLS)).toBe('cooldown');
      expect(holdBack(recall, 3, TELLS)).toBeUndefined();
      expect(holdBack({ ...recall, tier: 3, answeredTier: 3 }, 3, TELLS)).toBe('cooldown');
      expect(holdBack({ ...recall, tier: 3, answeredTier: 3 }, 2, TELLS)).toBe('cooldown');
    },
  );
  it('shows the card of a higher tier again until somebody answers that one', () => {
    const scrolledPast = { ...RECALL, quietInEncounter: true, issuedInEncounter: 2, tier: 3 } as const;
    expect(holdBack(scrolledPast, 3, TELLS)).toBeUndefined();
    expect(holdBack(scrolledPast, 2, TELLS)).toBe('cooldown');
  });
  it('lets new evidence of a higher tier speak to a client that has seen the card often enough', () => {
    expect(holdBack({ ...RECALL, issuedInEncounter: 9 }, 3, MUTE)).toBeUndefined();
    expect(holdBack({ ...RECALL, issuedInEncounter: 10, tier: 3 }, 3, MUTE)).toBe('often');
  });
  it('holds nothing back where the memory cannot be read (invariant 1)', () => {
    expect(holdBack(undefined, 2, MUTE)).toBeUndefined();
  });
  it('holds nothing back on a demo site', () => {
    const demo = { ...MUTE, times: undefined };
    expect(holdBack({ ...RECALL, quietInEncounter: true, issuedInEncounter: 9 }, 2, demo)).toBeUndefined();
  });
});
