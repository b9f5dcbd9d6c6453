import { quietAfter } from '../../src/decide/quiet-after.js';
import type { CooldownTimes, Quiet } from '../../src/model/quiet.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const AT = Date.parse('2026-03-10T15:00:00Z');
const TIMES: CooldownTimes = {
  declinedDays: 90,
  offeredDays: 30,
  doneDays: 0,
  notInPrivateHours: 4,
  timesPerEncounter: 3,
};
const until = (at: number, alsoEncounter: boolean): Quiet => ({ kind: 'until', at, alsoEncounter });
const NONE: Quiet = { kind: 'none' };
const ENCOUNTER: Quiet = { kind: 'encounter' };

describe('How long an outcome keeps quiet (decision 17, with the times of the issue)', () => {
  it.each([
    ['accepted', undefined, 'offered: this encounter, then 30 days', until(AT + 30 * DAY, true)],
    ['accepted', 'patient-refuses', 'offered, whatever reason came with it', until(AT + 30 * DAY, true)],
    ['overridden', 'action-completed', 'done: this encounter', ENCOUNTER],
    ['overridden', 'patient-refuses', 'declined: this encounter, then 90 days', until(AT + 90 * DAY, true)],
    ['overridden', 'cds-suboptimal-context', 'only 4 hours', until(AT + 4 * HOUR, false)],
    ['overridden', 'limited-time', 'not at all', NONE],
    ['overridden', 'inappropriate-recipient', 'not at all', NONE],
    ['overridden', 'cds-not-applicable', 'this encounter', ENCOUNTER],
    ['overridden', undefined, 'this encounter', ENCOUNTER],
    ['overridden', '', 'this encounter', ENCOUNTER],
    ['overridden', 'recipient-concerns-outcomes', 'this encounter', ENCOUNTER],
    ['overridden', 'service-not-available', 'this encounter', ENCOUNTER],
    ['overridden', 'recipient-does-not-understand', 'this encounter', ENCOUNTER],
    ['overridden', 'a reason of the EHR’s own', 'this encounter', ENCOUNTER],
    ['overridden', 'constructor', 'this encounter', ENCOUNTER],
  ] as const)('%s, %p: %s', (outcome, reason, _says, quiet) => {
    expect(quietAfter({ outcome, reason }, TIMES, AT)).toStrictEqual(quiet);
  });
  it('takes the times of the site', () => {
    const own: CooldownTimes = {
      declinedDays: 0,
      offeredDays: 7,
      doneDays: 14,
      notInPrivateHours: 1,
      timesPerEncounter: 1,
    };
    expect(quietAfter({ outcome: 'overridden', reason: 'patient-refuses' }, own, AT)).toStrictEqual(
      ENCOUNTER,
    );
    expect(quietAfter({ outcome: 'accepted', reason: undefined }, own, AT)).toStrictEqual(
      until(AT + 7 * DAY, true),
    );
    expect(quietAfter({ outcome: 'overridden', reason: 'action-completed' }, own, AT)).toStrictEqual(
      until(AT + 14 * DAY, true),
    );
    expect(quietAfter({ outcome: 'overridden', reason: 'cds-suboptimal-context' }, own, AT)).toStrictEqual(
      until(AT + HOUR, false),
    );
  });
  it('keeps nothing quiet on a demo site', () => {
    expect(quietAfter({ outcome: 'overridden', reason: 'patient-refuses' }, undefined, AT)).toStrictEqual(
      NONE,
    );
    expect(quietAfter({ outcome: 'accepted', reason: undefined }, undefined, AT)).toStrictEqual(NONE);
  });
});
