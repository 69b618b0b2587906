import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** A real PostgreSQL of the test's own, on loopback, with its data in a temporary folder. */
export interface PostgresServer {
  host: string;
  port: number;
  /** A new database with nothing in it; gives its url. */
  createDatabase(): Promise<string>;
  /** Goes away and cuts every connection; what was written stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

const user = 'reconnect';
export const postgresPassword = 'canary-password';

export async function startPostgres(): Promise<PostgresServer> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'reconnect-postgres-'));
  const port = await findFreePort();
  const options = JSON.stringify({ databaseDir, port, user, password: postgresPassword });
  const holder = fork(join(__dirname, 'postgres-process.mjs'), [options], { execArgv: [] });
  await ask(holder, 'initialise');
  await ask(holder, 'start');
  const url = (name: string) =>
    `postgres://${user}:${postgresPassword}@127.0.0.1:${port}/${encodeURIComponent(name)}`;
  let created = 0;
  return {
    host: '127.0.0.1',
    port,
    async createDatabase() {
      created += 1;
      const name = `bench_${created}`;
      await run(url('postgres'), `create database ${name}`);
      return url(name);
    },
    stop: () => ask(holder, 'stop'),
    start: () => ask(holder, 'start'),
    async close() {
      const ended = once(holder, 'exit');
      holder.disconnect();
      await ended;
    },
  };
}

async function ask(holder: ChildProcess, verb: string): Promise<void> {
  const answered = once(holder, 'message');
  holder.send(verb);
  const [{ failure }] = (await answered) as [{ failure?: string }];
  if (failure !== undefined) throw new Error(`PostgreSQL did not ${verb}: ${failure}`);
}

/** Removes every row but those that say how far the tables are: a new database takes longer. */
export async function emptyTables(url: string): Promise<void> {
  const tables = `select quote_ident(tablename) from pg_tables
    where schemaname = 'public' and tablename not like 'kysely_%'`;
  await run(
    url,
    `do $$ declare name text; begin
      for name in ${tables} loop execute 'delete from ' || name; end loop;
    end $$`,
  );
}

async function run(url: string, statements: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
