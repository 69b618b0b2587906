import type { Outbox } from '../../ports/outbox';
import { refreshHead } from './outbox-conversations';
import { changeSend, endReplies, newRank, type Within } from './outbox-rows';
import type { OutboxConversationRow, OutboxRow } from './outbox-tables';

export type UnsentOutcome = Awaited<ReturnType<Outbox['recordUnsent']>>;

const minuteMs = 60_000;

/**
 * How long a newer version of a card waits after so many sends of unknown outcome. A chat that
 * times out may well show every one of them: five in more than an hour are the most, each marked,
 * and each but the second because there was something new to tell.
 */
const waitsMs = new Map([
  [2, minuteMs],
  [3, 10 * minuteMs],
  [4, 60 * minuteMs],
]);

/** What a newer version of such a card makes of its row; undefined when it was tried often enough. */
export function wantUnknown(
  row: OutboxRow,
  { urgency, ...wanted }: Pick<OutboxRow, 'wanted_version' | 'urgency' | 'gap_ms'>,
  at: number,
): Partial<OutboxRow> | undefined {
  const waitMs = waitsMs.get(row.repeats);
  if (waitMs === undefined) return undefined;
  // A clock that was set back does not make it longer.
  const dueAt = Math.min(Math.max(at, row.claimed_at + waitMs), at + waitMs);
  return {
    ...wanted,
    urgency: Math.max(urgency, newRank),
    wanted_at: at,
    due_at: dueAt,
    state: dueAt > at ? 'later' : 'due',
  };
}

/** The repeat, too, has an unknown outcome: only something new is another reason to send it. */
export async function leaveUnknown(
  db: Within,
  row: OutboxRow,
  at: number,
  conversation: Partial<OutboxConversationRow> = {},
): Promise<void> {
  const left: OutboxRow = { ...row, state: 'unknown', repeats: row.repeats + 1 };
  const { wanted_version, gap_ms, next_urgency } = row;
  const isNewer = row.reply_key === '' && next_urgency !== null;
  const again = isNewer
    ? wantUnknown(left, { wanted_version, gap_ms, urgency: next_urgency }, at)
    : undefined;
  await changeSend(db, row, {
    state: 'unknown',
    repeats: left.repeats,
    // So that what is wanted next keeps its wait, whatever is wanted after it.
    failures: row.failures + 1,
    leased_until: 0,
    next_urgency: null,
    ...again,
  });
  if (row.reply_key === '') await endReplies(db, row);
  await refreshHead(db, row, { busy_until: 0, ...conversation });
}
