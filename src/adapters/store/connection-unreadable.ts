import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { UnreadableEvent } from '../../ports/device-event';
import type { UnreadableEventRow } from './connection-rows';
import { inPortions } from './connection-tables';
import type { StoreTables } from './schema';

/** So many are kept, the newest: 10 MB at most, whoever posts what. */
const mostKept = 5000;

export async function addUnreadable(
  db: Transaction<StoreTables>,
  unreadable: UnreadableEvent[],
  receivedAt: Date,
): Promise<void> {
  if (unreadable.length === 0) return;
  const batch = randomUUID().slice(0, 8);
  const rows = unreadable
    .slice(0, mostKept)
    .map((event) => writeUnreadable(event, receivedAt, batch));
  for (const some of inPortions(rows)) {
    await db.insertInto('unreadable_events').values(some).execute();
  }
  await db
    .deleteFrom('unreadable_events')
    .where('event_key', '<=', (row) =>
      row
        .selectFrom('unreadable_events')
        .select('event_key')
        .orderBy('event_key', 'desc')
        .offset(mostKept)
        .limit(1),
    )
    .execute();
}

export async function listUnreadable(db: Kysely<StoreTables>, limit: number) {
  const rows = await db
    .selectFrom('unreadable_events')
    .selectAll()
    .orderBy('event_key', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ place, reason, excerpt, received_at }) => ({
    index: place,
    reason,
    excerpt,
    receivedAt: new Date(received_at),
  }));
}

function writeUnreadable(
  { index, reason, excerpt }: UnreadableEvent,
  receivedAt: Date,
  batch: string,
): UnreadableEventRow {
  const at = String(+receivedAt).padStart(15, '0');
  // The first of a batch is the first to be read.
  const place = String(999_999 - index).padStart(6, '0');
  return {
    event_key: `${at} ${batch} ${place}`,
    received_at: +receivedAt,
    place: index,
    reason,
    excerpt,
  };
}
