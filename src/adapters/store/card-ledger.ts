import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { CardLedger, SendClaim, SentCard } from '../../ports/card-ledger';
import type { ConversationAddress } from '../../ports/chat-channel';
import type { CardRow, StoreTables } from './schema';

/** Cards in the table `cards`, one row per incident and conversation. */
export function createCardLedger(db: Kysely<StoreTables>): CardLedger {
  return {
    claimSend: (incidentKey, to, at) =>
      db.transaction().execute((transaction) => claimSend(transaction, incidentKey, to, at)),
    recordSent: (cardId, messageId, shownVersion) =>
      change(db, cardId, { state: 'sent', message_id: messageId, shown_version: shownVersion }),
    recordUnsent: (cardId, certainty) => recordUnsent(db, cardId, certainty),
    recordShown: (cardId, shownVersion) => change(db, cardId, { shown_version: shownVersion }),
    recordEnd: (cardId, end) => change(db, cardId, { state: end }),
    listSent: (incidentKey) => listSent(db, incidentKey),
  };
}

async function claimSend(
  db: Transaction<StoreTables>,
  incidentKey: string,
  to: ConversationAddress,
  at: Date,
): Promise<SendClaim> {
  const intent = newIntent(incidentKey, to, at);
  const inserted = await db
    .insertInto('cards')
    .values(intent)
    .onConflict((conflict) =>
      conflict.columns(['incident_key', 'channel', 'conversation_id']).doNothing(),
    )
    .returning('card_id')
    .execute();
  if (inserted.length === 1)
    return { kind: 'send', cardId: intent.card_id, mayRepeatOf: undefined };
  const row = await db
    .selectFrom('cards')
    .selectAll()
    .where('incident_key', '=', incidentKey)
    .where('channel', '=', to.channel)
    .where('conversation_id', '=', to.id)
    .executeTakeFirstOrThrow();
  return claimAgain(db, row, at);
}

function newIntent(incidentKey: string, to: ConversationAddress, at: Date): CardRow {
  return {
    card_id: randomUUID(),
    incident_key: incidentKey,
    channel: to.channel,
    conversation_id: to.id,
    conversation: JSON.stringify(to),
    state: 'sending',
    message_id: null,
    claimed_at: at.getTime(),
    repeats: 0,
    may_repeat_of: null,
    shown_version: 0,
  };
}

async function claimAgain(
  db: Transaction<StoreTables>,
  row: CardRow,
  at: Date,
): Promise<SendClaim> {
  if (row.state === 'sent') return { kind: 'shown', card: readCard(row) };
  if (row.state === 'unsent') return send(db, row, at, { may_repeat_of: row.may_repeat_of });
  if (row.state !== 'sending') return { kind: 'closed' };
  if (row.repeats > 0) {
    await change(db, row.card_id, { state: 'unknown' });
    return { kind: 'closed' };
  }
  return send(db, row, at, { repeats: 1, may_repeat_of: row.may_repeat_of ?? row.claimed_at });
}

async function send(
  db: Transaction<StoreTables>,
  row: CardRow,
  at: Date,
  mark: Pick<CardRow, 'may_repeat_of'> & Partial<CardRow>,
): Promise<SendClaim> {
  await change(db, row.card_id, { ...mark, state: 'sending', claimed_at: at.getTime() });
  return { kind: 'send', cardId: row.card_id, mayRepeatOf: readTime(mark.may_repeat_of) };
}

async function recordUnsent(
  db: Kysely<StoreTables>,
  cardId: string,
  certainty: 'unsent' | 'uncertain',
): Promise<void> {
  await db
    .updateTable('cards')
    .set((row) => ({
      state: 'unsent' as const,
      repeats: 0,
      may_repeat_of:
        certainty === 'uncertain'
          ? row.fn.coalesce('may_repeat_of', 'claimed_at')
          : row.ref('may_repeat_of'),
    }))
    .where('card_id', '=', cardId)
    .execute();
}

async function change(
  db: Kysely<StoreTables>,
  cardId: string,
  changes: Partial<CardRow>,
): Promise<void> {
  await db.updateTable('cards').set(changes).where('card_id', '=', cardId).execute();
}

async function listSent(db: Kysely<StoreTables>, incidentKey: string): Promise<SentCard[]> {
  const rows = await db
    .selectFrom('cards')
    .selectAll()
    .where('incident_key', '=', incidentKey)
    .where('state', '=', 'sent')
    .orderBy('claimed_at')
    .orderBy('card_id')
    .execute();
  return rows.map(readCard);
}

function readCard(row: CardRow): SentCard {
  return {
    id: row.card_id,
    conversation: JSON.parse(row.conversation),
    messageId: row.message_id ?? '',
    shownVersion: row.shown_version,
    mayRepeatOf: readTime(row.may_repeat_of),
  };
}

function readTime(ms: number | null): Date | undefined {
  return ms === null ? undefined : new Date(Number(ms));
}
