import { followBudget } from '../../src/pipeline/follow-budget.js';
import type { FollowedBudget } from '../../src/pipeline/follow-budget.js';
import type { CountedCalls } from '../../src/decide/count-alerts.js';
import type { Department, Site } from '../../src/model/site.js';
import { demoSite, shippedTexts } from '../support/shipped-content.js';

const { jest } = import.meta;
const DAY = 86_400_000;
const NOW = 100 * DAY;

const ED: Department = {
  id: 'ed',
  match: { locations: ['1'], serviceProviders: undefined, serviceTypes: undefined },
  approach: 'conversation',
  mode: 'live',
  alertsPer1000: undefined,
};
const WARD: Department = { ...ED, id: 'ward', alertsPer1000: 200 };
const BUDGET = { per1000: 50, days: 7, atLeast: 20 };

let site: Site;
let counts: readonly CountedCalls[];
let fails: boolean;
let asked: readonly [number, number][];
let told: readonly (readonly [string | undefined, boolean])[];
let followed: FollowedBudget | undefined;

function count(
  department: string | undefined,
  outcome: string,
  number: number,
  revision = 'r1',
): CountedCalls {
  return { department, revision, outcome, count: number };
}

async function follow(): Promise<FollowedBudget> {
  followed = await followBudget({
    content: () => ({ site, revision: 'r1' }),
    read: async (from, to) => {
      asked = [...asked, [from, to]];
      if (fails) throw new Error('down');
      return counts;
    },
    now: () => NOW,
    report: (department, isOver) => void (told = [...told, [department, isOver]]),
  });
  return followed;
}

beforeAll(async () => {
  site = { ...demoSite(await shippedTexts()), departments: [ED, WARD], alertBudget: BUDGET };
});
beforeEach(() => {
  jest.useFakeTimers();
  [fails, counts, asked, told] = [false, [], [], []];
});
afterEach(() => {
  followed?.stop();
  jest.useRealTimers();
});

describe('Following the alert budget (issue: per department, per 1,000 encounters)', () => {
  it('sends a department to shadow that is over its budget, and no other', async () => {
    counts = [
      count('ed', 'shown', 51),
      count('ed', 'below-threshold', 949),
      count('ward', 'below-threshold', 10),
    ];
    expect([...(await follow()).over()]).toStrictEqual(['ed']);
    expect(told).toStrictEqual([['ed', true]]);
  });
  it('has a budget for charts that are in no department', async () => {
    counts = [count(undefined, 'shown', 100), count('ed', 'below-threshold', 100)];
    expect([...(await follow()).over()]).toStrictEqual([undefined]);
  });
  it('takes the department’s own number', async () => {
    counts = [count('ward', 'shown', 200), count('ward', 'below-threshold', 800)];
    expect((await follow()).over().size).toBe(0);
    counts = [count('ward', 'shown', 201), count('ward', 'below-threshold', 799)];
    await followed?.refresh();
    expect([...(followed?.over() ?? [])]).toStrictEqual(['ward']);
  });
  it('looks at the days of the budget and at the content that is served', async () => {
    counts = [count('ed', 'shown', 500, 'r0'), count('ed', 'below-threshold', 10)];
    expect((await follow()).over().size).toBe(0);
    expect(asked).toStrictEqual([[NOW - 7 * DAY, NOW]]);
  });
  it('counts what shadow holds back, so that silence does not make a rule gone wrong speak again', async () => {
    counts = [count('ed', 'shown', 20), count('ed', 'shadow', 900), count('ed', 'below-threshold', 100)];
    expect((await follow()).over().size).toBe(1);
  });
  it('counts no answered card as a card, and no call that read no chart as a call', async () => {
    counts = [
      count('ed', 'shown', 30),
      count('ed', 'cooldown', 300),
      count('ed', 'often', 300),
      count('ed', 'suspended', 90_000),
      count('ed', 'off', 90_000),
      count('ed', 'excluded-chart', 90_000),
      count('ed', 'not-a-clinician', 90_000),
      count('ed', 'accepted', 90_000),
    ];
    expect((await follow()).over().size).toBe(0);
    counts = counts.filter(({ outcome }) => outcome !== 'often');
    await followed?.refresh();
    expect((followed?.over() ?? new Set()).size).toBe(1);
  });
  it('lets it speak again when it is within its budget, and says so', async () => {
    counts = [count('ed', 'shown', 100)];
    await follow();
    counts = [count('ed', 'shown', 100), count('ed', 'below-threshold', 1900)];
    await jest.advanceTimersByTimeAsync(29_999);
    expect(told).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(told).toStrictEqual([
      ['ed', true],
      ['ed', false],
    ]);
  });
  it('holds on to what it knew while the counts cannot be read', async () => {
    counts = [count('ed', 'shown', 100)];
    await follow();
    fails = true;
    await jest.advanceTimersByTimeAsync(90_000);
    expect([...(followed?.over() ?? [])]).toStrictEqual(['ed']);
    expect(asked).toHaveLength(4);
  });
  it('asks nothing on a site without a budget', async () => {
    const before = site;
    site = { ...site, alertBudget: undefined };
    expect((await follow()).over().size).toBe(0);
    expect(asked).toStrictEqual([]);
    site = before;
  });
});
