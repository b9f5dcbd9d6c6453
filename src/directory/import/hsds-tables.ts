import { textOf } from '../../model/json-value.js';
import type { JsonObject } from '../../model/json-value.js';
import { csvTable } from './csv-rows.js';
import type { CsvRecord, CsvTable } from './csv-rows.js';
import type { Refusal, SourcePlace } from './imported.js';

/** A table of an HSDS data package. */
export interface HsdsTable {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** A service put together from its rows, and the row that it is. */
export interface TabularService extends SourcePlace {
  readonly service: JsonObject;
}

interface Read {
  readonly file: string;
  readonly table: CsvTable;
}

const NOTHING: Read = { file: '', table: { names: [], records: [], bad: [] } };

type ByKey = ReadonlyMap<string, readonly CsvRecord[]>;

function groupBy({ table }: Read, key: string): ByKey {
  const groups = new Map<string, CsvRecord[]>();
  for (const record of table.records) {
    const value = record.cells[key];
    if (value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [record]);
    else group.push(record);
  }
  return groups;
}

/** The tables of a package, grouped by what each row belongs to. */
class Package {
  private readonly tables: ReadonlyMap<string, Read>;
  private readonly groups = new Map<string, ByKey>();

  constructor(tables: readonly HsdsTable[]) {
    this.tables = new Map(tables.map(({ name, file, text }) => [name, { file, table: csvTable(text) }]));
  }

  get(name: string): Read {
    return this.tables.get(name) ?? NOTHING;
  }

  all(): readonly Read[] {
    return [...this.tables.values()];
  }

  rows(name: string, key: string, value: string | undefined): readonly CsvRecord[] {
    if (value === undefined) return [];
    const which = `${name} ${key}`;
    const known = this.groups.get(which) ?? groupBy(this.get(name), key);
    this.groups.set(which, known);
    return known.get(value) ?? [];
  }

  private one(name: string, id: string | undefined): JsonObject | undefined {
    return this.rows(name, 'id', id)[0]?.cells;
  }

  attributes(id: string | undefined): readonly JsonObject[] {
    return this.rows('attribute', 'link_id', id).map(({ cells }) => {
      const term = this.one('taxonomy_term', cells['taxonomy_term_id']);
      // HSDS 3.0 has the name of the taxonomy on the term; a package may hold it in a table of its own.
      const taxonomy = term?.['taxonomy'] ?? this.one('taxonomy', textOf(term?.['taxonomy_id']))?.['name'];
      return { ...cells, ...(term === undefined ? {} : { taxonomy_term: { ...term, taxonomy } }) };
    });
  }

  plain(name: string, key: string, id: string | undefined): readonly JsonObject[] {
    return this.rows(name, key, id).map(({ cells }) => cells);
  }

  phones(key: string, id: string | undefined): readonly JsonObject[] {
    return this.rows('phone', key, id).map(({ cells }) => ({
      ...cells,
      languages: this.plain('language', 'phone_id', cells['id']),
      attributes: this.attributes(cells['id']),
    }));
  }

  location(id: string | undefined): JsonObject | undefined {
    const own = this.one('location', id);
    return own === undefined
      ? undefined
      : {
          ...own,
          addresses: this.plain('address', 'location_id', id),
          phones: this.phones('location_id', id),
          schedules: this.plain('schedule', 'location_id', id),
          languages: this.plain('language', 'location_id', id),
          attributes: this.attributes(id),
        };
  }

  at(service: string | undefined): readonly JsonObject[] {
    return this.rows('service_at_location', 'service_id', service).map(({ cells }) => ({
      ...cells,
      location: this.location(cells['location_id']),
      phones: this.phones('service_at_location_id', cells['id']),
      schedules: this.plain('schedule', 'service_at_location_id', cells['id']),
      service_areas: this.plain('service_area', 'service_at_location_id', cells['id']),
    }));
  }

  service(cells: CsvRecord['cells']): JsonObject {
    const { id } = cells;
    return {
      ...cells,
      organization: this.one('organization', cells['organization_id']),
      phones: this.phones('service_id', id),
      schedules: this.plain('schedule', 'service_id', id),
      service_areas: this.plain('service_area', 'service_id', id),
      languages: this.plain('language', 'service_id', id),
      additional_urls: this.plain('url', 'service_id', id),
      service_at_locations: this.at(id),
      attributes: this.attributes(id),
    };
  }
}

/** Rows that belong to a service or a location which is not there: said, since nothing of them is taken. */
const BELONGS: readonly (readonly [table: string, key: string, owner: string])[] = [
  ['phone', 'service_id', 'service'],
  ['schedule', 'service_id', 'service'],
  ['service_area', 'service_id', 'service'],
  ['language', 'service_id', 'service'],
  ['service_at_location', 'service_id', 'service'],
  ['service_at_location', 'location_id', 'location'],
  ['address', 'location_id', 'location'],
];

function orphans(tables: Package): readonly Refusal[] {
  return BELONGS.flatMap(([name, key, owner]) => {
    const { file, table } = tables.get(name);
    return table.records.flatMap(({ line, cells }) =>
      cells[key] === undefined || tables.rows(owner, 'id', cells[key]).length > 0
        ? []
        : [{ file, line, id: cells['id'], reasons: [`${key}: no ${owner} "${cells[key]}"`] }],
    );
  });
}

function* servicesIn(all: Package, file: string, records: readonly CsvRecord[]): Generator<TabularService> {
  for (const { line, cells } of records) yield { file, line, service: all.service(cells) };
}

/** Puts the services of a tabular data package together; every row that cannot be used is told by its line. */
export function hsdsTables(tables: readonly HsdsTable[]): {
  readonly services: Iterable<TabularService>;
  readonly refusals: readonly Refusal[];
} {
  const all = new Package(tables);
  const { file, table } = all.get('service');
  const services = servicesIn(all, file, table.records);
  const bad = all
    .all()
    .flatMap((read) =>
      read.table.bad.map(({ line, why }) => ({ file: read.file, line, id: undefined, reasons: [why] })),
    );
  return { services, refusals: [...bad, ...orphans(all)] };
}
