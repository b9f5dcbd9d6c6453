import { join } from 'node:path';
import type { OperateTools } from '../../src/cli/operate.js';
import { runAges } from '../../src/cli/run-ages.js';
import { runExposure } from '../../src/cli/run-exposure.js';
import { memoryLedger } from '../../src/ledger/memory-ledger.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import type { AgeBand } from '../../src/model/age-band.js';
import { unitExposure } from '../../src/ledger/unit-exposure.js';
import { SHIPPED } from '../support/data-content.js';

const NOW = Date.parse('2026-11-15T12:00:00Z');
const DAY = 86_400_000;
const OCTOBER = Date.parse('2026-10-01T00:00:00Z');

let ledger: Ledger;
let clock: number;
let printed: string[];

const tools = (): OperateTools => ({
  openLedger: async () => ledger,
  place: {
    site: join(SHIPPED, 'sites', 'example-hospital'),
    shipped: SHIPPED,
    fhirServers: undefined,
    withCases: false,
  },
  now: () => clock,
  print: (line) => void printed.push(line),
});

function prompts(department: string | undefined, times: number, at = OCTOBER): void {
  for (let time = 0; time < times; time += 1)
    ledger.count({
      hook: 'patient-view',
      department,
      revision: 'r',
      tier: 2,
      outcome: 'shown',
      ageBand: undefined,
      at,
    });
}

beforeEach(() => {
  clock = NOW;
  printed = [];
  ledger = memoryLedger({ now: () => NOW });
});

const row = (department: string): string | undefined =>
  printed.find((line) => line.startsWith(department))?.replaceAll(/ +/g, ' ');

describe('haven exposure (issue: unit-level exposure by month, cells under 11 suppressed, no user anywhere)', () => {
  it('gives the last month that is over, by department, and says that it counts offers', async () => {
    prompts('youth-clinic', 11);
    prompts(undefined, 12);
    expect(await runExposure(undefined, tools())).toBe(0);
    expect(printed[0]).toBe('example-hospital, 2026-10 (UTC): what was offered, by department');
    expect(row('youth-clinic')).toBe('youth-clinic 11 0');
    expect(row('elsewhere')).toBe('elsewhere 12 0');
    expect(printed.at(-1)).toMatch(/These are offers, not people\.$/);
  });
  it('shows 11 and hides 10, and one more that would give it away', async () => {
    prompts('youth-clinic', 10);
    prompts(undefined, 500);
    await runExposure('2026-10', tools());
    expect(row('youth-clinic')).toBe('youth-clinic suppressed 0');
    expect(row('elsewhere')).toBe('elsewhere suppressed 0');
  });
  it('has the first and the last hour of the month, and none beside it', async () => {
    prompts(undefined, 20, OCTOBER - 1);
    prompts(undefined, 30, OCTOBER);
    prompts(undefined, 40, Date.parse('2026-10-31T23:59:59Z'));
    prompts(undefined, 50, Date.parse('2026-11-01T00:00:00Z'));
    await runExposure('2026-10', tools());
    expect(row('elsewhere')).toBe('elsewhere 70 0');
  });
  it.each([
    ['2026-11', 'not over yet'],
    ['2026-12', 'not over yet'],
    ['2026-13', 'no month'],
    ['october', 'no month'],
    ['2025-10', 'kept for 400 days'],
  ])('refuses %s: %s', async (month, why) => {
    await expect(runExposure(month, tools())).rejects.toThrow(why);
    expect(printed).toStrictEqual([]);
  });
  it('gives a month from the moment at which it is over', async () => {
    clock = Date.parse('2026-11-01T00:00:00Z');
    expect(await runExposure('2026-10', tools())).toBe(0);
    clock -= 1;
    await expect(runExposure('2026-10', tools())).rejects.toThrow('not over yet');
  });
  it('goes into the year before in January', async () => {
    clock = Date.parse('2026-01-10T00:00:00Z');
    await runExposure(undefined, tools());
    expect(printed[0]).toContain('2025-12');
  });
});

describe('haven exposure --ages (issue 4, section 3: by day and age band, read with cells of 1 to 10 suppressed)', () => {
  const calls = (ageBand: AgeBand | undefined, times: number, at: number): void => {
    const call = { hook: 'patient-view', department: undefined, revision: 'r', tier: undefined } as const;
    for (let time = 0; time < times; time += 1)
      ledger.count({ ...call, outcome: 'below-threshold', ageBand, at });
  };

  it('gives each day of a month that is over, in order, a line for each outcome', async () => {
    calls('18-24', 11, OCTOBER + 2 * DAY);
    calls('25-44', 40, OCTOBER);
    calls(undefined, 12, OCTOBER);
    prompts(undefined, 13, OCTOBER);
    calls('25-44', 99, OCTOBER - 1);
    expect(await runAges(undefined, tools())).toBe(0);
    expect(printed[0]).toBe('example-hospital, 2026-10: calls of each day (UTC), by age in years');
    expect(printed.slice(3, -1).map((line) => line.replaceAll(/ +/g, ' '))).toStrictEqual([
      '2026-10-01 below-threshold 0 0 0 40 0 0 12',
      '2026-10-01 shown 0 0 0 0 0 0 13',
      '2026-10-03 below-threshold 0 0 11 0 0 0 0',
    ]);
  });
  it('hides ten, and the last large one with it, and says so', async () => {
    calls('18-24', 10, OCTOBER);
    calls('25-44', 40, OCTOBER);
    calls('45-64', 50, OCTOBER);
    await runAges('2026-10', tools());
    expect(row('2026-10-01')).toBe('2026-10-01 below-threshold 0 0 suppressed 40 suppressed 0 0');
    expect(printed.at(-1)).toMatch(/^1 to 10 is suppressed/);
  });
  it('refuses a month that still runs: what was added since yesterday would show what is hidden', async () => {
    await expect(runAges('2026-11', tools())).rejects.toThrow('not over yet');
  });
});

describe('unitExposure', () => {
  const base = { hour: OCTOBER, hook: 'patient-view', revision: 'r', tier: 2 } as const;
  const shown = (
    department: string | undefined,
    count: number,
  ): Parameters<typeof unitExposure>[0][number] => ({
    ...base,
    department,
    outcome: 'shown',
    count,
  });

  it('counts accepted cards as offers, and nothing else', () => {
    const others = (['overridden', 'shadow', 'unknown-card'] as const).map((outcome) => ({
      ...shown('ed', 99),
      outcome,
    }));
    const offers = { ...shown('ed', 15), outcome: 'accepted' } as const;
    expect(unitExposure([shown('ed', 20), offers, ...others], ['ed'])).toStrictEqual([
      { department: undefined, prompts: 0, offers: 0 },
      { department: 'ed', prompts: 20, offers: 15 },
    ]);
  });
  it('hides both of two small cells and no third, and keeps a department that the site has no more', () => {
    expect(unitExposure([shown('old', 3), shown('ed', 4), shown(undefined, 50)], ['ed'])).toStrictEqual([
      { department: undefined, prompts: 50, offers: 0 },
      { department: 'ed', prompts: 'suppressed', offers: 0 },
      { department: 'old', prompts: 'suppressed', offers: 0 },
    ]);
  });
  it('hides the last department with a large number beside one small cell, and sooner what is in none', () => {
    const both = [shown('a', 3), shown('b', 40), shown(undefined, 50)];
    expect(unitExposure(both, ['a', 'b']).map((unit) => unit.prompts)).toStrictEqual([
      'suppressed',
      'suppressed',
      40,
    ]);
    expect(unitExposure([shown('a', 3), shown('b', 40), shown('c', 30)], ['a', 'b', 'c'])).toMatchObject([
      { prompts: 0 },
      { prompts: 'suppressed' },
      { prompts: 40 },
      { prompts: 'suppressed' },
    ]);
  });
  it('hides a third beside two that follow from their sum', () => {
    for (const count of [1, 10]) {
      const rows = [shown('a', count), shown('b', count), shown('c', 30), shown('d', 40)];
      expect(unitExposure(rows, []).map((unit) => unit.prompts)).toStrictEqual([
        0,
        'suppressed',
        'suppressed',
        30,
        'suppressed',
      ]);
    }
  });
  it('is made of counts in which nobody is: no id of a user or a patient has a place there', () => {
    const names = Object.keys(shown('ed', 1)).toSorted();
    expect(names).toStrictEqual(['count', 'department', 'hook', 'hour', 'outcome', 'revision', 'tier']);
  });
});
