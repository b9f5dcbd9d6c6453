import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { buildThread } from './data-build.js';
import type { BuiltThread } from './data-build.js';

/** The thread of SQLite, compiled as it is shipped. */
export async function sqliteThread(): Promise<BuiltThread> {
  return buildThread('ledger', 'store', 'sqlite-worker.js');
}

const DEFAULT_URL = 'postgres://postgres@127.0.0.1:5432/postgres';

/** A PostgreSQL database of its own for one test file. */
export interface PostgresUnderTest {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Makes a database on the server of `HAVEN_TEST_DATABASE_URL`, or on this machine's.
 *
 * @returns undefined where there is no server and none was named; a message says so
 */
export async function postgresUnderTest(): Promise<PostgresUnderTest | undefined> {
  const named = process.env['HAVEN_TEST_DATABASE_URL'];
  const server = named ?? DEFAULT_URL;
  const name = `haven_test_${randomBytes(6).toString('hex')}`;
  try {
    await execute(server, `create database ${name}`);
  } catch (error) {
    if (named !== undefined) throw error;
    process.stderr.write(
      `skipped: no PostgreSQL at ${DEFAULT_URL}; set HAVEN_TEST_DATABASE_URL to run these tests\n`,
    );
    return undefined;
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => execute(server, `drop database ${name} with (force)`) };
}
