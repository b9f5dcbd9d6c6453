import { SOURCES } from '../../src/model/source.js';
import type { Source } from '../../src/model/source.js';
import { reasonOf } from '../../src/watch/alarm.js';
import type { Alarm, HeartbeatProblem } from '../../src/watch/alarm.js';
import { HOUR_MS } from '../../src/watch/chart-departments.js';
import { HISTORY_MS, LATE_MS, watchLine } from '../../src/watch/watch-line.js';
import type { WatchTools } from '../../src/watch/watch-line.js';
import { watchState } from '../../src/watch/watch-state.js';

const NOW = Date.UTC(2026, 10, 30, 12, 20);
const CURRENT = Date.UTC(2026, 10, 30, 12);
const NONE = Object.fromEntries(SOURCES.map((source) => [source, 0])) as Readonly<Record<Source, number>>;

function watching(tools: Partial<WatchTools> = {}): ReturnType<typeof watchLine> {
  return watchLine({
    beat: async () => undefined,
    counters: async () => [],
    prefetchSeen: () => ({ calls: 0, missing: NONE }),
    departments: () => [],
    ...tools,
  });
}

const counted = (hours: number, tier: 0 | 2, count: number): Awaited<ReturnType<WatchTools['counters']>> =>
  Array.from({ length: hours }, (_, index) => ({
    hour: CURRENT - (hours - index) * HOUR_MS,
    department: undefined,
    tier,
    outcome: tier === 0 ? 'below-threshold' : 'shown',
    count,
  }));

describe('watchLine: the heartbeat', () => {
  it('is late until the first one, and well after it', async () => {
    const watch = watching();
    expect(watch.alarms(NOW)).toStrictEqual([{ kind: 'heartbeat', problem: 'late' }]);
    await watch.beat(NOW);
    expect(watch.alarms(NOW)).toStrictEqual([]);
    expect(watch.lastGoodBeat()).toBe(NOW);
  });

  it.each([
    [LATE_MS, []],
    [LATE_MS + 1, [{ kind: 'heartbeat', problem: 'late' }]],
  ])('%d ms after the last one: %j', async (ms, alarms) => {
    const watch = watching();
    await watch.beat(NOW);
    expect(watch.alarms(NOW + ms)).toStrictEqual(alarms);
  });

  it('says what went wrong, keeps the time of the last good one, and recovers', async () => {
    let problem: HeartbeatProblem | undefined;
    const watch = watching({ beat: async () => problem });
    await watch.beat(NOW);
    problem = 'silent';
    await watch.beat(NOW + 60_000);
    expect(watch.alarms(NOW + 60_000)).toStrictEqual([{ kind: 'heartbeat', problem: 'silent' }]);
    expect(watch.lastGoodBeat()).toBe(NOW);
    problem = undefined;
    await watch.beat(NOW + 120_000);
    expect(watch.alarms(NOW + 120_000)).toStrictEqual([]);
  });

  it('takes an error on the way for a failed beat', async () => {
    const watch = watching({ beat: () => Promise.reject(new Error('broken')) });
    await watch.beat(NOW);
    expect(watch.alarms(NOW)).toStrictEqual([{ kind: 'heartbeat', problem: 'failed' }]);
  });
});

describe('watchLine: the counters', () => {
  it('reads the whole history once and the open end after it', async () => {
    const asked: (readonly [number, number])[] = [];
    const watch = watching({
      counters: async (from, to) => {
        asked.push([from, to]);
        return [];
      },
    });
    await watch.look(NOW);
    await watch.look(NOW + 60_000);
    expect(asked).toStrictEqual([
      [NOW - HISTORY_MS, NOW],
      [CURRENT - HOUR_MS, NOW + 60_000],
    ]);
  });

  it('counts an hour once, however often it is read', async () => {
    const rows = [...counted(20, 0, 98), ...counted(20, 2, 2)];
    const silent = { ...counted(1, 0, 320)[0], hour: CURRENT } as (typeof rows)[number];
    const watch = watching({
      counters: async (from) => [...rows, silent].filter(({ hour }) => hour >= from),
    });
    for (let minute = 0; minute < 5; minute += 1) await watch.look(NOW + minute * 60_000);
    await watch.beat(NOW + 300_000);
    // 1,600 silent calls, counted five times over, would be an alarm; 320 are below the limit of 328.
    expect(watch.alarms(NOW + 300_000)).toStrictEqual([]);
  });

  it('does not take reports on cards for calls', async () => {
    const rows = [...counted(20, 0, 98), ...counted(20, 2, 2)];
    const reports = counted(1, 2, 50).map((row) => ({ ...row, outcome: 'accepted' }));
    const watch = watching({
      counters: async (from) => [...rows, ...reports].filter(({ hour }) => hour >= from),
    });
    await watch.beat(NOW);
    await watch.look(NOW);
    expect(watch.alarms(NOW)).toStrictEqual([]);
  });

  it('keeps what it saw last where the ledger cannot be read', async () => {
    const rows = [...counted(20, 0, 98), ...counted(20, 2, 2)].map((row) => ({
      ...row,
      hour: row.hour - 24 * HOUR_MS,
    }));
    let isDown = false;
    const watch = watching({
      counters: () =>
        isDown ? Promise.reject(new Error('down')) : Promise.resolve([...rows, ...counted(20, 0, 100)]),
    });
    await watch.beat(NOW);
    await watch.look(NOW);
    isDown = true;
    await watch.look(NOW + 1);
    expect(watch.alarms(NOW + 1)).toStrictEqual([{ kind: 'silence', where: { kind: 'all' } }]);
    expect(watchState(watch, NOW)).toStrictEqual({
      heartbeatOk: true,
      lastGoodBeat: NOW,
      alarms: [{ kind: 'silence', department: 'all' }],
      learning: [],
      missing: [],
    });
  });
});

describe('reasonOf: what readiness says (invariants 4 and 5)', () => {
  const alarms: readonly Alarm[] = [
    { kind: 'heartbeat', problem: 'silent' },
    { kind: 'silence', where: { kind: 'department', id: 'ed' } },
    { kind: 'burst', where: { kind: 'none' } },
    { kind: 'burst', where: { kind: 'all' } },
    { kind: 'prefetch', source: 'conditions' },
  ];

  it('is a sentence of its own for each, without a number', () => {
    const reasons = alarms.map(reasonOf);
    expect(new Set(reasons).size).toBe(alarms.length);
    for (const reason of reasons) expect(reason).not.toMatch(/\d/);
  });
});
