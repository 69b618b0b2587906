import type { Transaction } from 'kysely';
import type { StoreTables } from './schema';

/**
 * Until the transaction ends, nobody else gets past the same name: for what is read and then written.
 * SQLite has one writer at a time as it is.
 */
export async function lock(_db: Transaction<StoreTables>, _name: string): Promise<void> {}
