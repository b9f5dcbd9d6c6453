import pino from 'pino';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Content } from '../../src/model/content.js';
import { HOUR_MS } from '../../src/watch/chart-departments.js';
import { watchOver } from '../../src/watch-over.js';
import type { WatchedOver } from '../../src/watch-over.js';
import { shippedContent } from '../support/shipped-content.js';

const { jest } = import.meta;
const START = Date.UTC(2026, 10, 30, 12, 20);
const MINUTE = 60_000;

let now = START;
let well: Content;
let broken: Content;
let content: Content;
let lines: Record<string, unknown>[];
let watched: WatchedOver | undefined;

beforeAll(async () => {
  well = await shippedContent();
  broken = { ...well, cues: well.cues.map((cue) => ({ ...cue, state: 'off' as const })) };
});

beforeEach(() => {
  now = START;
  content = well;
  lines = [];
  jest.useFakeTimers();
});

afterEach(async () => {
  await watched?.stop();
  jest.useRealTimers();
});

function watching(ledger = memoryLedger({ now: () => now })): Promise<WatchedOver> {
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return watchOver({
    content: () => content,
    findings: () => [],
    ledger,
    problems: () => ['known before'],
    modes: () => [],
    traces: false,
    now: () => now,
    log,
  });
}

async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    now += MINUTE;
    await jest.advanceTimersByTimeAsync(MINUTE);
  }
}

const said = (): unknown[] => lines.map(({ event, msg }) => `${String(event)}: ${String(msg)}`);
const NO_PATIENT =
  'heartbeat: the content has no documented cue by code, so no test patient can be made from it';

describe('watchOver: the watch of a running service (response.md 7.1)', () => {
  it('has seen a heartbeat before the service listens, and passes on what was known', async () => {
    watched = await watching();
    expect(watched.problems()).toStrictEqual(['known before']);
    expect(await watched.metrics()).toContain('haven_heartbeat_ok 1\n');
    expect(await watched.metrics()).toContain('haven_readiness_reasons 1\n');
  });

  it('says within a minute that content which serves has lost its voice, and that it has it again, once each', async () => {
    watched = await watching();
    content = broken;
    await pass(3);
    expect(watched.problems()).toStrictEqual(['known before', NO_PATIENT]);
    expect(await watched.metrics()).toContain('haven_heartbeat_ok 0\n');
    expect(await watched.metrics()).toContain(
      `haven_heartbeat_last_success_timestamp_seconds ${START / 1000}\n`,
    );
    content = well;
    await pass(1);
    expect(watched.problems()).toStrictEqual(['known before']);
    expect(said()).toStrictEqual([`alarm: ${NO_PATIENT}`, `alarm-over: ${NO_PATIENT}`]);
  });

  it('says so where the clock of the watch itself stands still', async () => {
    watched = await watching();
    now += 3 * MINUTE + 1;
    expect(watched.problems()).toContain('heartbeat: no test patient was evaluated in the last minutes');
  });

  it('counts no heartbeat, in no ledger and no metric', async () => {
    const ledger = memoryLedger({ now: () => now });
    watched = await watching(ledger);
    await pass(5);
    expect(await ledger.counters(0, Number.MAX_SAFE_INTEGER)).toStrictEqual([]);
    expect(await watched.metrics()).not.toContain('haven_calls_total{');
  });

  it('finds a department that fell silent in the counts of the ledger', async () => {
    const ledger = memoryLedger({ now: () => now });
    const count = (hour: number, tier: 0 | 2, times: number): void => {
      for (let call = 0; call < times; call += 1)
        ledger.count({
          hook: 'patient-view',
          department: undefined,
          revision: 'r',
          tier,
          outcome: tier === 0 ? 'below-threshold' : 'shadow',
          ageBand: undefined,
          at: START - hour * HOUR_MS,
        });
    };
    for (let hour = 40; hour > 0; hour -= 1) count(hour, 0, 50);
    for (let hour = 40; hour > 20; hour -= 1) count(hour, 2, 2);
    watched = await watching(ledger);
    expect(watched.problems()).toStrictEqual([
      'known before',
      'the whole site: no prompt for far longer than usual',
    ]);
    expect(await watched.metrics()).toContain('haven_watch_alarm{kind="silence",department="all"} 1\n');
  });
});
