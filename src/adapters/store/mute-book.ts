import type { Kysely, Transaction } from 'kysely';
import type { ConversationKey } from '../../ports/conversation-memory';
import type { Mute, MuteBook } from '../../ports/mute-book';
import { lock } from './lock';
import { readMute, writeMute } from './mute-rows';
import type { StoreTables } from './schema';

/** Mutes in the table `mutes`; those that ended stay until they are old. */
export function createMuteBook(db: Kysely<StoreTables>): MuteBook {
  return {
    add: (mute) => db.transaction().execute((within) => add(within, mute)),
    end: (ids, at) => end(db, ids, at),
    list: (now, conversation) => list(db, now, conversation),
    takeEnded: (now) => takeEnded(db, now),
  };
}

async function add(db: Transaction<StoreTables>, mute: Mute): Promise<'added' | 'replaced'> {
  await lock(db, 'mutes');
  const row = writeMute(mute);
  const replaced = await db
    .deleteFrom('mutes')
    .where('channel', '=', row.channel)
    .where('conversation_id', '=', row.conversation_id)
    .where('scope_key', '=', row.scope_key)
    .where('from_at', '=', row.from_at)
    .returning('mute_id')
    .execute();
  await db.insertInto('mutes').values(row).execute();
  return replaced.length > 0 ? 'replaced' : 'added';
}

async function end(db: Kysely<StoreTables>, ids: string[], at: Date): Promise<Mute[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable('mutes')
    .set({ until_at: at.getTime() })
    .where('mute_id', 'in', ids)
    .where('until_at', '>', at.getTime())
    .returningAll()
    .execute();
  return rows.map(readMute);
}

async function list(
  db: Kysely<StoreTables>,
  now: Date,
  conversation: ConversationKey | undefined,
): Promise<Mute[]> {
  const lasting = db.selectFrom('mutes').selectAll().where('until_at', '>', now.getTime());
  const theirs =
    conversation === undefined
      ? lasting
      : lasting
          .where('channel', '=', conversation.channel)
          .where('conversation_id', '=', conversation.id);
  const rows = await theirs.orderBy('until_at').orderBy('mute_id').execute();
  return rows.map(readMute);
}

/** One that was ended before it began has hidden nothing. Looked for often, and found seldom. */
async function takeEnded(db: Kysely<StoreTables>, now: Date): Promise<Mute[]> {
  const found = await db
    .selectFrom('mutes')
    .select('mute_id')
    .where('until_at', '<=', now.getTime())
    .where('given', '=', 0)
    .whereRef('from_at', '<', 'until_at')
    .limit(1)
    .execute();
  if (found.length === 0) return [];
  const rows = await db
    .updateTable('mutes')
    .set({ given: 1 })
    .where('until_at', '<=', now.getTime())
    .where('given', '=', 0)
    .whereRef('from_at', '<', 'until_at')
    .returningAll()
    .execute();
  return rows.map(readMute).sort((a, b) => a.until.getTime() - b.until.getTime());
}

/** Those that ended before then; gives how many were removed. */
export async function removeOldMutes(
  db: Kysely<StoreTables>,
  before: number,
  limit: number,
): Promise<number> {
  const old = db
    .selectFrom('mutes')
    .select('mute_id')
    .where('until_at', '<', before)
    .orderBy('until_at')
    .limit(limit);
  const done = await db.deleteFrom('mutes').where('mute_id', 'in', old).executeTakeFirst();
  return Number(done.numDeletedRows);
}
