import { Retention } from '../../src/ledger/retention.js';
import {
  AT,
  BY_OUTCOME,
  cardFor,
  accepted,
  DAY,
  HOUR,
  MINUTE,
  recallOf,
  report,
  somebody,
  until,
} from '../support/ledger-cards.js';
import { until as eventually } from '../support/data-process.js';
import { outboxUnderTest } from '../support/ledger-outbox.js';

const { jest } = import.meta;

/** A process whose minutes a test lets pass, and a database that has counted calls on some days. */
class Minutes {
  at: number;
  fails = false;
  /** first milliseconds of days with calls */
  days: number[] = [];
  expired: number[] = [];
  private readonly retention: Retention;

  constructor(at: number) {
    this.at = at;
    this.retention = new Retention({
      now: () => this.at,
      expire: async (moment) => {
        if (this.fails) throw new Error('PostgreSQL: 42501');
        this.expired.push(moment);
      },
      hasCounts: async (from, to) => this.days.some((day) => day >= from && day < to),
    });
  }

  /** It is looked at when the process starts, and each minute after that. */
  async pass(ms: number): Promise<void> {
    for (let minute = 0; minute < ms / MINUTE; minute += 1) {
      await this.retention.look();
      this.at += MINUTE;
    }
  }

  /** How often something was erased. */
  get times(): number {
    return this.expired.length;
  }

  get health(): string {
    return this.retention.health().join();
  }
}

const TODAY = AT - (AT % DAY);
/** Calls of every day of the last month. */
const IN_USE = Array.from({ length: 30 }, (_, days) => TODAY - days * DAY);

function inUse(at: number): Minutes {
  const minutes = new Minutes(at);
  minutes.days = IN_USE;
  return minutes;
}

describe('what is past its time is erased (docs/ledger.md)', () => {
  it('at the start, and every hour from then on', async () => {
    const minutes = inUse(AT);
    await minutes.pass(MINUTE);
    expect(minutes.expired).toStrictEqual([AT]);
    await minutes.pass(HOUR - MINUTE);
    expect(minutes.times).toBe(1);
    await minutes.pass(MINUTE);
    expect(minutes.expired).toStrictEqual([AT, AT + HOUR]);
    await minutes.pass(10 * HOUR);
    expect(minutes.times).toBe(12);
    expect(minutes.health).toBe('');
  });

  it('after five minutes where that failed, and then every hour again', async () => {
    const minutes = inUse(AT);
    minutes.fails = true;
    await minutes.pass(MINUTE);
    minutes.fails = false;
    await minutes.pass(4 * MINUTE);
    expect(minutes.times).toBe(0);
    await minutes.pass(MINUTE);
    expect(minutes.times).toBe(1);
    await minutes.pass(HOUR - MINUTE);
    expect(minutes.times).toBe(1);
    await minutes.pass(MINUTE);
    expect(minutes.times).toBe(2);
  });

  it('in a database that has counted nothing yet', async () => {
    const minutes = new Minutes(AT);
    await minutes.pass(MINUTE);
    expect([minutes.times, minutes.health]).toStrictEqual([1, '']);
  });
});

describe('retention that fails is told to operators', () => {
  it('from two hours without success on, with the reason, until it succeeds', async () => {
    const minutes = inUse(AT);
    minutes.fails = true;
    await minutes.pass(2 * HOUR);
    expect(minutes.health).toBe('');
    await minutes.pass(HOUR + MINUTE);
    expect(minutes.health).toBe(
      'nothing that is past its time was erased for 3 hours (PostgreSQL: 42501): it is still kept',
    );
    minutes.fails = false;
    await minutes.pass(5 * MINUTE);
    expect(minutes.health).toBe('');
  });

  it('counted from the last success, not from the start', async () => {
    const minutes = inUse(AT);
    await minutes.pass(MINUTE);
    minutes.fails = true;
    await minutes.pass(2 * HOUR - MINUTE);
    expect(minutes.health).toBe('');
    await minutes.pass(MINUTE);
    expect(minutes.health).toMatch(/for 2 hours/);
  });
});

describe('a clock that is far ahead erases nothing', () => {
  it('of a machine that starts with it and is set right, and says so at once', async () => {
    const minutes = inUse(AT + 500 * DAY);
    await minutes.pass(9 * MINUTE);
    expect(minutes.health).toMatch(/^the clock is more than a week ahead/);
    minutes.at = AT;
    await minutes.pass(MINUTE);
    expect(minutes.health).toBe('');
    expect(minutes.expired).toStrictEqual([AT]);
  });

  it('where it was set while the service runs', async () => {
    const minutes = inUse(AT);
    await minutes.pass(30 * MINUTE);
    minutes.at += 400 * DAY;
    await minutes.pass(11 * HOUR);
    expect(minutes.times).toBe(1);
    expect(minutes.health).toMatch(/^the clock is more than a week ahead/);
  });

  it('where the process is started again meanwhile, and has counted calls by it', async () => {
    const ahead = AT + 500 * DAY;
    const first = inUse(ahead);
    await first.pass(11 * HOUR);
    const again = inUse(ahead + 11 * HOUR);
    again.days = [...IN_USE, TODAY + 500 * DAY, TODAY + 501 * DAY];
    await again.pass(11 * HOUR);
    expect(first.times + again.times).toBe(0);
  });

  it('where it is set right while the database keeps the question', async () => {
    let answer: (has: boolean) => void = () => undefined;
    let now = AT + 500 * DAY;
    const expired: number[] = [];
    const retention = new Retention({
      now: () => now,
      expire: async (at) => void expired.push(at),
      hasCounts: () => new Promise((resolve) => (answer = resolve)),
    });
    const asked = retention.look();
    now = AT;
    for (let minute = 0; minute < 20; minute += 1) {
      await retention.look();
      now += MINUTE;
    }
    answer(true);
    await asked;
    expect(expired).toStrictEqual([]);
  });
});

describe('a service that stood still for months', () => {
  it('erases after twelve hours, and says until then why it does not', async () => {
    const minutes = inUse(AT + 100 * DAY);
    await minutes.pass(12 * HOUR);
    expect(minutes.times).toBe(0);
    expect(minutes.health).toMatch(/retention erases nothing before it has gone on for 12 hours/);
    await minutes.pass(MINUTE);
    expect([minutes.times, minutes.health]).toStrictEqual([1, '']);
    await minutes.pass(HOUR);
    expect(minutes.times).toBe(2);
  });

  it.each([
    ['a long weekend is none', 7, 1],
    ['a week and a day is', 9, 0],
  ])('is told from one that stood still for some days: %s', async (_, days, times) => {
    const minutes = inUse(AT + days * DAY);
    await minutes.pass(MINUTE);
    expect(minutes.times).toBe(times);
  });
});

describe('the ledger of a service whose database user may delete nothing', () => {
  beforeEach(() => jest.useFakeTimers({ now: AT, doNotFake: ['nextTick', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  it('says so after two hours, and erases once it may', async () => {
    const under = await outboxUnderTest(undefined, Date.now);
    const card = cardFor(somebody());
    await under.ledger.issue(card);
    under.store.weather = 'erasing-nothing';
    await jest.advanceTimersByTimeAsync(2 * HOUR + MINUTE);
    expect(under.ledger.health()).toStrictEqual([
      'nothing that is past its time was erased for 2 hours (PostgreSQL: 42501): it is still kept',
    ]);
    under.store.weather = 'well';
    await jest.advanceTimersByTimeAsync(5 * MINUTE);
    expect(under.ledger.health()).toStrictEqual([]);
    await under.ledger.close();
    await under.remove();
  });
});

describe('the ledger of a service that starts with its clock 500 days ahead', () => {
  it('remembers every cooldown, and says what is wrong', async () => {
    const clock = { at: AT };
    const under = await outboxUnderTest(undefined, () => clock.at);
    const [subject, card] = [somebody(), cardFor(somebody(), { rule: BY_OUTCOME })];
    const given = cardFor(subject);
    await under.ledger.issue(given);
    await under.ledger.issue(card);
    await report(under.ledger, [accepted(given.uuid, until(AT + 30 * DAY))]);
    under.ledger.count({ ...card, outcome: 'shown', ageBand: undefined });
    await under.ledger.counters(0, AT);
    clock.at = AT + 500 * DAY;
    const next = await under.again(process.pid + 1);
    const said = await eventually(() => next.health().find((reason) => reason.startsWith('the clock')), 5000);
    expect(said).toMatch(/more than a week ahead/);
    clock.at = AT + DAY;
    expect(await recallOf(next, subject, clock.at)).toMatchObject({ quietUntil: AT + 30 * DAY });
    await next.close();
    await under.ledger.close();
    await under.remove();
  });
});
