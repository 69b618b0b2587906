import { type Kysely, sql } from 'kysely';
import { openSqlite } from '../../../src/adapters/store/open-sqlite';
import { keepStatements } from '../../../src/adapters/store/prepared-statements';

interface Tables {
  things: { name: string; size: number };
}

let db: Kysely<Tables>;

beforeEach(async () => {
  db = (await openSqlite(':memory:')) as unknown as Kysely<Tables>;
  await sql`create table things (name text primary key, size integer)`.execute(db);
});

afterEach(() => db.destroy());

const add = (name: string, size = 1) => db.insertInto('things').values({ name, size }).execute();
const find = (size: number) =>
  db.selectFrom('things').select('name').where('size', '=', size).orderBy('name').execute();

it('gives the same statement other values, however many rows it finds', async () => {
  for (let index = 0; index < 205; index += 1) await add(`thing-${index}`, index < 105 ? 2 : 3);

  const found = [await find(2), await find(9), await find(3), await find(2)];

  expect(found.map((rows) => rows.length)).toEqual([105, 0, 100, 105]);
});

it('uses a statement again after it failed', async () => {
  await add('one');

  await expect(add('one')).rejects.toThrow(/UNIQUE/i);
  await add('two');

  expect(await find(1)).toEqual([{ name: 'one' }, { name: 'two' }]);
});

it('sees a column that was added meanwhile', async () => {
  await add('one');
  const before = await db.selectFrom('things').selectAll().execute();

  await sql`alter table things add column colour text default 'red'`.execute(db);
  const after = await db.selectFrom('things').selectAll().execute();

  expect([before, after]).toEqual([
    [{ name: 'one', size: 1 }],
    [{ name: 'one', size: 1, colour: 'red' }],
  ]);
});

it('keeps no more statements than are of use', () => {
  let prepared = 0;
  const statements = keepStatements({
    prepare() {
      prepared += 1;
      return {
        reader: true,
        all: () => [],
        run: () => ({ changes: 0, lastInsertRowid: 0 }),
        iterate: () => [].values(),
      };
    },
    close: () => undefined,
  });

  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < 301; index += 1) statements.prepare(`select ${index}`);
    statements.prepare('select 300');
  }

  expect(prepared).toBe(602);
});
