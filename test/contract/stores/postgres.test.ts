import { createServer, type Server } from 'node:net';
import { sql } from 'kysely';
import { openPostgres } from '../../../src/adapters/store/open-postgres';
import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { createPostgresPool } from '../../../src/adapters/store/postgres-pool';
import { describeError } from '../../../src/http/replies';
import { alert } from '../../support/alerts';
import { type PostgresServer, postgresPassword, startPostgres } from '../../support/postgres';
import { at } from './store-bench';

let postgres: PostgresServer;
const cleanups: (() => unknown)[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.close());

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

describe('a PostgreSQL that cannot be opened', () => {
  it.each([
    ['a wrong password', wrongPassword, /refuses the user name or the password \(28P01\)/],
    ['no such database', noDatabase, /has no database of that name \(3D000\)/],
    ['nobody at that address', nobodyThere, /does not answer \(ECONNREFUSED\)/],
    ['somebody who hangs up', hangsUp, /does not answer \(.+\)/],
    ['no encryption where it is asked for', encrypted, /does not support SSL/],
  ])('says so: %s', async (_what, badUrl, expected) => {
    const opened = openStore(await badUrl());

    await expect(opened).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
    await expect(opened).rejects.toThrow(expected);
    await expect(opened).rejects.not.toThrow(postgresPassword);
  });

  it('never shows the password, whoever prints the error', async () => {
    const error = await openStore(await wrongPassword()).catch((each) => each);

    expect(JSON.stringify([error, error.cause, error.stack, { ...error.cause }])).not.toMatch(
      /canary|not-the-password/,
    );
  });

  it('opens with the url as other programs write it', async () => {
    const url = (await postgres.createDatabase()).replace('postgres:', 'POSTGRESQL:');

    const store = await open(`${url}?sslmode=disable&application_name=ours`);

    await expect(store.ping()).resolves.toBeUndefined();
  });
});

describe('a PostgreSQL', () => {
  it('gives whole numbers as numbers and sorts texts by their bytes', async () => {
    const db = openPostgres(await postgres.createDatabase(), 'serving');
    cleanups.push(() => db.destroy());
    await db.schema.createTable('words').addColumn('word', 'text').execute();
    await sql`insert into words values ('b'), ('B'), ('ä'), ('a'), ('_'), ('-a')`.execute(db);

    const words = await sql<{ word: string }>`select word from words order by word`.execute(db);
    const [sums] = (
      await sql`select count(*), sum(${1774000000000}::bigint), max(word) from words`.execute(db)
    ).rows;

    expect(words.rows.map(({ word }) => word)).toEqual(['-a', 'B', '_', 'a', 'b', 'ä']);
    expect(sums).toEqual({ count: 6, sum: 6 * 1774000000000, max: 'ä' });
  });

  it('takes from a queue that grew within seconds as quickly as from a short one', async () => {
    const url = await postgres.createDatabase();
    const store = await open(url);
    const db = openPostgres(url, 'serving');
    cleanups.push(() => db.destroy());
    await store.alertInbox.addOnce(alert(), at('03:15:00'));
    const short = await timeTaking(store);

    await sql`
      insert into alert_inbox
      select delivery_key || n, alert_id || n, alert, arrival || n, received_at, due_at,
        0, 0, state, outcome, finished_at, 0
      from alert_inbox, generate_series(1, 30000) as n`.execute(db);
    const long = await timeTaking(store);

    expect(long / short).toBeLessThan(20);
  });

  it('that can only be read takes nothing, and says so', async () => {
    const url = await postgres.createDatabase();
    await (await openStore(url)).close();
    const store = await open(`${url}?options=-c%20default_transaction_read_only%3Don`);

    const answers = await Promise.all([
      store.ping().catch(codeOf),
      store.alertInbox.addOnce(alert(), at('03:15:00')).catch(codeOf),
    ]);

    expect(answers).toEqual(['store_unavailable', 'store_unavailable']);
  });

  it('has a connection less that gave no answer, and nobody gets that one again', async () => {
    const url = await postgres.createDatabase();
    const pool = createPostgresPool({ connectionString: url, max: 1, query_timeout: 100 });
    cleanups.push(() => pool.end());
    const silent = await pool.connect();

    const answer = await silent.query('select pg_sleep(60)', []).catch(codeOf);
    const rollback = await silent.query('rollback', []).catch(codeOf);
    silent.release();
    const next = await pool.connect();
    const answered = await next.query('select 1 as one', []);
    next.release();

    expect([answer, rollback]).toEqual(['store_unavailable', 'store_unavailable']);
    expect(answered.rows).toEqual([{ one: 1 }]);
  });
});

describe('a PostgreSQL that goes away for a while', () => {
  it('is answered for with 503, and used again as soon as it is back', async () => {
    const store = await open(await postgres.createDatabase());
    await store.alertInbox.addOnce(alert({ id: 'before' }), at('03:15:00'));

    await postgres.stop();
    const errors = await Promise.all([
      ...Array.from({ length: 30 }, (_, i) =>
        store.alertInbox.addOnce(alert({ id: `a${i}` }), at('03:15:00')).catch((each) => each),
      ),
      store.alertInbox.takeDue(at('03:15:00'), 60_000, 1).catch((each) => each),
      store.ping().catch((each) => each),
    ]);
    await postgres.start();
    await store.ping();
    const again = await store.alertInbox.addOnce(alert({ id: 'after' }), at('03:16:00'));
    const taken = await store.alertInbox.takeDue(at('03:16:00'), 60_000, 10);

    expect(new Set(errors.map(codeOf))).toEqual(new Set(['store_unavailable']));
    expect(new Set(errors.map((each) => describeError(each, 'r').status))).toEqual(new Set([503]));
    expect(again).toBe('added');
    expect(taken.map((each) => each.alert.id)).toEqual(['before', 'after']);
  });

  it('in the middle of a transaction, keeps nothing of it', async () => {
    const url = await postgres.createDatabase();
    const store = await open(url);
    const db = openPostgres(url, 'serving');
    cleanups.push(() => db.destroy());

    const within = await db
      .transaction()
      .execute(async (transaction) => {
        await transaction.insertInto('store_probe').values({ filler: 'half' }).execute();
        await postgres.stop();
        await transaction.insertInto('store_probe').values({ filler: 'other half' }).execute();
      })
      .catch(codeOf);
    await postgres.start();
    const kept = await db.selectFrom('store_probe').selectAll().execute();
    await store.ping();

    expect(within).toBe('store_unavailable');
    expect(kept).toEqual([]);
  });
});

/** Milliseconds of the quickest: what else the machine does only adds to the others. */
async function timeTaking(store: Store): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 10; i++) {
    const startedAt = performance.now();
    await store.alertInbox.takeDue(at('03:15:00'), 60_000, 16);
    times.push(performance.now() - startedAt);
  }
  return Math.min(...times);
}

async function open(url: string): Promise<Store> {
  const store = await openStore(url);
  cleanups.push(() => store.close());
  return store;
}

async function wrongPassword(): Promise<string> {
  return (await postgres.createDatabase()).replace(postgresPassword, 'not-the-password');
}

async function noDatabase(): Promise<string> {
  return `${await postgres.createDatabase()}_of_another_name`;
}

async function encrypted(): Promise<string> {
  return `${await postgres.createDatabase()}?sslmode=require`;
}

async function nobodyThere(): Promise<string> {
  const server = await listen(createServer());
  const url = urlOf(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

async function hangsUp(): Promise<string> {
  const server = await listen(createServer((socket) => socket.destroy()));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return urlOf(server);
}

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function urlOf(server: Server): string {
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return `postgres://reconnect:${postgresPassword}@127.0.0.1:${port}/reconnect`;
}

function codeOf(error: { code?: string }): string | undefined {
  return error.code;
}
