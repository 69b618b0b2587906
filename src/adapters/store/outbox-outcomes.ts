import type { Outbox, SendEnd, TakenSend } from '../../ports/outbox';
import { changeConversation, openConversation, refreshHead } from './outbox-conversations';
import { changeSend, endReplies, hasEnded, rankOf, updateRank, type Within } from './outbox-rows';
import type { OutboxRow } from './outbox-tables';
import { leaveUnknown, type UnsentOutcome } from './outbox-unknown';

type Sent = Parameters<Outbox['recordSent']>[1];
type Next = Parameters<Outbox['recordUnsent']>[1];
type End = Parameters<Outbox['recordEnd']>[1];

// Where a card was drawn older than it was wanted, which nothing explains, it is not tried at once.
const puzzledGapMs = 30_000;

export async function recordSent(
  db: Within,
  taken: TakenSend,
  sent: Sent,
): Promise<'done' | 'again' | 'lost'> {
  const row = await findInHand(db, taken);
  // Who took it over after the lease, and gave it up since, knows less than who has sent it.
  if (row === undefined || (hasEnded(row) && row.state !== 'unknown')) return 'lost';
  const at = sent.at.getTime();
  const done = {
    leased_until: 0,
    failures: 0,
    repeats: 0,
    shown_at: at,
    posted_at: row.posted_at ?? at,
  };
  if (taken.what.kind === 'reply') {
    await changeSend(db, row, { ...done, state: 'sent', message_id: sent.messageId });
    await refreshHead(db, row, { busy_until: 0 });
    return 'done';
  }
  const shown_version = Math.max(row.shown_version, sent.version);
  const isBehind = row.wanted_version > shown_version;
  const message_id = taken.what.kind === 'post' ? sent.messageId : row.message_id;
  const next = isBehind ? again(row, at) : { state: 'sent' as const };
  await changeSend(db, row, { ...done, shown_version, message_id, next_urgency: null, ...next });
  await releaseReplies(db, row);
  await refreshHead(db, row, { busy_until: 0 });
  return isBehind ? 'again' : 'done';
}

function again(row: OutboxRow, at: number): Partial<OutboxRow> {
  const gap_ms = row.next_urgency === null ? puzzledGapMs : row.gap_ms;
  return {
    urgency: row.next_urgency ?? updateRank,
    wanted_at: at,
    due_at: at + gap_ms,
    gap_ms,
    state: gap_ms > 0 ? 'later' : 'due',
  };
}

async function releaseReplies(db: Within, card: OutboxRow): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'due' })
    .where('subject_kind', '=', card.subject_kind)
    .where('subject_key', '=', card.subject_key)
    .where('channel', '=', card.channel)
    .where('conversation_id', '=', card.conversation_id)
    .where('state', '=', 'held')
    .execute();
}

export async function recordUnsent(
  db: Within,
  taken: TakenSend,
  { dueAt, certainty, rest }: Next,
): Promise<UnsentOutcome> {
  const row = await findInHand(db, taken);
  if (row === undefined || row.state !== 'sending') return 'lost';
  const mayBeOut = certainty === 'uncertain' && taken.what.kind !== 'update';
  const resting = rest === undefined ? {} : { rest_until: rest.getTime() };
  if (mayBeOut && row.repeats > 0) {
    await leaveUnknown(db, row, row.claimed_at, resting);
    return 'unknown';
  }
  await changeSend(db, row, {
    state: 'later',
    due_at: dueAt.getTime(),
    leased_until: 0,
    failures: row.failures + 1,
    urgency: Math.min(row.urgency, row.next_urgency ?? row.urgency),
    next_urgency: null,
    ...(mayBeOut && { repeats: 1, may_repeat_of: row.may_repeat_of ?? row.claimed_at }),
  });
  await refreshHead(db, row, { busy_until: 0, ...resting });
  return 'recorded';
}

export async function recordEnd(
  db: Within,
  taken: TakenSend,
  { kind, why, at }: End,
): Promise<'recorded' | 'lost'> {
  const row = await findInHand(db, taken);
  if (row === undefined || row.state !== 'sending') return 'lost';
  if (kind === 'conversation_gone') await endConversation(db, row, why, at);
  else await endSend(db, row, taken, kind, at);
  return 'recorded';
}

async function endSend(
  db: Within,
  row: OutboxRow,
  taken: TakenSend,
  end: SendEnd,
  at: Date,
): Promise<void> {
  const isNewer = end !== 'message_gone' && row.wanted_version > taken.wantedVersion;
  await changeSend(db, row, {
    state: end,
    leased_until: 0,
    failures: 0,
    repeats: 0,
    next_urgency: null,
    ...(isNewer && {
      state: 'due',
      urgency: row.next_urgency ?? row.urgency,
      wanted_at: at.getTime(),
    }),
  });
  const hasCard = row.message_id !== null && end !== 'message_gone';
  if (row.reply_key === '' && !hasCard && !isNewer) await endReplies(db, row);
  await refreshHead(db, row, { busy_until: 0 });
}

/** Cards that are out there stay, and are updated again should the bot come back. */
async function endConversation(db: Within, row: OutboxRow, why: string, at: Date): Promise<void> {
  const waiting = db
    .updateTable('outbox')
    .where('channel', '=', row.channel)
    .where('conversation_id', '=', row.conversation_id)
    .where('state', 'in', ['due', 'later', 'held', 'sending']);
  const isCardThere = { reply_key: '' } as const;
  await waiting
    .set({ state: 'sent', leased_until: 0, next_urgency: null })
    .where('message_id', 'is not', null)
    .where('reply_key', '=', isCardThere.reply_key)
    .execute();
  await waiting.set({ state: 'conversation_gone', leased_until: 0 }).execute();
  await refreshHead(db, row, { busy_until: 0, gone_at: at.getTime(), gone_why: why });
}

async function findInHand(db: Within, { id, attempt }: TakenSend) {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('send_id', '=', id)
    .where('attempts', '=', attempt)
    .executeTakeFirst();
}

/** The bot was added anew: what changed meanwhile is due. */
export async function revive(
  db: Within,
  { channel, id }: { channel: string; id: string },
): Promise<void> {
  const conversation = await openConversation(db, { channel, id }, 0);
  if (conversation.gone_at === null) return;
  await changeConversation(db, conversation, { gone_at: null, gone_why: null, rest_until: 0 });
  await db
    .updateTable('outbox')
    .set({ state: 'due', urgency: rankOf('update') })
    .where('channel', '=', channel)
    .where('conversation_id', '=', id)
    .where('state', '=', 'sent')
    .where('reply_key', '=', '')
    .whereRef('wanted_version', '>', 'shown_version')
    .execute();
  const { conversation: address, used_at: wanted_at } = conversation;
  await refreshHead(db, { channel, conversation_id: id, conversation: address, wanted_at });
}
