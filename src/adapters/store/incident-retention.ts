import type { Kysely, Transaction } from 'kysely';
import { liesBefore } from './odd-times';
import type { StoreTables } from './schema';

/** Of a crowd one incident may have fifty thousand: no more than this go in one step. */
const membersAtOnce = 20_000;

/**
 * Incidents that ended before, with what joined them. Their times are their senders': what tells
 * whether one is still in use is when something was last heard of it by our own clock, and whether a
 * delivery of its alert waits; where earlier versions did not keep that time, whether any is left.
 */
export async function removeOldIncidents(
  db: Transaction<StoreTables>,
  before: number,
  limit: number,
): Promise<number> {
  const keys = await findOld(db, before, limit);
  if (keys.length === 0) return 0;
  for (const table of ['incident_members', 'incident_alerts', 'incidents'] as const) {
    await db.deleteFrom(table).where('incident_key', 'in', keys).execute();
  }
  return keys.length;
}

async function findOld(db: Transaction<StoreTables>, before: number, limit: number) {
  const rows = await db
    .selectFrom('incidents')
    .select(['incident_key', 'member_count'])
    .where((row) => row.or(liesBefore(row, 'resolved_at', before)))
    .where((row) => row.or([row('heard_at', 'is', null), ...liesBefore(row, 'heard_at', before)]))
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('alert_inbox')
            .select('delivery_key')
            .whereRef('alert_inbox.alert_id', '=', 'incidents.alert_id')
            .where(({ or, eb }) =>
              or([eb('alert_inbox.state', '=', 'waiting'), eb('incidents.heard_at', 'is', null)]),
            ),
        ),
      ),
    )
    .orderBy('resolved_at')
    .limit(limit)
    .execute();
  let members = 0;
  return rows
    .filter(({ member_count }, index) => {
      members += member_count;
      return index === 0 || members <= membersAtOnce;
    })
    .map(({ incident_key }) => incident_key);
}

/**
 * An embedded database belongs to one process: what was being asked when it was opened was in the
 * hands of one that is gone. It is asked at once, whatever joined meanwhile: nobody was answered.
 */
export async function releaseAsks(db: Kysely<StoreTables>): Promise<void> {
  await db
    .updateTable('incidents')
    .set({ ask_leased_until: 0, ask_due_at: 0 })
    .where('ask_leased_until', '>', 0)
    .execute();
}
