import { HavenError } from '../../model/haven-error.js';
import { readArea } from '../area-text.js';
import { stableUuid } from '../stable-uuid.js';
import { csvTable } from './csv-rows.js';
import type { CsvRecord } from './csv-rows.js';
import { defined } from './hsds-service.js';
import { takeServices } from './imported.js';
import type { Imported, Refusal, Written } from './imported.js';
import type { CsvField, Mapping } from './mapping.js';
import { parseHours } from './parse-hours.js';

const YES = new Set(['yes', 'y', 'true', '1', 'x']);
const NO = new Set(['no', 'n', 'false', '0']);

/** A word for yes or no; any other stays as it is, for the schema to refuse. */
function flagOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const word = text.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : text;
}

function numberOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** One record, read by the columns of a mapping. */
class Row {
  private readonly cells: CsvRecord['cells'];
  private readonly columns: Mapping['columns'];
  readonly faults: string[] = [];

  constructor(cells: CsvRecord['cells'], columns: Mapping['columns']) {
    this.cells = cells;
    this.columns = columns;
  }

  list(field: CsvField): readonly string[] {
    const column = this.columns[field];
    if (column === undefined) return [];
    const {
      column: name,
      split,
      values = {},
    } = typeof column === 'string' ? { column, split: undefined } : column;
    const cell = this.cells[name];
    if (cell === undefined) return [];
    const parts = split === undefined ? [cell] : cell.split(split).map((part) => part.trim());
    return parts.filter((part) => part !== '').map((part) => values[part] ?? part);
  }

  text(field: CsvField): string | undefined {
    return this.list(field)[0];
  }

  areas(): readonly object[] | undefined {
    const areas = this.list('areas').flatMap((text) => {
      const area = readArea(text);
      if (area === undefined)
        this.faults.push(`areas: "${text}" is none (give \`US-IL/county:Cook\` or map it)`);
      return area ?? [];
    });
    return areas.length === 0 ? undefined : areas;
  }
}

function someOf(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values;
}

function placesOf(row: Row): readonly object[] | undefined {
  const isConfidential = flagOf(row.text('confidential')) === true;
  const place = defined({
    address1: row.text('address1'),
    city: row.text('city'),
    stateProvince: row.text('stateProvince'),
    postalCode: row.text('postalCode'),
    country: row.text('country'),
    latitude: numberOf(row.text('latitude')),
    longitude: numberOf(row.text('longitude')),
  });
  if (isConfidential) return [{ kind: 'confidential', ...place }];
  return place['address1'] === undefined ? undefined : [{ kind: 'physical', ...place }];
}

function phonesOf(row: Row): readonly object[] | undefined {
  const phones = [
    ...row.list('phone').map((number) => ({ number, type: 'voice' })),
    ...row.list('textMessages').map((number) => ({ number, type: 'text' })),
    ...row.list('textPhone').map((number) => ({ number, type: 'textphone' })),
  ];
  return phones.length === 0 ? undefined : phones;
}

const FLAGS = [
  'withChildren',
  'couples',
  'pets',
  'interpretation',
  'idRequired',
  'asksImmigrationStatus',
  'sharesWithPolice',
  'mandatoryReporter',
  'policeRun',
  'survivorLed',
] as const;
const TEXTS = [
  'name',
  'alternateName',
  'description',
  'status',
  'email',
  'timeZone',
  'fees',
  'regime',
  'vettedBy',
  'agreementOn',
  'capacity',
  'alert',
  'caution',
  'source',
] as const;
const LISTS = ['types', 'situations', 'genders', 'languages', 'intake'] as const;

function closuresOf(days: readonly string[]): readonly object[] | undefined {
  if (days.length === 0) return undefined;
  return days.map((text) => {
    const [from, to = from] = text.split('/');
    return /^\d{2}-\d{2}$/.test(text) ? { kind: 'yearly', day: text } : { kind: 'dates', from, to };
  });
}

/** Some rows have no id: who runs what is one, so that a second import finds the same. */
function idOf(row: Row, organization: string): string {
  return row.text('id') ?? stableUuid(`${organization}\n${row.text('name') ?? ''}`);
}

function entryOf(row: Row): Record<string, unknown> {
  const organization = row.text('organization') ?? '';
  const url = row.text('url');
  const hours = row.text('hours');
  const verifiedOn = row.text('verifiedOn');
  const minors = defined({
    unaccompanied: flagOf(row.text('unaccompaniedMinors')),
    guardianConsent: flagOf(row.text('guardianConsent')),
  });
  const entry: Record<string, unknown> = {};
  for (const field of TEXTS) entry[field] = row.text(field);
  for (const field of FLAGS) entry[field] = flagOf(row.text(field));
  for (const field of LISTS) entry[field] = someOf(row.list(field));
  return defined({
    ...entry,
    id: idOf(row, organization),
    organization: { id: row.text('organizationId') ?? stableUuid(organization), name: organization },
    minimumAge: numberOf(row.text('minimumAge')),
    maximumAge: numberOf(row.text('maximumAge')),
    waitDays: numberOf(row.text('waitDays')),
    minors: Object.keys(minors).length === 0 ? undefined : minors,
    phones: phonesOf(row),
    url: url === undefined ? undefined : defined({ address: url, title: row.text('urlTitle') }),
    schedules: hours === undefined ? undefined : parseHours(hours),
    closures: closuresOf(row.list('closedOn')),
    serviceAreas: row.areas(),
    locations: placesOf(row),
    verification:
      verifiedOn === undefined
        ? undefined
        : defined({ verifiedOn, by: row.text('verifiedBy'), method: row.text('verifiedHow') }),
  });
}

/** Columns that the mapping names and the file lacks: a typing error in it would lose a column without a word. */
function lackingColumns(names: readonly string[], { columns }: Mapping): readonly string[] {
  const wanted = Object.values(columns).flatMap((column) =>
    column === undefined ? [] : [typeof column === 'string' ? column : column.column],
  );
  return wanted.filter((name) => !names.includes(name));
}

/** One after another: what was checked is let go before the next is read. */
function* writtenIn(file: string, records: readonly CsvRecord[], { columns }: Mapping): Generator<Written> {
  for (const { line, cells } of records) {
    const row = new Row(cells, columns);
    yield { file, line, value: entryOf(row), faults: row.faults };
  }
}

/**
 * Services of a CSV file, by a mapping of its columns.
 *
 * @throws HavenError `invalid-request` where the mapping and the header do not fit
 */
export function importCsv(
  { file, text }: { readonly file: string; readonly text: string },
  mapping: Mapping,
  taken: ReadonlySet<string>,
): Imported {
  const { names, records, bad } = csvTable(text, mapping.delimiter);
  const lacking = lackingColumns(names, mapping);
  if (lacking.length > 0)
    throw new HavenError(
      'invalid-request',
      `${file} has no column ${lacking.map((name) => `"${name}"`).join(', ')} (it has ${names.join(', ')})`,
    );
  const refused = bad.map(({ line, why }): Refusal => ({ file, line, id: undefined, reasons: [why] }));
  const imported = takeServices(writtenIn(file, records, mapping), mapping.defaults, taken);
  return { services: imported.services, refusals: [...refused, ...imported.refusals] };
}
