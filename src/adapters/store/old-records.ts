import type { Kysely, Transaction } from 'kysely';
import type { OldRecords } from '../../ports/old-records';
import { removeOldConnections } from './connection-removal';
import { forgetConversations } from './conversation-memory';
import { removeOldDecisions } from './decision-trail';
import { removeOldIncidents } from './incident-retention';
import { lock } from './lock';
import { removeOldMutes } from './mute-book';
import { removeOldSends } from './outbox-old';
import type { StoreTables } from './schema';

/** What a conversation settled is wanted for longer than what is over: thirty days, not fourteen. */
const rememberedLongerMs = 16 * 24 * 3_600_000;

/** Removes what is over, over all tables: an incident goes only after its deliveries. */
export function createOldRecords(db: Kysely<StoreTables>): OldRecords {
  return {
    removeBefore: (before, limit) =>
      db.transaction().execute((within) => removeBefore(within, before.getTime(), limit)),
  };
}

async function removeBefore(
  db: Transaction<StoreTables>,
  before: number,
  limit: number,
): Promise<number> {
  await lock(db, 'old_records');
  const removed = [
    await removeDeliveries(db, before, limit),
    await removeOldIncidents(db, before, limit),
    await removeRefusals(db, before, limit),
    await removeNotices(db, before, limit),
    await removeOldSends(db, before, limit),
    await forgetConversations(db, before - rememberedLongerMs, limit),
    await removeOldConnections(db, before, limit),
    await removeOldMutes(db, before, limit),
    await removeOldDecisions(db, before, limit),
  ];
  return removed.reduce((sum, count) => sum + count, 0);
}

async function removeDeliveries(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = db
    .selectFrom('alert_inbox')
    .select('delivery_key')
    .where('state', '=', 'finished')
    .where('finished_at', '<', before)
    .orderBy('finished_at')
    .limit(limit);
  return count(db.deleteFrom('alert_inbox').where('delivery_key', 'in', old));
}

async function removeRefusals(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = db
    .selectFrom('refusals')
    .select('refusal_key')
    .where('received_at', '<', before)
    .orderBy('received_at')
    .limit(limit);
  return count(db.deleteFrom('refusals').where('refusal_key', 'in', old));
}

async function removeNotices(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = db
    .selectFrom('refusal_notices')
    .select('notice_key')
    .where('state', '=', 'finished')
    .where('opened_at', '<', before)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('refusals')
            .select('refusal_key')
            .whereRef('refusals.notice_key', '=', 'refusal_notices.notice_key'),
        ),
      ),
    )
    .limit(limit);
  return count(db.deleteFrom('refusal_notices').where('notice_key', 'in', old));
}

async function count(removal: {
  executeTakeFirst(): Promise<{ numDeletedRows: bigint } | undefined>;
}): Promise<number> {
  const done = await removal.executeTakeFirst();
  return Number(done?.numDeletedRows ?? 0);
}
