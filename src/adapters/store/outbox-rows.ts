import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { ConversationAddress } from '../../ports/chat-channel';
import type { CardSubject, Urgency } from '../../ports/outbox';
import type { OutboxRow } from './outbox-tables';
import type { StoreTables } from './schema';

export type Within = Transaction<StoreTables>;

/** The most urgent first. */
const urgencies: readonly Urgency[] = ['recovery', 'new', 'update', 'digest'];
export const newRank = 1;
export const updateRank = 2;

export function rankOf(urgency: Urgency): number {
  return urgencies.indexOf(urgency);
}

export function urgencyOf(rank: number): Urgency {
  return urgencies[rank] ?? 'digest';
}

/** Ends of the send, not of the conversation: nothing comes after them. */
export function hasEnded({ state }: Pick<OutboxRow, 'state'>): boolean {
  return state === 'conversation_gone' || state === 'message_gone' || state === 'unknown';
}

export function subjectOf(row: Pick<OutboxRow, 'subject_kind' | 'subject_key'>): CardSubject {
  return { kind: row.subject_kind, key: row.subject_key };
}

export function readAddress({ conversation }: Pick<OutboxRow, 'conversation'>) {
  return JSON.parse(conversation) as ConversationAddress;
}

export function newRow(
  subject: CardSubject,
  conversation: ConversationAddress,
  at: Date,
): OutboxRow {
  const ms = at.getTime();
  return {
    send_id: randomUUID(),
    subject_kind: subject.kind,
    subject_key: subject.key,
    reply_key: '',
    body: null,
    channel: conversation.channel,
    conversation_id: conversation.id,
    conversation: JSON.stringify(conversation),
    state: 'due',
    message_id: null,
    wanted_version: 0,
    shown_version: 0,
    urgency: newRank,
    next_urgency: null,
    created_at: ms,
    wanted_at: ms,
    due_at: ms,
    gap_ms: 0,
    leased_until: 0,
    attempts: 0,
    failures: 0,
    claimed_at: ms,
    posted_at: null,
    shown_at: null,
    repeats: 0,
    may_repeat_of: null,
    folded_into: null,
  };
}

export async function findCard(
  db: Within,
  subject: CardSubject,
  { channel, id }: Pick<ConversationAddress, 'channel' | 'id'>,
  replyKey = '',
): Promise<OutboxRow | undefined> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('subject_kind', '=', subject.kind)
    .where('subject_key', '=', subject.key)
    .where('channel', '=', channel)
    .where('conversation_id', '=', id)
    .where('reply_key', '=', replyKey)
    .executeTakeFirst();
}

export async function changeSend(
  db: Within,
  { send_id }: Pick<OutboxRow, 'send_id'>,
  changes: Partial<OutboxRow>,
): Promise<void> {
  await db.updateTable('outbox').set(changes).where('send_id', '=', send_id).execute();
}

/** Replies below a card that will never be out. */
export async function endReplies(db: Within, card: OutboxRow): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'refused' })
    .where('subject_kind', '=', card.subject_kind)
    .where('subject_key', '=', card.subject_key)
    .where('channel', '=', card.channel)
    .where('conversation_id', '=', card.conversation_id)
    .where('reply_key', '<>', '')
    .where('state', 'in', ['held', 'due', 'later'])
    .execute();
}
