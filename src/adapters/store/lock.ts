import { PostgresAdapter, sql, type Transaction } from 'kysely';
import type { StoreTables } from './schema';

/**
 * Until the transaction ends, nobody else gets past the same name: for what is read and then written.
 * It has to come before the first reading. SQLite has one writer at a time as it is. Whoever takes
 * several names takes them in the same order as everybody else, or two wait for each other.
 */
export async function lock(db: Transaction<StoreTables>, name: string): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db);
}
