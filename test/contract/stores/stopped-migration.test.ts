import { type Kysely, type KyselyPlugin, sql } from 'kysely';
import { migrate } from '../../../src/adapters/store/migrate';
import { openSqlite } from '../../../src/adapters/store/open-sqlite';
import { createStore } from '../../../src/adapters/store/open-store';
import type { StoreTables } from '../../../src/adapters/store/schema';
import { type EarlierTables, leaveAtVersion } from '../../support/earlier-stores';
import { at } from './store-bench';

// It migrates some eighty databases.
jest.setTimeout(120_000);

// SQLite cannot take a whole step back, so a kill leaves what was done of it.
describe.each([1, 3])('an SQLite file that version %i left', (steps) => {
  it('is brought up to date by the next start, wherever the one before was killed', async () => {
    const whole = await openLeft(steps);
    const statements = await countStatements(whole);
    const expected = await describeTables(whole);
    await whole.destroy();

    for (let done = 0; done < statements; done++) {
      const db = await openLeft(steps);
      await expect(migrate(db.withPlugin(stopAfter(done)))).rejects.toThrow();
      await migrate(db);

      expect([done, await describeTables(db)]).toEqual([done, expected]);
      expect(await readWhatWasThere(db)).toEqual([1, 'message-1', 'incident-1']);
      await db.destroy();
    }
  });
});

async function openLeft(steps: number): Promise<Kysely<StoreTables>> {
  const db = await openSqlite(':memory:');
  await leaveAtVersion(db as unknown as Kysely<EarlierTables>, steps);
  return db;
}

async function countStatements(db: Kysely<StoreTables>): Promise<number> {
  let statements = 0;
  await migrate(
    db.withPlugin(
      onEach(() => {
        statements += 1;
      }),
    ),
  );
  return statements;
}

function stopAfter(done: number): KyselyPlugin {
  let statements = 0;
  return onEach(() => {
    statements += 1;
    if (statements > done) throw new Error('killed');
  });
}

function onEach(call: () => void): KyselyPlugin {
  return {
    transformQuery({ node }) {
      call();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

/** Columns in no order: where a start stopped midway does not matter to anybody. */
async function describeTables(db: Kysely<StoreTables>) {
  const tables = await db.introspection.getTables();
  const indexes = await sql<{ sql: string }>`
    select sql from sqlite_master where type = 'index' order by name`.execute(db);
  return {
    tables: tables.map(({ name, columns }) => ({
      name,
      columns: columns
        .map(({ name: column, dataType, isNullable }) => [column, dataType, isNullable])
        .sort(),
    })),
    indexes: indexes.rows.map(({ sql: text }) => text),
  };
}

async function readWhatWasThere(db: Kysely<StoreTables>) {
  const store = createStore(db);
  const taken = await store.alertInbox.takeDue(at('03:16:00'), 60_000, 10);
  const [card] = await store.outbox.listCards({ kind: 'incident', key: 'incident-1' });
  const [ask] = await store.incidentBook.takeDueAsks(at('04:00:00'), 60_000, 10);
  return [taken.length, card?.messageId, ask?.incident.key];
}
