import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { ConversationAddress } from '../../ports/chat-channel';
import type { ConversationKey } from '../../ports/conversation-memory';
import type { CardSubject, Crowd } from '../../ports/outbox';
import { refreshHead } from './outbox-conversations';
import {
  changeSend,
  endReplies,
  findCard,
  newRank,
  newRow,
  rankOf,
  readAddress,
  subjectOf,
  type Within,
} from './outbox-rows';
import type { OutboxRow } from './outbox-tables';
import type { StoreTables } from './schema';

const openForMs = 600_000;
const mostInCrowd = 200;
// Recoveries of folded incidents come in showers: the digest tells of them together, and soon.
const recoveryGapMs = 5_000;
const gapMs = 30_000;

/** A folded incident changed: its digest is to say so. */
export async function bumpDigest(
  db: Within,
  folded: OutboxRow,
  rank: number,
  at: Date,
): Promise<void> {
  const digest = await db
    .selectFrom('outbox')
    .selectAll()
    .where('subject_kind', '=', 'digest')
    .where('subject_key', '=', folded.folded_into)
    .executeTakeFirst();
  if (digest !== undefined) await bump(db, digest, rank, at);
}

async function bump(db: Within, digest: OutboxRow, rank: number, at: Date): Promise<void> {
  const isRecovery = rank === rankOf('recovery');
  const urgency = isRecovery ? rank : rankOf('digest');
  const gap_ms = isRecovery ? recoveryGapMs : gapMs;
  const wanted_version = digest.wanted_version + 1;
  if (digest.state === 'sending') {
    const next_urgency = Math.min(digest.next_urgency ?? urgency, urgency);
    return changeSend(db, digest, { wanted_version, next_urgency, gap_ms });
  }
  const waits = digest.state === 'due' || digest.state === 'later';
  if (!waits && digest.state !== 'sent' && digest.state !== 'refused') {
    return changeSend(db, digest, { wanted_version });
  }
  const now = at.getTime();
  const gapEnds = digest.shown_at === null ? now : digest.shown_at + gap_ms;
  const dueAt = Math.max(now, waits ? Math.min(gapEnds, digest.due_at) : gapEnds);
  await changeSend(db, digest, {
    wanted_version,
    urgency: waits ? Math.min(digest.urgency, urgency) : urgency,
    wanted_at: waits ? digest.wanted_at : now,
    due_at: dueAt,
    gap_ms,
    state: dueAt > now ? 'later' : 'due',
  });
  await refreshHead(db, digest);
}

export async function listCrowds(
  db: Kysely<StoreTables>,
  since: Date,
  above: number,
): Promise<Crowd[]> {
  const counted = await db
    .selectFrom('outbox as waiting')
    .select(({ fn, selectFrom }) => [
      'channel',
      'conversation_id',
      fn.countAll<number>().as('waits'),
      selectFrom(
        // No further than needed.
        selectFrom('outbox as out')
          .select('out.send_id')
          .where('out.channel', '=', sql.ref<string>('waiting.channel'))
          .where('out.conversation_id', '=', sql.ref<string>('waiting.conversation_id'))
          .where('out.posted_at', '>', since.getTime())
          .where('out.subject_kind', '=', 'incident')
          .where('out.reply_key', '=', '')
          .limit(above + 1)
          .as('some'),
      )
        .select((some) => some.fn.countAll<number>().as('posted'))
        .as('posted'),
    ])
    .where('state', '=', 'due')
    .where('urgency', '<=', newRank)
    .where('subject_kind', '=', 'incident')
    .where('message_id', 'is', null)
    .where('reply_key', '=', '')
    .groupBy(['channel', 'conversation_id'])
    .execute();
  const crowds: Crowd[] = [];
  for (const { channel, conversation_id, waits, posted } of counted) {
    if (Number(waits) + Number(posted) <= above) continue;
    crowds.push(await readCrowd(db, { channel, id: conversation_id }, Number(posted)));
  }
  return crowds;
}

async function readCrowd(
  db: Kysely<StoreTables>,
  { channel, id }: Pick<ConversationAddress, 'channel' | 'id'>,
  posted: number,
): Promise<Crowd> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('channel', '=', channel)
    .where('conversation_id', '=', id)
    .where('state', '=', 'due')
    .where('urgency', '<=', newRank)
    .where('subject_kind', '=', 'incident')
    .where('message_id', 'is', null)
    .where('reply_key', '=', '')
    .orderBy('wanted_at')
    .limit(mostInCrowd)
    .execute();
  const [first] = rows;
  const conversation = first === undefined ? { channel, id, reference: null } : readAddress(first);
  return { conversation, waiting: rows.map(subjectOf), posted };
}

/** What may be out already, though nobody knows, is not folded: it would be told twice. */
export async function fold(
  db: Within,
  conversation: ConversationAddress,
  subjects: CardSubject[],
  at: Date,
): Promise<CardSubject | undefined> {
  const rows = await findWaiting(db, conversation, subjects);
  if (rows.length === 0) return undefined;
  const digest = (await findOpenDigest(db, conversation, at)) ?? (await open(db, conversation, at));
  for (const row of rows) {
    await changeSend(db, row, { state: 'folded', folded_into: digest.subject_key });
    await endReplies(db, row);
  }
  await bump(db, digest, rankOf('digest'), at);
  await refreshHead(db, digest);
  return subjectOf(digest);
}

/** Its digest follows it no more: one change is not to be told twice. */
export async function unfold(
  db: Within,
  conversation: ConversationKey,
  subject: CardSubject,
  at: Date,
): Promise<boolean> {
  const row = await findCard(db, subject, conversation);
  if (row === undefined || row.state !== 'folded') return false;
  const now = at.getTime();
  const due = { state: 'due', urgency: newRank, wanted_at: now, due_at: now, gap_ms: 0 } as const;
  await changeSend(db, row, { ...due, folded_into: null });
  await bumpDigest(db, row, rankOf('digest'), at);
  await refreshHead(db, row);
  return true;
}

async function findWaiting(db: Within, { channel, id }: ConversationAddress, of: CardSubject[]) {
  const keys = of.filter(({ kind }) => kind === 'incident').map(({ key }) => key);
  if (keys.length === 0) return [];
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('subject_kind', '=', 'incident')
    .where('subject_key', 'in', keys)
    .where('channel', '=', channel)
    .where('conversation_id', '=', id)
    .where('reply_key', '=', '')
    .where('state', 'in', ['due', 'later'])
    .where('message_id', 'is', null)
    .where('may_repeat_of', 'is', null)
    .execute();
}

async function findOpenDigest(db: Within, { channel, id }: ConversationAddress, at: Date) {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('channel', '=', channel)
    .where('conversation_id', '=', id)
    .where('state', 'in', ['due', 'later', 'sending', 'sent'])
    .where('subject_kind', '=', 'digest')
    .where('created_at', '>', at.getTime() - openForMs)
    .executeTakeFirst();
}

async function open(db: Within, conversation: ConversationAddress, at: Date): Promise<OutboxRow> {
  const row = newRow({ kind: 'digest', key: randomUUID() }, conversation, at);
  const digest = { ...row, urgency: rankOf('digest') };
  await db.insertInto('outbox').values(digest).execute();
  return digest;
}

export async function listFolded(
  db: Kysely<StoreTables>,
  digest: CardSubject,
): Promise<CardSubject[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['subject_kind', 'subject_key'])
    .where('folded_into', '=', digest.key)
    .orderBy('created_at')
    .orderBy('subject_key')
    .execute();
  return rows.map(subjectOf);
}
