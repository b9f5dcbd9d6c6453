import { describeStandings } from '../../src/pipeline/describe-standing.js';
import { followStandings } from '../../src/pipeline/follow-standings.js';
import type { StandingChange } from '../../src/pipeline/follow-standings.js';
import type { ModeOverride } from '../../src/model/mode-override.js';
import type { Content } from '../../src/model/content.js';
import { fullGate, gateEntry, VERSION } from '../support/gates.js';
import { shippedContent } from '../support/shipped-content.js';

const { jest } = import.meta;
const ED = {
  id: 'ed',
  match: { locations: ['1'], serviceProviders: undefined, serviceTypes: undefined },
  approach: 'conversation',
  mode: 'live',
  alertsPer1000: undefined,
} as const;
const ROSTER = gateEntry('on-call-contact', '2026-03-01', '2026-03-10');
const SUSPENDED: ModeOverride = { department: undefined, mode: 'suspended', since: 0, by: 'a', reason: 'b' };

let content: Content;
let now: number;
let overrides: readonly ModeOverride[];
let told: StandingChange[];
let stop: () => void = () => undefined;

beforeAll(async () => {
  const gate = { ...fullGate('2026'), departments: { ed: [ROSTER] } };
  content = { ...(await shippedContent({ departments: [ED], gate })), version: VERSION };
});
beforeEach(() => {
  jest.useFakeTimers();
  now = Date.parse('2026-03-10T12:00:00Z');
  [overrides, told] = [[], []];
  const describe = (): ReturnType<typeof describeStandings> =>
    describeStandings(content, { overrides, overBudget: new Set() }, now);
  stop = followStandings(describe, (change) => void told.push(change));
});
afterEach(() => {
  stop();
  jest.useRealTimers();
});

describe('Operators are told of every change of how loud a department is (response brief 8.2)', () => {
  it('at the start, of each', () => {
    expect(told).toStrictEqual([
      { department: undefined, before: undefined, after: 'live', reasons: [] },
      { department: 'ed', before: undefined, after: 'live', reasons: [] },
    ]);
  });
  it('when it is as quiet as before for another reason, once: the audit has every change of the gate', () => {
    overrides = [SUSPENDED];
    jest.advanceTimersByTime(5000);
    told.length = 0;
    now = Date.parse('2026-03-11T00:00:00Z');
    jest.advanceTimersByTime(60_000);
    expect(told).toStrictEqual([
      {
        department: 'ed',
        before: 'suspended',
        after: 'suspended',
        reasons: [
          'operators: the whole site is set to suspended since 1970-01-01T00:00:00.000Z',
          'gate: on-call-contact expired after 2026-03-10',
        ],
      },
    ]);
  });
  it('when a gate item expires, within five seconds, once, and with the item', () => {
    told.length = 0;
    jest.advanceTimersByTime(60_000);
    expect(told).toStrictEqual([]);
    now = Date.parse('2026-03-11T00:00:00Z');
    jest.advanceTimersByTime(5000);
    jest.advanceTimersByTime(60_000);
    expect(told).toStrictEqual([
      {
        department: 'ed',
        before: 'live',
        after: 'shadow',
        reasons: ['gate: on-call-contact expired after 2026-03-10'],
      },
    ]);
  });
  it('when operators suspend and resume', () => {
    told.length = 0;
    overrides = [SUSPENDED];
    jest.advanceTimersByTime(5000);
    overrides = [];
    jest.advanceTimersByTime(5000);
    expect(told.map(({ department, before, after }) => [department, before, after])).toStrictEqual([
      [undefined, 'live', 'suspended'],
      ['ed', 'live', 'suspended'],
      [undefined, 'suspended', 'live'],
      ['ed', 'suspended', 'live'],
    ]);
  });
  it('no more when it is told to stop', () => {
    told.length = 0;
    stop();
    overrides = [SUSPENDED];
    jest.advanceTimersByTime(60_000);
    expect(told).toStrictEqual([]);
  });
});
