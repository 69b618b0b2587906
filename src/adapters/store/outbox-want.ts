import type { WantedCard, WantedReply } from '../../ports/outbox';
import { addToHead, findConversation, refreshHead } from './outbox-conversations';
import { bumpDigest } from './outbox-digests';
import {
  changeSend,
  findCard,
  hasEnded,
  newRank,
  newRow,
  rankOf,
  type Within,
} from './outbox-rows';
import type { OutboxRow } from './outbox-tables';
import { wantUnknown } from './outbox-unknown';
import { shortenKey } from './short-key';

/** Stores that a card is to show a version; what waits already is merged with it. */
export async function wantCard(db: Within, wanted: WantedCard, at: Date): Promise<void> {
  const { subject, conversation } = wanted;
  const known = await findCard(db, subject, conversation);
  const where = await findConversation(db, conversation);
  const isGone = where !== undefined && where.gone_at !== null;
  if (known === undefined) {
    if (isGone) return;
    const row = { ...newRow(subject, conversation, at), ...askFor(wanted) };
    await db.insertInto('outbox').values(row).execute();
    return addToHead(db, where, row);
  }
  if (hasEnded(known) && known.state !== 'unknown') return;
  const changes = merge(known, wanted, at);
  if (changes === undefined) return;
  await changeSend(db, known, isGone ? { wanted_version: wanted.version } : changes);
  if (known.state === 'folded') return bumpDigest(db, known, rankOf(wanted.urgency), at);
  return refreshHead(db, known);
}

async function isGoneConversation(db: Within, conversation: WantedCard['conversation']) {
  const found = await findConversation(db, conversation);
  return found !== undefined && found.gone_at !== null;
}

function askFor({ version, urgency, gapMs = 0 }: WantedCard) {
  return { wanted_version: version, urgency: rankOf(urgency), gap_ms: gapMs };
}

/** Undefined when nothing changes. */
function merge(row: OutboxRow, wanted: WantedCard, at: Date): Partial<OutboxRow> | undefined {
  if (wanted.version <= Math.max(row.wanted_version, row.shown_version)) return undefined;
  const { wanted_version, urgency, gap_ms } = askFor(wanted);
  if (row.state === 'unknown') return wantUnknown(row, askFor(wanted), at.getTime());
  if (row.state === 'folded') return { wanted_version };
  if (row.state === 'sending') {
    const isFirst = row.next_urgency === null;
    return {
      wanted_version,
      next_urgency: Math.min(row.next_urgency ?? urgency, urgency),
      gap_ms: isFirst ? gap_ms : Math.min(row.gap_ms, gap_ms),
    };
  }
  const waits = row.state === 'due' || row.state === 'later';
  const pending = waits
    ? {
        urgency: Math.min(row.urgency, isOut(row) ? urgency : Math.max(urgency, newRank)),
        gap_ms: Math.min(row.gap_ms, gap_ms),
      }
    : { urgency, gap_ms, wanted_at: at.getTime(), failures: 0, repeats: 0 };
  return { wanted_version, ...pending, ...dueAfterGap({ ...row, ...pending }, at, waits) };
}

/** The end of what nobody has heard of is no more urgent than its beginning. */
function isOut({ message_id }: OutboxRow): boolean {
  return message_id !== null;
}

/** A failed try keeps its own time. */
function dueAfterGap(
  row: OutboxRow,
  at: Date,
  waits: boolean,
): Pick<OutboxRow, 'state' | 'due_at'> {
  const gapEnds = row.shown_at === null ? 0 : row.shown_at + row.gap_ms;
  const backOffEnds = waits && row.failures > 0 ? row.due_at : 0;
  const dueAt = Math.max(at.getTime(), gapEnds, backOffEnds);
  return { state: dueAt > at.getTime() ? 'later' : 'due', due_at: dueAt };
}

/** Stores a reply, to be sent when its card is out; forgets it where the card never will be. */
export async function wantReply(db: Within, wanted: WantedReply, at: Date): Promise<void> {
  const { subject, conversation, text, urgency } = wanted;
  const key = shortenKey(wanted.key);
  const card = await findCard(db, subject, conversation);
  if (card === undefined || card.state === 'folded' || hasEnded(card)) return;
  if (await isGoneConversation(db, conversation)) return;
  if ((await findCard(db, subject, conversation, key)) !== undefined) return;
  const row: OutboxRow = {
    ...newRow(subject, conversation, at),
    reply_key: key,
    body: text,
    wanted_version: 1,
    urgency: rankOf(urgency),
    state: card.message_id === null ? 'held' : 'due',
  };
  await db.insertInto('outbox').values(row).execute();
  return refreshHead(db, row);
}
