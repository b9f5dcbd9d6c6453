import { chartDepartments, HOUR_MS } from '../../src/watch/chart-departments.js';
import type { HourCalls } from '../../src/watch/chart-departments.js';

const NOW = Date.UTC(2026, 10, 30, 12, 20);
const CURRENT = Date.UTC(2026, 10, 30, 12);

/** A generator with a fixed seed (Lehmer), so that a simulation is the same every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Hours of a department, each so many calls of which some reach a card. */
function history(
  department: string | undefined,
  count: number,
  calls: number,
  share: number,
  seed = 1,
): HourCalls[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => ({
    hour: CURRENT - (count - index) * HOUR_MS,
    department,
    calls,
    reached: Array.from({ length: calls }, next).filter((draw) => draw < share).length,
  }));
}

describe('chartDepartments (response.md 7.1: failure to fire is hardest to see)', () => {
  it('says nothing while calls reach a card as usual', () => {
    const rows = [...history('ed', 200, 50, 0.02), ...history('ward', 200, 30, 0.05, 2)];
    expect(chartDepartments(rows, ['ed', 'ward'], NOW)).toStrictEqual({
      alarms: [],
      learning: [{ kind: 'none' }],
    });
  });

  it('alarms where one department has fallen silent while the others have not', () => {
    const silent = history('ed', 24, 50, 0);
    const before = history('ed', 200, 50, 0.02).map((row) => ({ ...row, hour: row.hour - 24 * HOUR_MS }));
    const rows = [...before, ...silent, ...history('ward', 224, 50, 0.02, 3)];
    expect(chartDepartments(rows, ['ed', 'ward'], NOW).alarms).toStrictEqual([
      { kind: 'silence', where: { kind: 'department', id: 'ed' } },
    ]);
  });

  it('alarms where a department speaks far more often than usual, and the site with it', () => {
    const rows = history('ed', 200, 50, 0.02);
    const burst = rows.map((row) => (row.hour === CURRENT - HOUR_MS ? { ...row, reached: 20 } : row));
    expect(chartDepartments(burst, ['ed'], NOW).alarms).toStrictEqual([
      { kind: 'burst', where: { kind: 'all' } },
      { kind: 'burst', where: { kind: 'department', id: 'ed' } },
    ]);
  });

  it('looks at completed hours only, so that an hour is judged once', () => {
    const rows = [
      ...history('ed', 200, 50, 0.02),
      { hour: CURRENT, department: 'ed', calls: 50, reached: 50 },
    ];
    expect(chartDepartments(rows, ['ed'], NOW).alarms).toStrictEqual([]);
    expect(chartDepartments(rows, ['ed'], NOW + HOUR_MS).alarms).toHaveLength(2);
  });

  it('watches calls outside every department as a group of their own, and a site without departments as one', () => {
    const rows = history(undefined, 5, 50, 0.02);
    expect(chartDepartments(rows, ['ed'], NOW).learning).toStrictEqual([
      { kind: 'all' },
      { kind: 'department', id: 'ed' },
      { kind: 'none' },
    ]);
    expect(chartDepartments(rows, [], NOW).learning).toStrictEqual([{ kind: 'all' }]);
  });

  it('raises few false alarms: six weeks of ten departments with busy days and other patients at night have at most two', () => {
    const departments = Array.from({ length: 10 }, (_, index) => `d${index}`);
    const next = random(7);
    const HOURS = 24 * 56;
    const rows = departments.flatMap((department, index) =>
      Array.from({ length: HOURS }, (_, hour) => {
        const isDay = hour % 24 >= 8 && hour % 24 < 20;
        const calls = (isDay ? 40 : 8) + index * 4;
        const share = isDay ? 0.01 : 0.015;
        const reached = Array.from({ length: calls }, next).filter((draw) => draw < share).length;
        return { hour: hour * HOUR_MS, department, calls, reached };
      }),
    );
    let raised = 0;
    let before = new Set<string>();
    for (let hour = 24 * 14; hour < HOURS; hour += 1) {
      const from = (hour - 24 * 56) * HOUR_MS;
      const known = rows.filter((row) => row.hour >= from && row.hour <= hour * HOUR_MS);
      const alarms = new Set(
        chartDepartments(known, departments, hour * HOUR_MS + 1).alarms.map((alarm) => JSON.stringify(alarm)),
      );
      raised += [...alarms].filter((alarm) => !before.has(alarm)).length;
      before = alarms;
    }
    expect(raised).toBeLessThanOrEqual(2);
  });
});
