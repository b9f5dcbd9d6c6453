import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { inputOf } from '../support/data-assess.js';
import { buildService } from '../support/data-build.js';
import type { Build } from '../support/data-build.js';
import { ChartArbitraries } from '../support/data-charts.js';
import { loadDemo, SHIPPED } from '../support/data-content.js';
import { AT, SEED } from '../support/data-property.js';

const run = promisify(execFile);

/** One behind UTC, one far ahead of it, both with summer time. */
const ZONES = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland'];
/** The evening before and the morning after a change of clocks, a leap day, and the last moment of a year. */
const MOMENTS = [
  AT,
  Date.UTC(2026, 2, 8, 9, 59),
  Date.UTC(2024, 1, 29, 0, 30),
  Date.UTC(2026, 11, 31, 23, 59),
];

const SCRIPT = `
import { readFileSync } from 'node:fs';
const [dist, site, shipped, file] = process.argv.slice(1);
const { loadContent } = await import(dist + '/content/load-content.js');
const { evaluateChart } = await import(dist + '/pipeline/evaluate-chart.js');
const { content } = await loadContent({ site, shipped, fhirServers: undefined, withCases: false });
const { inputs, moments } = JSON.parse(readFileSync(file, 'utf8'));
const results = moments.flatMap((at) => inputs.map((input) => {
  const [client] = content.site.clients;
  const call = { client, userId: 'Practitioner/1', patientId: input.patientId, encounterId: input.encounterId };
  const { assessment, cards } = evaluateChart(call, input, content, at, () => 'uuid');
  return { assessment, cards };
}));
const noon = new Date(2026, 0, 1, 12).getTime();
process.stdout.write(JSON.stringify({ noon, results }));
`;

interface Printed {
  readonly noon: number;
  readonly results: readonly { readonly cards: readonly unknown[] }[];
}

let build: Build;

beforeAll(async () => {
  build = await buildService();
}, 60_000);

afterAll(async () => build.remove());

describe('The result does not depend on the time zone of the machine (decision 4)', () => {
  it('is the same in UTC, behind it and ahead of it', async () => {
    const arbitraries = new ChartArbitraries(await loadDemo());
    const charts = fc.sample(arbitraries.charts(true), { seed: SEED, numRuns: 100 });
    const file = join(build.dist, 'charts.json');
    await writeFile(file, JSON.stringify({ inputs: charts.map((spec) => inputOf(spec)), moments: MOMENTS }));
    const dist = pathToFileURL(build.dist).href;
    const site = join(SHIPPED, 'sites', 'demo');
    const printed = await Promise.all(
      ZONES.map(async (TZ) => {
        const args = ['--input-type=module', '-e', SCRIPT, dist, site, SHIPPED, file];
        const { stdout } = await run('node', args, { env: { ...process.env, TZ }, maxBuffer: 1e9 });
        return JSON.parse(stdout) as Printed;
      }),
    );
    const [utc, ...others] = printed;
    expect(new Set(printed.map(({ noon }) => noon)).size).toBe(ZONES.length);
    expect(utc?.results.filter(({ cards }) => cards.length > 0).length).toBeGreaterThan(20);
    for (const other of others) expect(JSON.stringify(other.results)).toBe(JSON.stringify(utc?.results));
  }, 60_000);
});
