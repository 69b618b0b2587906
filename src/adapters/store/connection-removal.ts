import type { Transaction } from 'kysely';
import type { StoreTables } from './schema';

/** Unreadable events and counts of that age, and devices that were deleted so long ago. */
export async function removeOldConnections(
  db: Transaction<StoreTables>,
  before: number,
  limit: number,
): Promise<number> {
  return (
    (await removeDeleted(db, before, limit)) +
    (await removeHours(db, before, limit)) +
    (await removeUnreadable(db, before, limit))
  );
}

async function removeDeleted(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = db
    .selectFrom('devices')
    .select('device_key')
    .where('deleted_at', '<', before)
    .where('due_at', 'is', null)
    .orderBy('deleted_at')
    .limit(limit);
  return count(await db.deleteFrom('devices').where('device_key', 'in', old).executeTakeFirst());
}

async function removeHours(db: Transaction<StoreTables>, before: number, limit: number) {
  const oldest = db
    .selectFrom('hidden_hours')
    .select('hour')
    .where('hour', '<', before)
    .orderBy('hour')
    .limit(limit);
  return count(await db.deleteFrom('hidden_hours').where('hour', 'in', oldest).executeTakeFirst());
}

async function removeUnreadable(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = db
    .selectFrom('unreadable_events')
    .select('event_key')
    .where('event_key', '<', String(before).padStart(15, '0'))
    .orderBy('event_key')
    .limit(limit);
  const removal = db.deleteFrom('unreadable_events').where('event_key', 'in', old);
  return count(await removal.executeTakeFirst());
}

function count({ numDeletedRows }: { numDeletedRows: bigint }): number {
  return Number(numDeletedRows);
}
