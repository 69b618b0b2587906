import type { Transaction } from 'kysely';
import { wholeBot } from './outbox-conversations';
import type { StoreTables } from './schema';

/** Removes what was sent about something that is no more, and conversations nothing goes to. */
export async function removeOldSends(
  db: Transaction<StoreTables>,
  before: number,
  limit: number,
): Promise<number> {
  const removed = [
    await removeSends(db, before, limit),
    await removeReplies(db, before, limit),
    await removeConversations(db, before, limit),
  ];
  return removed.reduce((sum, count) => sum + count, 0);
}

async function removeSends(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = db
    .selectFrom('outbox')
    .select('send_id')
    .where('wanted_at', '<', before)
    .where((row) => row(row.fn.coalesce('shown_at', 'wanted_at'), '<', before))
    .where('reply_key', '=', '')
    .where('state', 'not in', ['due', 'later', 'sending'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incidents')
            .select('incidents.incident_key')
            .whereRef('incidents.incident_key', '=', 'outbox.subject_key'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('refusal_notices')
            .select('notice_key')
            .whereRef('refusal_notices.notice_key', '=', 'outbox.subject_key'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as folded')
            .select('folded.send_id')
            .whereRef('folded.folded_into', '=', 'outbox.subject_key'),
        ),
      ),
    )
    .limit(limit);
  return count(db.deleteFrom('outbox').where('send_id', 'in', old));
}

async function removeReplies(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = db
    .selectFrom('outbox')
    .select('send_id')
    .where('wanted_at', '<', before)
    .where('reply_key', '<>', '')
    .limit(limit);
  return count(db.deleteFrom('outbox').where('send_id', 'in', old));
}

async function removeConversations(db: Transaction<StoreTables>, before: number, limit: number) {
  const old = await db
    .selectFrom('outbox_conversations')
    .select(['channel', 'conversation_id'])
    .where('used_at', '<', before)
    .where('conversation_id', '<>', wholeBot.id)
    .where((row) => row.or([row('gone_at', 'is', null), row('gone_at', '<', before)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select('send_id')
            .whereRef('outbox.channel', '=', 'outbox_conversations.channel')
            .whereRef('outbox.conversation_id', '=', 'outbox_conversations.conversation_id'),
        ),
      ),
    )
    .limit(limit)
    .execute();
  for (const { channel, conversation_id } of old) {
    await db
      .deleteFrom('outbox_conversations')
      .where('channel', '=', channel)
      .where('conversation_id', '=', conversation_id)
      .execute();
  }
  return old.length;
}

async function count(removal: {
  executeTakeFirst(): Promise<{ numDeletedRows: bigint } | undefined>;
}): Promise<number> {
  const done = await removal.executeTakeFirst();
  return Number(done?.numDeletedRows ?? 0);
}
