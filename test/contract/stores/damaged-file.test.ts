import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openStore, type Store } from '../../../src/adapters/store/open-store';
import { describeError } from '../../../src/http/replies';
import { alert } from '../../support/alerts';
import { refusal } from '../../support/refusals';
import { at } from './store-bench';

let folder: string;
let path: string;
const stores: Store[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reconnect-damaged-'));
  path = join(folder, 'reconnect.db');
});

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await rm(folder, { recursive: true });
});

describe('a database file that is damaged', () => {
  it.each([
    ['from its first byte', async () => writeFile(path, 'no database at all '.repeat(1000))],
    ['in what tells its tables apart', async () => damage('kysely_migration')],
    ['in the alerts that wait', async () => damage('alert_inbox')],
  ])('%s is named when it is opened, with what to do', async (_where, spoil) => {
    await fillStore();
    await spoil();

    const opened = openStore(`sqlite:${path}`);

    await expect(opened).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(opened).rejects.toThrow(
      `The database ${path} is damaged: restore a backup, or move it away`,
    );
  });

  it('answers senders with 503 and the ping with a failure, and keeps what is whole', async () => {
    await fillStore();
    await damage('refusals', 'store_probe');
    const store = await openStore(`sqlite:${path}`);
    stores.push(store);

    const kept = await store.refusalBook.keep(refusal()).catch((error) => error);
    const pinged = await store.ping().catch((error) => error);
    const taken = await store.alertInbox.takeDue(at('03:16:00'), 60_000, 1);

    expect(describeError(kept, 'r').status).toBe(503);
    expect(pinged).toMatchObject({ code: 'store_unavailable' });
    expect(taken).toHaveLength(1);
  });
});

async function fillStore(): Promise<void> {
  const store = await openStore(`sqlite:${path}`);
  await store.alertInbox.addOnce(alert(), at('03:15:00'));
  await store.refusalBook.keep(refusal());
  await store.close();
  // What was written ahead would otherwise heal the file.
  const database = new Database(path);
  database.prepare('pragma wal_checkpoint(truncate)').get();
  database.close();
}

/** Writes over the first page of each of these tables. */
async function damage(...tables: string[]): Promise<void> {
  const database = new Database(path);
  const rootOf = database.prepare('select rootpage from sqlite_schema where name = ?');
  const roots = tables.map((table) => (rootOf.get(table) as { rootpage: number }).rootpage);
  const { page_size } = database.prepare('pragma page_size').get() as { page_size: number };
  database.close();
  const file = await open(path, 'r+');
  for (const root of roots) {
    await file.write(Buffer.alloc(page_size, 'damage'), 0, page_size, (root - 1) * page_size);
  }
  await file.close();
}
