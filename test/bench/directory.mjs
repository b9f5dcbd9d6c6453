/**
 * Measures the directory in this process: `npm run bench:directory`. 50,000 invented services by HSDS 3.0 tables and by CSV, and what
 * it takes to match one need. See docs/benchmarks.md.
 */
import { compileDirectory } from '../../dist/directory/compile-directory.js';
import { coverageGaps } from '../../dist/directory/coverage-gaps.js';
import { importCsv } from '../../dist/directory/import/import-csv.js';
import { importHsdsTables } from '../../dist/directory/import/import-hsds.js';
import { MAPPING } from '../../dist/directory/import/mapping.js';
import { matchServices } from '../../dist/directory/match-services.js';
import { readServices } from '../../dist/content/read-services.js';
import { randomOf } from './random.mjs';
import { median, printMachine, printTable } from './report.mjs';

const COUNT = Number(process.argv[2] ?? 50_000);
const AT = Date.parse('2026-11-24T18:00:00Z');
const TYPES = [
  'advocacy',
  'shelter',
  'legal-work',
  'peer',
  'mental-health',
  'basic-needs',
  'medical-home',
  'crisis-line',
];
const STATES = ['IL', 'NY', 'CA', 'TX', 'WA', 'FL', 'MA', 'OH', 'GA', 'AZ'];
const ZONES = ['America/Chicago', 'America/New_York', 'America/Los_Angeles', 'America/Denver'];
const DAYS = ['Mo-Fr', 'Mo-Sa', 'Tu-Th', 'Mo-Su'];

const { next: random, pick } = randomOf(7);
const clock = (from, to) =>
  `${String(from + Math.floor(random() * (to - from))).padStart(2, '0')}:${pick(['00', '15', '30'])}`;

/** Rows of invented services; a tenth works everywhere in the country, the rest in a state or a city of one. */
function rows() {
  return Array.from({ length: COUNT }, (_, number) => {
    const state = pick(STATES);
    const area =
      number % 10 === 0 ? 'US' : number % 2 === 0 ? `US-${state}` : `US-${state}/city:City${number % 200}`;
    return {
      id: `s${number}`,
      name: `Team ${number}, "north"`,
      types: `${pick(TYPES)};${pick(TYPES)}`,
      hours: random() < 0.1 ? '24/7' : `${pick(DAYS)} ${clock(6, 12)}-${clock(14, 22)}`,
      area,
      zone: pick(ZONES),
      from: pick(['0', '12', '18']),
      id_required: pick(['yes', 'no', '']),
      languages: pick(['en', 'en;es', 'en;fr;zh']),
      organization: `Agency ${number % 5000}`,
      phone: `312-555-${String(number % 10_000).padStart(4, '0')}`,
    };
  });
}

const quote = (text) => `"${String(text).replaceAll('"', '""')}"`;
const table = (names, list) =>
  [names.join(','), ...list.map((row) => names.map((name) => quote(row[name] ?? '')).join(','))].join('\r\n');

const csvMapping = MAPPING.parse({
  columns: {
    id: 'id',
    name: 'name',
    types: { column: 'types', split: ';' },
    hours: 'hours',
    areas: 'area',
    timeZone: 'zone',
    minimumAge: 'from',
    idRequired: 'id_required',
    languages: { column: 'languages', split: ';' },
    organization: 'organization',
    phone: 'phone',
  },
  defaults: { verification: { verifiedOn: '2026-10-01' } },
});
const hsdsMapping = MAPPING.parse({
  terms: Object.fromEntries(TYPES.map((type) => [type, type])),
  defaults: { timeZone: 'America/Chicago', verification: { verifiedOn: '2026-10-01' } },
});

function hsdsPackage(list) {
  const names = { organization: [...new Set(list.map((row) => row.organization))] };
  const of = (name, columns, all) => ({ name, file: `${name}.csv`, text: table(columns, all) });
  return [
    of(
      'organization',
      ['id', 'name', 'description'],
      names.organization.map((name) => ({ id: name, name, description: 'x' })),
    ),
    of(
      'service',
      ['id', 'organization_id', 'name', 'status', 'minimum_age'],
      list.map((row) => ({
        ...row,
        organization_id: row.organization,
        status: 'active',
        minimum_age: row.from,
      })),
    ),
    of(
      'phone',
      ['id', 'service_id', 'number', 'type'],
      list.map((row) => ({ id: `p${row.id}`, service_id: row.id, number: row.phone, type: 'voice' })),
    ),
    of(
      'schedule',
      ['id', 'service_id', 'freq', 'byday', 'opens_at', 'closes_at'],
      list.map((row) => ({
        id: `h${row.id}`,
        service_id: row.id,
        freq: 'WEEKLY',
        byday: 'MO,TU,WE',
        opens_at: '09:00',
        closes_at: '17:00',
      })),
    ),
    of(
      'service_area',
      ['id', 'service_id', 'name', 'uri'],
      list.map((row) => ({
        id: `a${row.id}`,
        service_id: row.id,
        name: row.area,
        uri: `urn:haven-cds:area:${row.area}`,
      })),
    ),
    of(
      'language',
      ['id', 'service_id', 'code'],
      list.flatMap((row) =>
        row.languages.split(';').map((code) => ({ id: `${row.id}${code}`, service_id: row.id, code })),
      ),
    ),
    of(
      'taxonomy_term',
      ['id', 'code', 'name', 'taxonomy'],
      TYPES.map((type) => ({ id: type, code: type, name: type, taxonomy: 'x' })),
    ),
    of(
      'attribute',
      ['id', 'link_id', 'taxonomy_term_id', 'link_entity'],
      list.flatMap((row) =>
        row.types.split(';').map((type, number) => ({
          id: `${row.id}t${number}`,
          link_id: row.id,
          taxonomy_term_id: type,
          link_entity: 'service',
        })),
      ),
    ),
  ];
}

function timed(action) {
  const before = process.cpuUsage();
  const start = performance.now();
  const value = action();
  const ms = performance.now() - start;
  return { value, ms, cpu: process.cpuUsage(before).user / 1000 };
}

const NONE = new Set();
const list = rows();
const csv = table(Object.keys(list[0]), list);
const fromCsv = timed(() => importCsv({ file: 'bench.csv', text: csv }, csvMapping, NONE));
const tables = hsdsPackage(list);
const fromHsds = timed(() => importHsdsTables(tables, hsdsMapping, NONE));
const { services } = fromCsv.value;
const text = `[\n${services.map((service) => JSON.stringify(service)).join(',\n')}\n]\n`;
const read = timed(() => readServices(new Map([['bench.json', text]])));
const yes = () => true;
const tools = { isNeutralName: yes, isNeutralTitle: yes, isNeutralAddress: yes, records: [] };
const compiled = timed(() => compileDirectory(services, tools));
const directory = compiled.value;

printMachine();
printTable(
  ['Step', 'services', 'refused', 'seconds', 'CPU seconds'],
  [
    [
      'import CSV',
      services.length,
      fromCsv.value.refusals.length,
      (fromCsv.ms / 1000).toFixed(2),
      (fromCsv.cpu / 1000).toFixed(2),
    ],
    [
      'import HSDS tables',
      fromHsds.value.services.length,
      fromHsds.value.refusals.length,
      (fromHsds.ms / 1000).toFixed(2),
      (fromHsds.cpu / 1000).toFixed(2),
    ],
    [
      'read the written file',
      read.value.services.length,
      read.value.findings.length,
      (read.ms / 1000).toFixed(2),
      (read.cpu / 1000).toFixed(2),
    ],
    ['index', directory.listed.length, 0, (compiled.ms / 1000).toFixed(2), (compiled.cpu / 1000).toFixed(2)],
  ].map((row) => row.map(String)),
);

const facility = {
  country: 'US',
  stateProvince: 'IL',
  county: undefined,
  city: 'City7',
  postalCode: '60601',
  timeZone: 'America/Chicago',
};
const need = {
  types: ['advocacy', 'peer'],
  age: { from: 30, to: 30 },
  gender: undefined,
  language: 'es',
  facility,
  at: AT,
};

function microseconds(change, rounds) {
  const times = [];
  for (let round = -50; round < rounds; round += 1) {
    const asked = { ...need, ...change(round) };
    const start = performance.now();
    matchServices(directory, asked, 3);
    if (round >= 0) times.push((performance.now() - start) * 1000);
  }
  return { median: median(times), worst: Math.max(...times) };
}

const found = matchServices(directory, need, 3).length;
const usual = microseconds(() => ({}), 2000);
const minutes = microseconds((round) => ({ at: AT + round * 60_000 }), 500);
const everything = microseconds(() => ({ types: TYPES }), 500);
const gaps = timed(() => coverageGaps(directory, { facility, needs: new Map(), at: AT }));
printTable(
  ['Match', 'median us', 'worst us'],
  [
    [`a need (${found} found)`, usual],
    ['in another minute each time', minutes],
    ['every type at once', everything],
  ].map(([name, { median: middle, worst }]) => [name, middle.toFixed(0), worst.toFixed(0)]),
);
console.log(`what a department lacks, once a day: ${gaps.ms.toFixed(1)} ms (${gaps.value.length} gaps)`);
