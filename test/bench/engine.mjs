/**
 * Measures the engine alone, in this process: `npm run bench:engine`. No HTTP, no JSON.parse: the body is given parsed.
 * See docs/benchmarks.md.
 */
import { fileURLToPath } from 'node:url';
import { assess } from '../../dist/assess/assess.js';
import { foldChart } from '../../dist/chart/fold-chart.js';
import { gatherChart } from '../../dist/chart/gather-chart.js';
import { loadContent } from '../../dist/content/load-content.js';
import { parseHookRequest } from '../../dist/protocol/parse-hook-request.js';
import { growContent, touchedCues } from './grow-content.mjs';
import { COUNTS, makeBody, WITH_NOTES } from './make-body.mjs';
import { median, printMachine, printTable } from './report.mjs';

const AT = Date.now();
const WARM_UP = 400;
const ITERATIONS = 2000;
const RESOURCES = [45, 90, 180, 360, 720];
const CUES = [10, 70, 700, 7000];

async function demoContent() {
  const shipped = fileURLToPath(new URL('../../cds-services', import.meta.url));
  const loaded = await loadContent({
    site: `${shipped}/sites/demo`,
    shipped,
    fhirServers: undefined,
    withCases: false,
  });
  if (loaded.kind === 'refused') throw new Error('the content was refused: run `haven lint`');
  return loaded.content;
}

/** What a call with this body gathers: everything was sent, nothing is fetched. */
async function inputOf(text, content) {
  const call = parseHookRequest(content.services[0].id, JSON.parse(text), content.site.clients[0]);
  return (await gatherChart(call, content, undefined, AT)).input;
}

/** Median microseconds of fold, assess and both, over given inputs in turn. */
async function time(nextInput, content, iterations = ITERATIONS) {
  const [folds, assessments, totals] = [[], [], []];
  for (let round = -WARM_UP; round < iterations; round += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const input = await nextInput();
    const start = performance.now();
    const chart = foldChart(input, content, AT);
    const folded = performance.now();
    assess(chart, content, AT);
    const end = performance.now();
    if (round < 0) continue;
    folds.push((folded - start) * 1000);
    assessments.push((end - folded) * 1000);
    totals.push((end - start) * 1000);
  }
  return { fold: median(folds), assess: median(assessments), total: median(totals) };
}

const row = ({ fold, assess: assessed, total }) => [fold, assessed, total].map((value) => value.toFixed(1));

/** A call in a server has a body that was parsed a moment ago; the same body again is in the caches of the CPU. */
async function reportChart(title, text, content) {
  const once = await inputOf(text, content);
  const fresh = await time(() => inputOf(text, content), content);
  const again = await time(() => once, content);
  console.log(`## ${title}, ${content.cues.length} cues, µs\n`);
  printTable(
    ['body', 'fold', 'assess', 'total'],
    [
      ['parsed anew for each call', ...row(fresh)],
      ['the same object again and again', ...row(again)],
    ],
  );
}

async function reportResources(content) {
  const rows = [];
  for (const total of RESOURCES) {
    const part = (share) => Math.round((total * share) / 180);
    const text = JSON.stringify(
      makeBody({ counts: { conditions: part(60), encounters: part(80), observations: part(40) }, at: AT }),
    );
    // oxlint-disable-next-line no-await-in-loop
    const found = await time(() => inputOf(text, content), content, 600);
    rows.push([total, ...row(found), (found.total / total).toFixed(3)]);
  }
  console.log('## By the number of resources, µs\n');
  printTable(['resources', 'fold', 'assess', 'total', 'per resource'], rows);
}

async function reportCues(text, content) {
  const chart = foldChart(await inputOf(text, content), content, AT);
  const base = touchedCues(content, chart).slice(0, CUES[0]);
  const rows = [];
  for (const count of CUES) {
    const grown = growContent(content, base, count);
    // oxlint-disable-next-line no-await-in-loop
    const found = await time(() => inputOf(text, content), grown, 600);
    rows.push([count, grown.setNames.length, touchedCues(grown, chart).length, ...row(found)]);
  }
  console.log(`## By the number of cues, the 250 KB chart, µs\n`);
  printTable(['cues', 'value sets', 'cues touched', 'fold', 'assess', 'total'], rows);
}

printMachine();
const content = await demoContent();
const keys = content.prefetch.map(({ key }) => key);
const text = JSON.stringify(makeBody({ counts: COUNTS[250], bytes: 250 * 1024, keys, at: AT }));
const noted = JSON.stringify(makeBody({ counts: WITH_NOTES, bytes: 250 * 1024, keys, at: AT }));
await reportChart('The 250 KB chart (60 Conditions, 80 Encounters, 40 Observations)', text, content);
await reportChart('The same size with 20 KB of notes', noted, content);
await reportResources(content);
await reportCues(text, content);
