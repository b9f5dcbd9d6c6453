import { sql } from 'kysely';
import type { Compilable, Kysely, RawBuilder } from 'kysely';
import type { Database, Tables } from './tables.js';

/** A place in a query, for a value that is read anew each time it runs. */
type Place<From> = <Value>(read: (from: From) => Value) => RawBuilder<Value>;

/** Where the values of a query will be. */
interface Places<Item, Shared> {
  /** the same for each thing of the list, in its order */
  readonly each: <Part>(make: (of: Place<Item>) => Part) => Part[];
  /** for what the whole list has in common */
  readonly shared: Place<Shared>;
}

/** Builds a query with places instead of values. */
type BuildQuery<Item, Shared, Row> = (db: Kysely<Tables>, places: Places<Item, Shared>) => Compilable<Row>;

type Read<Item, Shared> = (items: readonly Item[], shared: Shared) => unknown;

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError('a query was made for a longer list');
  return item;
}

function prepare<Item, Shared, Row>(build: BuildQuery<Item, Shared, Row>, db: Kysely<Tables>, count: number) {
  const reads = new Map<unknown, Read<Item, Shared>>();
  const placed = <Value>(read: Read<Item, Shared>): RawBuilder<Value> => {
    const mark = Symbol('place');
    reads.set(mark, read);
    return sql<Value>`${mark}`;
  };
  const query = build(db, {
    each: (make) =>
      Array.from({ length: count }, (_, index) =>
        make((read) => placed((items) => read(itemAt(items, index)))),
      ),
    shared: (read) => placed((_, shared) => read(shared)),
  }).compile();
  return { query, parameters: query.parameters.map((value) => reads.get(value) ?? (() => value)) };
}

/**
 * A query that is built and compiled once for each length of its list and each database: to do so takes several times as long as
 * SQLite takes to answer.
 *
 * @returns runs it for a list that is not empty, and gives its rows
 */
export function preparedQuery<Item, Shared, Row>(
  build: BuildQuery<Item, Shared, Row>,
): (database: Database, items: readonly Item[], shared: Shared) => Promise<readonly Row[]> {
  const kept = new Map<string, ReturnType<typeof prepare<Item, Shared, Row>>>();
  return async ({ db, dialect }, items, shared) => {
    const key = `${dialect} ${items.length}`;
    const prepared = kept.get(key) ?? prepare(build, db, items.length);
    kept.set(key, prepared);
    const parameters = prepared.parameters.map((read) => read(items, shared));
    const { query: compiled } = prepared;
    const { query, queryId } = compiled;
    return (await db.executeQuery<Row>({ query, queryId, sql: compiled.sql, parameters })).rows;
  };
}
