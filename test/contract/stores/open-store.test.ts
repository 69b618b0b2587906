import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import Database from 'libsql';
import { migrate } from '../../../src/adapters/store/migrate';
import { openSqlite } from '../../../src/adapters/store/open-sqlite';
import { createStore, openStore } from '../../../src/adapters/store/open-store';
import { alert } from '../../support/alerts';
import { at } from './store-bench';

let folder: string;
const cleanups: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reconnect-open-'));
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  await rm(folder, { recursive: true });
});

describe('openStore', () => {
  it('creates the folder of the database', async () => {
    const path = join(folder, 'deep', 'er', 'reconnect.db');

    const store = await openStore(`sqlite:${path}`);
    await store.ping();
    await store.close();

    expect((await stat(path)).isFile()).toBe(true);
  });

  it('writes ahead of the database file', async () => {
    const path = join(folder, 'reconnect.db');
    const store = await openStore(`sqlite:${path}`);
    await store.close();

    const database = new Database(path);
    const mode = database.prepare('pragma journal_mode').get();
    database.close();

    expect(mode).toMatchObject({ journal_mode: 'wal' });
  });

  it('frees at once what a process that is gone had taken', async () => {
    const url = `sqlite:${join(folder, 'reconnect.db')}`;
    const killed = await openStore(url);
    await killed.alertInbox.addOnce(alert(), at('03:15:00'));
    await killed.alertInbox.takeDue(at('03:15:00'), 3_600_000, 1);

    const next = await openStore(url);
    const taken = await next.alertInbox.takeDue(at('03:15:01'), 60_000, 1);
    await next.close();
    await killed.close();

    expect(taken).toEqual([expect.objectContaining({ attempt: 2 })]);
  });

  it.each([
    ['mysql://user:canary-password@db/reconnect', 'found mysql:…'],
    ['postgres://user:canary-password@db', 'must look like postgres://'],
    ['postgres://user:canary#password@db/reconnect', 'must look like postgres://'],
    ['postgres://user:canary-password@db/reconnect?sslmode=prefer', 'has an sslmode other than'],
    ['postgresql://u:canary@db/reconnect?sslmode=require&sslrootcert=/no/such/canary', '(ENOENT)'],
    ['./data/reconnect.db', 'found no scheme'],
    ['sqlite:', 'found sqlite:…'],
    ['', 'found no scheme'],
  ])('refuses the url %j without repeating what may be secret', async (url, expected) => {
    const opened = openStore(url);

    await expect(opened).rejects.toMatchObject({ code: 'store_url_invalid' });
    await expect(opened).rejects.toThrow(expected);
    await expect(opened).rejects.not.toThrow('canary');
  });

  it('refuses a network file system', async () => {
    const deps = { fileSystemType: async () => 0xff534d42 };

    const opened = openSqlite(join(folder, 'reconnect.db'), deps);

    await expect(opened).rejects.toMatchObject({ code: 'store_url_invalid' });
    await expect(opened).rejects.toThrow(/network file system, and .* is one: choose a local disk/);
  });

  it('says that the folder cannot be created', async () => {
    await writeFile(join(folder, 'file'), '');

    const opened = openStore(`sqlite:${join(folder, 'file', 'reconnect.db')}`);

    await expect(opened).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('says that the file is no database', async () => {
    await writeFile(join(folder, 'reconnect.db'), 'not a database'.repeat(100));

    const opened = openStore(`sqlite:${join(folder, 'reconnect.db')}`);

    await expect(opened).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('refuses a store of a newer version', async () => {
    const path = join(folder, 'reconnect.db');
    await (await openStore(`sqlite:${path}`)).close();
    const database = new Database(path);
    database.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01')");
    database.close();

    const opened = openStore(`sqlite:${path}`);

    await expect(opened).rejects.toMatchObject({ code: 'store_newer' });
  });

  it('says which step failed', async () => {
    const path = join(folder, 'reconnect.db');
    const database = new Database(path);
    database.exec('create view alert_inbox as select 1 as one');
    database.close();

    const opened = openStore(`sqlite:${path}`);

    await expect(opened).rejects.toMatchObject({ code: 'store_migration_failed' });
    await expect(opened).rejects.toThrow('by step 0001-first-tables');
  });

  // In a process of its own: what went wrong here ended the whole process.
  it('fails a transaction that it is closed under, and lives on', async () => {
    const script = `
      const { openSqlite } = require('./dist/adapters/store/open-sqlite.js');
      (async () => {
        const db = await openSqlite(':memory:');
        const work = db.transaction().execute(async (within) => {
          await db.destroy();
          await within.selectFrom('routes').selectAll().execute();
        });
        await work.catch(({ message }) => console.log(message));
      })();`;

    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);

    expect(stdout).toMatch(/not open/);
  });

  it('does not answer a ping when it is closed', async () => {
    const store = await openStore('sqlite::memory:');
    await store.close();

    const ping = store.ping();

    await expect(ping).rejects.toMatchObject({ code: 'store_unavailable', retryable: true });
  });

  it('takes a database after a start that stopped before it noted its steps', async () => {
    const path = join(folder, 'reconnect.db');
    await (await openStore(`sqlite:${path}`)).close();
    const database = new Database(path);
    database.exec("delete from kysely_migration where name >= '0007'");
    database.close();

    const store = await openStore(`sqlite:${path}`);
    const added = await store.alertInbox.addOnce(alert(), at('03:15:00'));
    await store.close();

    expect(added).toBe('added');
  });
});

describe('a disk that is full', () => {
  it('refuses alerts and the ping, and takes both again when there is room', async () => {
    const db = await openSqlite(':memory:');
    await migrate(db);
    const store = createStore(db);
    const big = alert({ description: 'x'.repeat(4000) });
    await sql`pragma max_page_count = 1`.execute(db);

    const added = await store.alertInbox.addOnce(big, at('03:15:00')).catch(codeOf);
    const pinged = await store.ping().catch(codeOf);
    await sql`pragma max_page_count = 1000000`.execute(db);
    await store.ping();
    const again = await store.alertInbox.addOnce(big, at('03:15:00'));
    await store.close();

    expect([added, pinged, again]).toEqual(['SQLITE_FULL', 'store_unavailable', 'added']);
  });
});

describe('a database that another process has locked', () => {
  it('is waited for without stopping everybody else', async () => {
    const path = join(folder, 'reconnect.db');
    const store = await openStore(`sqlite:${path}`);
    const other = new Database(path);
    other.exec('begin immediate');
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
      if (turns === 10) other.exec('commit');
    }, 1);
    cleanups.push(
      () => clearInterval(turning),
      () => other.close(),
      () => store.close(),
    );

    const added = await store.alertInbox.addOnce(alert(), at('03:15:00'));
    const taken = await store.alertInbox.takeDue(at('03:15:00'), 60_000, 1);

    expect(added).toBe('added');
    expect(taken).toHaveLength(1);
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  it('is given up after a few seconds, and at once by those who come next', async () => {
    const path = join(folder, 'reconnect.db');
    const store = await openStore(`sqlite:${path}`);
    const other = new Database(path);
    other.exec('begin immediate');
    cleanups.push(
      () => other.close(),
      () => store.close(),
    );

    const answers = await Promise.all([
      store.ping().catch(codeOf),
      ...Array.from({ length: 50 }, () =>
        store.alertInbox.takeDue(at('03:15:00'), 60_000, 1).catch(codeOf),
      ),
      ...['a', 'b', 'c'].map((id) =>
        store.alertInbox.addOnce(alert({ id }), at('03:15:00')).catch(codeOf),
      ),
    ]);
    other.exec('rollback');
    const again = await store.alertInbox.addOnce(alert(), at('03:15:00'));

    expect(new Set(answers)).toEqual(new Set(['store_unavailable']));
    expect(again).toBe('added');
  });
});

function codeOf(error: Error & { code?: string }): string | undefined {
  return error.code;
}
