/**
 * Measures the reading of notes alone, in this process: `npm run bench:text`. See docs/benchmarks.md.
 * Exit code 1 where a limit of decision 26, or the limit for ordinary notes, is not kept.
 */
import { fileURLToPath } from 'node:url';
import { loadContent } from '../../dist/content/load-content.js';
import { TextReader } from '../../dist/text/text-reader.js';
import { HOSTILE, makeHostile, makeNotes } from './notes.mjs';
import { randomOf } from './random.mjs';
import { median, printMachine, printTable } from './report.mjs';

const KB = 1024;
const ORDINARY_MS = 1;
const HOSTILE_MS = 50;
const DOUBLING = 2.2;

async function demoBook() {
  const shipped = fileURLToPath(new URL('../../cds-services', import.meta.url));
  const place = { site: `${shipped}/sites/demo`, shipped, fhirServers: undefined, withCases: false };
  const loaded = await loadContent(place);
  if (loaded.kind === 'refused') throw new Error('the content was refused: run `haven lint`');
  return loaded.content.phrases;
}

function time(reader, text, times, language) {
  const taken = [];
  for (let round = -Math.ceil(times / 3); round < times; round += 1) {
    const start = performance.now();
    reader.read(text, { language, isAffirmed: false });
    if (round >= 0) taken.push(performance.now() - start);
  }
  return { typical: median(taken), fastest: Math.min(...taken) };
}

const book = await demoBook();
const reader = new TextReader(book);
const random = randomOf(1);
let isKept = true;

printMachine();
console.log(
  `\n${book.groups.length} phrase groups, ${book.patterns.length} patterns in three languages\n\n20 KB of ordinary notes, ms (median of 400; at most ${ORDINARY_MS} with all three languages):\n`,
);
const ordinary = [
  ['English', makeNotes(random, 20 * KB)],
  ['French', makeNotes(random, 20 * KB, ['fr'])],
  ['Spanish', makeNotes(random, 20 * KB, ['es'])],
  ['mixed', makeNotes(random, 20 * KB, ['en', 'fr', 'es'])],
];
printTable(
  ['notes', 'language not given', 'given as English'],
  ordinary.map(([name, text]) => {
    const all = time(reader, text, 400).typical;
    isKept &&= all <= ORDINARY_MS;
    return [name, all.toFixed(3), time(reader, text, 400, 'en').typical.toFixed(3)];
  }),
);

console.log(
  `\nHostile notes, ms (median of 15; at most ${HOSTILE_MS} at 256 KB, and ${DOUBLING} times at twice the length):\n`,
);
printTable(
  ['text', '64 KB', '128 KB', '256 KB', '256 / 128, fastest'],
  Object.keys(HOSTILE).map((name) => {
    const [quarter, half, whole] = [64, 128, 256].map((size) =>
      time(reader, makeHostile(name, size * KB), 15),
    );
    // What disturbs the machine makes a ratio of medians jump; the fastest of each is what the work costs.
    const ratio = whole.fastest / half.fastest;
    isKept &&= whole.typical <= HOSTILE_MS && ratio <= DOUBLING;
    return [name, ...[quarter, half, whole].map(({ typical }) => typical.toFixed(1)), ratio.toFixed(2)];
  }),
);
console.log(isKept ? '\nEvery limit is kept.' : '\nA limit is not kept.');
process.exitCode = isKept ? 0 : 1;
