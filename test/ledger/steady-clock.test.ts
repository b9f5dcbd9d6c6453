import { SteadyClock } from '../../src/ledger/steady-clock.js';
import { AT, DAY, MINUTE } from '../support/ledger-cards.js';

function lookedAt(...readings: readonly number[]): SteadyClock {
  const clock = new SteadyClock();
  for (const at of readings) clock.look(at);
  return clock;
}

describe('a clock that is looked at once a minute', () => {
  it('has not run when it is looked at first', () => {
    const clock = lookedAt(AT);
    expect([clock.ranMs, clock.steadyMs, clock.begunAt]).toStrictEqual([0, 0, AT]);
  });

  it('is steady from its first reading on', () => {
    const clock = lookedAt(AT, AT + MINUTE, AT + 2 * MINUTE);
    expect([clock.ranMs, clock.steadyMs, clock.begunAt]).toStrictEqual([2 * MINUTE, 2 * MINUTE, AT]);
  });

  it.each([
    ['ahead', 500 * DAY],
    ['back', -500 * DAY],
    ['a little more than a timer may be late', 11 * MINUTE + 1],
  ])('begins again where it was set: %s', (_, by) => {
    const set = AT + MINUTE + by;
    const clock = lookedAt(AT, AT + MINUTE, set, set + MINUTE);
    expect([clock.ranMs, clock.steadyMs, clock.begunAt]).toStrictEqual([3 * MINUTE, MINUTE, set]);
  });

  it('goes on where a busy machine looked late', () => {
    expect(lookedAt(AT, AT + 11 * MINUTE).steadyMs).toBe(MINUTE);
  });
});
