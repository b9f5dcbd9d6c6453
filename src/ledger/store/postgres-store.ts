import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import type { PoolConfig } from 'pg';
import { HavenError } from '../../model/haven-error.js';
import { faultCode } from '../fault-code.js';
import { noLedger } from '../no-ledger.js';
import { batchAppends } from './batch-appends.js';
import { ForeignTables } from './foreign-tables.js';
import { hasTables, migrate } from './migrations.js';
import { OPERATIONS } from './operations.js';
import type { Asked, Name, Store, StoreSettings } from './operations.js';
import type { Database, Tables } from './tables.js';

const CONNECT_MS = 1_000;
/** A process that stands still in the middle of a transaction lets go of what it has locked. */
const STILL_MS = 5_000;
/** A database that is slow at the bedside is as good as none. The driver waits a second longer than the server does. */
const BEDSIDE = { statement_timeout: 2_000, query_timeout: 3_000, max: 4 } as const;
const OFFICE = { statement_timeout: 30_000, query_timeout: 31_000, max: 4 } as const;

/** Every moment and count of ours fits a number; `pg` would give them as text. */
const INT8 = types.builtins.INT8;
const parsers: NonNullable<PoolConfig['types']> = {
  getTypeParser: (oid, format) =>
    oid === INT8 ? (text: string) => Number(text) : (types.getTypeParser(oid, format) as unknown),
};

/** What the driver says without a code, in our words. */
const WITHOUT_CODE: readonly (readonly [RegExp, string])[] = [
  [/timeout/i, 'no answer in time'],
  [/SSL/, 'no connection over TLS'],
  [/^Connection terminated|not queryable/, 'the connection broke'],
];

/** The driver's own messages may hold values and the address of the database. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof ForeignTables) return error.message;
  const said = faultCode(error) ?? WITHOUT_CODE.find(([words]) => words.test(error.message))?.[1];
  return said ?? `failed (${error.name})`;
}

function unavailable(error: unknown): HavenError {
  if (error instanceof HavenError) return error;
  return new HavenError('ledger-unavailable', `PostgreSQL: ${problemOf(error)}`, { cause: error });
}

function open(url: string, settings: PoolConfig): Kysely<Tables> {
  const pool = new Pool({
    connectionString: url,
    application_name: 'haven-cds',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    idle_in_transaction_session_timeout: STILL_MS,
    types: parsers,
    ...settings,
  });
  // A connection that breaks says so to whoever asks on it. One that breaks between two questions says it here as well, in use
  // or idle, and would otherwise end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Makes the tables on a connection that may take its time. */
async function bringUp(url: string, { mustExist = false }: StoreSettings): Promise<void> {
  const db = open(url, { max: 1 });
  const database: Database = { db, dialect: 'postgres' };
  try {
    if (mustExist && !(await hasTables(database))) throw noLedger('in this PostgreSQL database');
    await migrate(database);
  } finally {
    await db.destroy();
  }
}

/** Two pools: what somebody waits for at the bedside never stands behind a report, and waits for no disk where it need not. */
class Connections {
  private readonly bedside: Kysely<Tables>;
  private readonly office: Kysely<Tables>;

  constructor(url: string) {
    this.bedside = open(url, { ...BEDSIDE, options: '-c synchronous_commit=off' });
    this.office = open(url, OFFICE);
  }

  async run<N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']> {
    const { answered, run } = OPERATIONS[name];
    try {
      switch (answered) {
        case 'early':
        case 'read':
          return await run(Connections.of(this.bedside), input);
        case 'report':
          return await run(Connections.of(this.office), input);
        case 'durable':
          return await this.office.transaction().execute((db) => run(Connections.of(db), input));
      }
    } catch (error) {
      throw unavailable(error);
    }
  }

  private static of(db: Kysely<Tables>): Database {
    return { db, dialect: 'postgres' };
  }

  async close(): Promise<void> {
    await Promise.all([this.bedside.destroy(), this.office.destroy()]);
  }
}

/**
 * PostgreSQL, shared by as many processes as there are. Cards, reports and tokens that come in while others are under way go
 * together. The tables are made when it first answers.
 *
 * @throws HavenError `configuration-invalid` on the first question, where there are none and `mustExist` is said
 */
export function postgresStore(url: string, settings: StoreSettings = {}): Store {
  const connections = new Connections(url);
  let made: Promise<void> | undefined;
  const ready = (): Promise<void> =>
    (made ??= bringUp(url, settings).catch((error: unknown) => {
      made = undefined;
      throw unavailable(error);
    }));
  const run = async <N extends Name>(name: N, input: Asked[N]['input']): Promise<Asked[N]['output']> => {
    await ready();
    return connections.run(name, input);
  };
  return {
    ask: batchAppends(run),
    close: () => connections.close(),
  };
}
