import type { ConversationKey } from '../../ports/conversation-memory';
import { type CountWindow, countOne, freeAt, type SlidingCount } from '../../shared/sliding-count';
import type { Within } from './outbox-rows';
import type { OutboxConversationRow, OutboxRow } from './outbox-tables';

/** Stands for the whole bot where sends are counted. */
export const wholeBot = { channel: '', id: '' };

/** Longer than anything holds a conversation up: a clock that was set back must not silence it. */
const longestMs = 3_600_000;

export function holdsUp(until: number, now: number): boolean {
  return until > now && until <= now + longestMs;
}

export async function findConversation(
  db: Within,
  { channel, id }: ConversationKey,
): Promise<OutboxConversationRow | undefined> {
  return db
    .selectFrom('outbox_conversations')
    .selectAll()
    .where('channel', '=', channel)
    .where('conversation_id', '=', id)
    .executeTakeFirst();
}

export async function openConversation(
  db: Within,
  key: ConversationKey,
  at: number,
): Promise<OutboxConversationRow> {
  const known = await findConversation(db, key);
  if (known !== undefined) return known;
  const row = emptyConversation(key, at);
  await db.insertInto('outbox_conversations').values(row).execute();
  return row;
}

export async function changeConversation(
  db: Within,
  { channel, conversation_id }: Pick<OutboxConversationRow, 'channel' | 'conversation_id'>,
  changes: Partial<OutboxConversationRow>,
): Promise<void> {
  await db
    .updateTable('outbox_conversations')
    .set(changes)
    .where('channel', '=', channel)
    .where('conversation_id', '=', conversation_id)
    .execute();
}

/**
 * Notes what is next there: after every change of what is due. Together with it `changes` are
 * stored. What was too much for an update may be right for a recovery.
 */
export async function refreshHead(
  db: Within,
  of: Pick<OutboxRow, 'channel' | 'conversation_id' | 'conversation' | 'wanted_at'>,
  changes: Partial<OutboxConversationRow> = {},
): Promise<void> {
  await putHead(db, of, await findHead(db, of), changes);
}

async function putHead(
  db: Within,
  of: Pick<OutboxRow, 'channel' | 'conversation_id' | 'conversation' | 'wanted_at'>,
  head: Pick<OutboxRow, 'send_id' | 'urgency' | 'wanted_at'> | undefined,
  changes: Partial<OutboxConversationRow> = {},
): Promise<void> {
  const next = {
    head_id: head?.send_id ?? null,
    head_urgency: head?.urgency ?? null,
    head_wanted_at: head?.wanted_at ?? null,
    full_until: 0,
    ...changes,
  };
  await db
    .insertInto('outbox_conversations')
    .values({
      ...emptyConversation({ channel: of.channel, id: of.conversation_id }, of.wanted_at),
      conversation: of.conversation,
      ...next,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'conversation_id'])
        .doUpdateSet({ ...next, conversation: of.conversation }),
    )
    .execute();
}

/**
 * The same after a new row that is due: what is next in `where` is as it stands there, so the other
 * rows need not be looked at.
 */
export async function addToHead(
  db: Within,
  where: OutboxConversationRow | undefined,
  row: OutboxRow,
): Promise<void> {
  // What is in hand still stands as the next there.
  if (where !== undefined && Number(where.busy_until) > 0) return refreshHead(db, row);
  if (where === undefined || where.head_urgency === null) return putHead(db, row, row);
  const isLater =
    row.urgency - where.head_urgency || row.wanted_at - Number(where.head_wanted_at ?? 0);
  // Of equals the order of replies decides.
  if (isLater === 0) return refreshHead(db, row);
  if (isLater < 0) await putHead(db, row, row);
}

async function findHead(db: Within, of: Pick<OutboxRow, 'channel' | 'conversation_id'>) {
  return db
    .selectFrom('outbox')
    .select(['send_id', 'urgency', 'wanted_at'])
    .where('channel', '=', of.channel)
    .where('conversation_id', '=', of.conversation_id)
    .where('state', '=', 'due')
    .orderBy('urgency')
    .orderBy('wanted_at')
    .orderBy('reply_key')
    .limit(1)
    .executeTakeFirst();
}

/** When one more fits: `now`, or a later time. */
export function budgetFreeAt(
  { sends }: Pick<OutboxConversationRow, 'sends'>,
  windows: CountWindow[],
  now: number,
): number {
  return freeAt(readSends(sends), windows, now);
}

export function countSendIn({ sends }: Pick<OutboxConversationRow, 'sends'>, now: number): string {
  return JSON.stringify(countOne(readSends(sends), now));
}

function readSends(sends: string): SlidingCount {
  return JSON.parse(sends) as SlidingCount;
}

function emptyConversation({ channel, id }: ConversationKey, at: number): OutboxConversationRow {
  return {
    channel,
    conversation_id: id,
    conversation: JSON.stringify({ channel, id, reference: null }),
    head_id: null,
    head_urgency: null,
    head_wanted_at: null,
    rest_until: 0,
    busy_until: 0,
    full_until: 0,
    sends: '[]',
    used_at: at,
    gone_at: null,
    gone_why: null,
  };
}
