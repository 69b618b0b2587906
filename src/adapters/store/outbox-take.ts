import type { SendLimits, TakenSend } from '../../ports/outbox';
import {
  budgetFreeAt,
  changeConversation,
  countSendIn,
  openConversation,
  refreshHead,
  wholeBot,
} from './outbox-conversations';
import {
  changeSend,
  findCard,
  readAddress,
  subjectOf,
  updateRank,
  urgencyOf,
  type Within,
} from './outbox-rows';
import type { OutboxConversationRow, OutboxRow } from './outbox-tables';
import { leaveUnknown } from './outbox-unknown';

const mostAtOnce = 500;
const longestMs = 3_600_000;
// At once, and should that stop midway as well, after so long.
const repeatWaitsMs = [0, 10 * 60_000, 60 * 60_000];
// Another copy's clock may be ahead by less. What waits for longer than anything does waits for a
// clock that was set back, and goes at once.
const aheadMs = 300_000;

/** Takes what is due, and counts it. Looks only at conversations, each of which knows what is next. */
export async function takeDue(
  db: Within,
  now: number,
  leaseMs: number,
  limit: number,
  limits: SendLimits,
): Promise<TakenSend[]> {
  await wake(db, now);
  await reclaim(db, now, leaseMs);
  const bot = await openBot(db, now, limits);
  const heads: string[] = [];
  while (heads.length < limit && bot.isFree()) {
    const candidates = await findCandidates(db, now, leaseMs, limit - heads.length);
    if (candidates.length === 0) break;
    for (const candidate of candidates) {
      if (!bot.isFree()) break;
      if (!(await enter(db, candidate, { now, leaseMs, limits }))) continue;
      bot.count();
      if (candidate.head_id !== null) heads.push(candidate.head_id);
    }
  }
  await bot.save();
  return takeRows(db, heads, now, leaseMs);
}

/** The whole bot's budget, read once and stored once. */
async function openBot(db: Within, now: number, { wholeBot: window }: SendLimits) {
  if (window === undefined) {
    return { isFree: () => true, count: () => undefined, save: async () => undefined };
  }
  const row = await openConversation(db, wholeBot, now);
  let sends = row.sends;
  return {
    isFree: () => budgetFreeAt({ sends }, [window], now) <= now,
    count: () => {
      sends = countSendIn({ sends }, now);
    },
    save: async () => {
      if (sends !== row.sends) await changeConversation(db, row, { sends, used_at: now });
    },
  };
}

async function findCandidates(db: Within, now: number, leaseMs: number, limit: number) {
  return db
    .selectFrom('outbox_conversations')
    .selectAll()
    .where('head_urgency', 'is not', null)
    .where('gone_at', 'is', null)
    .where(({ eb, or }) =>
      or([eb('rest_until', '<=', now), eb('rest_until', '>', now + longestMs)]),
    )
    .where(({ eb, or }) =>
      or([eb('busy_until', '<=', now), eb('busy_until', '>', now + leaseMs + aheadMs)]),
    )
    .where(({ eb, or }) =>
      or([eb('full_until', '<=', now), eb('full_until', '>', now + longestMs)]),
    )
    .orderBy('head_urgency')
    .orderBy('head_wanted_at')
    .orderBy('channel')
    .orderBy('conversation_id')
    .limit(limit)
    .execute();
}

/** Counts a send there; false when its budget is spent. */
async function enter(
  db: Within,
  to: OutboxConversationRow,
  { now, leaseMs, limits }: { now: number; leaseMs: number; limits: SendLimits },
): Promise<boolean> {
  const isQuiet = (to.head_urgency ?? 0) >= updateRank;
  const windows = [...limits.perConversation, ...(isQuiet ? (limits.updates ?? []) : [])];
  const free = budgetFreeAt(to, windows, now);
  if (free > now) {
    await changeConversation(db, to, { full_until: free });
    return false;
  }
  const sends = countSendIn(to, now);
  await changeConversation(db, to, { sends, busy_until: now + leaseMs, used_at: now });
  return true;
}

async function takeRows(
  db: Within,
  ids: string[],
  now: number,
  leaseMs: number,
): Promise<TakenSend[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable('outbox')
    .set(({ eb }) => ({
      state: 'sending' as const,
      attempts: eb('attempts', '+', 1),
      leased_until: now + leaseMs,
      claimed_at: now,
      next_urgency: null,
    }))
    .where('send_id', 'in', ids)
    .returningAll()
    .execute();
  rows.sort((one, other) => ids.indexOf(one.send_id) - ids.indexOf(other.send_id));
  const taken: TakenSend[] = [];
  for (const row of rows) {
    const what = await readWhat(db, row);
    if (what !== undefined) taken.push(readTaken(row, what));
  }
  return taken;
}

function readTaken(row: OutboxRow, what: TakenSend['what']): TakenSend {
  return {
    id: row.send_id,
    attempt: row.attempts,
    failures: row.failures,
    subject: subjectOf(row),
    conversation: readAddress(row),
    what,
    wantedVersion: row.wanted_version,
    urgency: urgencyOf(row.urgency),
    wantedAt: new Date(row.wanted_at),
    mayRepeatOf: row.may_repeat_of === null ? undefined : new Date(row.may_repeat_of),
  };
}

/** Undefined for a reply whose card is not there any more. */
async function readWhat(db: Within, row: OutboxRow): Promise<TakenSend['what'] | undefined> {
  if (row.reply_key === '') {
    const { message_id: messageId } = row;
    return messageId === null ? { kind: 'post' } : { kind: 'update', messageId };
  }
  const address = { channel: row.channel, id: row.conversation_id };
  const card = await findCard(db, subjectOf(row), address);
  if (card?.message_id) {
    return { kind: 'reply', messageId: card.message_id, text: row.body ?? '' };
  }
  await changeSend(db, row, { state: 'refused' });
  await refreshHead(db, row, { busy_until: 0 });
  return undefined;
}

/** What waited for its time. */
async function wake(db: Within, now: number): Promise<void> {
  const ripe = db
    .selectFrom('outbox')
    .select('send_id')
    .where('state', '=', 'later')
    .where(({ eb, or }) =>
      or([eb('due_at', '<=', now), eb('due_at', '>', now + longestMs + aheadMs)]),
    )
    .orderBy('due_at')
    .limit(mostAtOnce);
  const woken = await db
    .updateTable('outbox')
    .set({ state: 'due' })
    .where('send_id', 'in', ripe)
    .returningAll()
    .execute();
  const conversations = new Map(
    woken.map((row) => [JSON.stringify([row.channel, row.conversation_id]), row]),
  );
  for (const row of conversations.values()) await refreshHead(db, row);
}

/**
 * What was in the hands of somebody who is gone. An update can be repeated without harm; a card is
 * repeated once after each of the first stops, marked and ever later, for the chat may never have got
 * any of them; a line in its thread is not worth more than one repeat.
 */
async function reclaim(db: Within, now: number, leaseMs: number): Promise<void> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'sending')
    .where(({ eb, or }) =>
      or([eb('leased_until', '<=', now), eb('leased_until', '>', now + leaseMs + aheadMs)]),
    )
    .limit(mostAtOnce)
    .execute();
  for (const row of rows) {
    const isUpdate = row.reply_key === '' && row.message_id !== null;
    const most = row.reply_key === '' ? repeatWaitsMs.length : 1;
    if (!isUpdate && row.repeats >= most) {
      await leaveUnknown(db, row, now);
      continue;
    }
    await changeSend(db, row, isUpdate ? putBack(row) : repeat(row, now));
    await refreshHead(db, row, { busy_until: 0 });
  }
}

function repeat(row: OutboxRow, now: number): Partial<OutboxRow> {
  const waitMs = repeatWaitsMs[row.repeats] ?? 0;
  // A clock that was set back does not make it longer.
  const dueAt = Math.min(row.claimed_at, now) + waitMs;
  return {
    ...putBack(row),
    ...(dueAt > now ? { state: 'later', due_at: dueAt } : {}),
    repeats: row.repeats + 1,
    may_repeat_of: row.may_repeat_of ?? row.claimed_at,
  };
}

function putBack(row: OutboxRow): Partial<OutboxRow> {
  return {
    state: 'due',
    urgency: Math.min(row.urgency, row.next_urgency ?? row.urgency),
    next_urgency: null,
  };
}
