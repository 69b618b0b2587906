import type { Kysely } from 'kysely';
import { AppError } from '../../shared/app-error';
import { createAlertInbox } from './alert-inbox';
import { releaseDevices } from './connection-due';
import { createConnectionLedger } from './connection-ledger';
import { createConversationMemory } from './conversation-memory';
import { createDecisionTrail } from './decision-trail';
import { createIncidentBook } from './incident-book';
import { releaseAsks } from './incident-retention';
import { keepOnDisk } from './keep-on-disk';
import { migrate } from './migrate';
import { createMuteBook } from './mute-book';
import { createOldRecords } from './old-records';
import { openPostgres } from './open-postgres';
import { explainDamage, openSqlite } from './open-sqlite';
import { createOutbox, releaseSends } from './outbox';
import { createRefusalBook } from './refusal-book';
import { createRouteBook } from './route-book';
import type { StoreTables } from './schema';
import type { Store } from './store';

export type { Store } from './store';

/**
 * Opens the store that the url names and brings its tables up to date: `sqlite:<path>`,
 * `sqlite::memory:` or `postgres://user:password@host/database`. Throws AppError
 * `store_url_invalid`, `store_unavailable`, `store_newer` or `store_migration_failed`, each saying
 * what to change.
 */
export async function openStore(url: string): Promise<Store> {
  const { scheme, rest } = /^(?<scheme>[a-z][a-z0-9+.-]*):(?<rest>.*)$/is.exec(url)?.groups ?? {};
  const kind = scheme?.toLowerCase();
  if (kind === 'sqlite' && rest) return openEmbedded(rest);
  if (kind === 'postgres' || kind === 'postgresql') return createStore(await openShared(url));
  throw new AppError(
    'store_url_invalid',
    // The rest of a url may hold a password.
    `The database url must look like sqlite:./data/reconnect.db or postgres://user:password@host/reconnect; found ${scheme ? `${scheme}:…` : 'no scheme'}`,
  );
}

/** Everything the store offers, over a database whose tables are up to date. */
export function createStore(db: Kysely<StoreTables>): Store {
  return {
    alertInbox: createAlertInbox(db),
    incidentBook: createIncidentBook(db),
    outbox: createOutbox(db),
    routeBook: createRouteBook(db),
    refusalBook: createRefusalBook(db),
    conversationMemory: createConversationMemory(db),
    muteBook: createMuteBook(db),
    decisionTrail: createDecisionTrail(db),
    connectionLedger: createConnectionLedger(db),
    oldRecords: createOldRecords(db),
    ping: () => ping(db),
    close: () => db.destroy(),
  };
}

// Another database gets its dialect here; everything else is written for any.
async function openEmbedded(path: string): Promise<Store> {
  const db = await openSqlite(path);
  try {
    await migrate(db);
    await releaseLeases(db);
    await releaseSends(db);
    await releaseAsks(db);
    await releaseDevices(db);
    const store = createStore(db);
    return path === ':memory:' ? store : keepOnDisk(store, path, db);
  } catch (error) {
    await db.destroy();
    throw explainDamage(path, error);
  }
}

/** What is leased may be in the hands of another copy: it comes back when the lease ends. */
async function openShared(url: string): Promise<Kysely<StoreTables>> {
  const first = openPostgres(url, 'migrating');
  try {
    await migrate(first);
  } finally {
    await first.destroy();
  }
  return openPostgres(url, 'serving');
}

/**
 * An embedded database belongs to one process: what is leased when it is opened was in the hands
 * of one that is gone, and nobody needs to wait for the lease to end.
 */
async function releaseLeases(db: Kysely<StoreTables>): Promise<void> {
  for (const table of ['alert_inbox', 'refusal_notices'] as const) {
    await db
      .updateTable(table)
      .set({ leased_until: 0 })
      .where('state', '=', 'waiting')
      .where('leased_until', '>', 0)
      .execute();
  }
}

// About as large as an alert: a full disk may still take a few bytes.
const probe = ' '.repeat(8192);

/** A store that can be read but not written takes no alerts: only writing tells. */
async function ping(db: Kysely<StoreTables>): Promise<void> {
  try {
    await db.transaction().execute(async (within) => {
      await within.insertInto('store_probe').values({ filler: probe }).execute();
      await within.deleteFrom('store_probe').execute();
    });
  } catch (cause) {
    throw new AppError('store_unavailable', 'The store does not take anything', {
      cause,
      retryable: true,
    });
  }
}
