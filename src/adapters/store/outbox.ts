import type { Kysely } from 'kysely';
import type { ConversationKey } from '../../ports/conversation-memory';
import type { CardState, CardSubject, Outbox, SendLimits } from '../../ports/outbox';
import { batchWrites } from './batch-writes';
import { lock } from './lock';
import {
  budgetFreeAt,
  changeConversation,
  countSendIn,
  holdsUp,
  openConversation,
  wholeBot,
} from './outbox-conversations';
import { fold, listCrowds, listFolded, unfold } from './outbox-digests';
import { recordEnd, recordSent, recordUnsent, revive } from './outbox-outcomes';
import { readAddress, subjectOf, type Within } from './outbox-rows';
import type { OutboxRow } from './outbox-tables';
import { takeDue } from './outbox-take';
import { wantCard, wantReply } from './outbox-want';
import type { StoreTables } from './schema';

/** Sends in the table `outbox`, what holds them up in `outbox_conversations`. */
export function createOutbox(db: Kysely<StoreTables>): Outbox {
  const alone = <Result>(work: (within: Within) => Promise<Result>): Promise<Result> =>
    db.transaction().execute(async (within) => {
      await lock(within, 'outbox');
      return work(within);
    });
  const together = <Item, Result>(work: (within: Within, item: Item) => Promise<Result>) =>
    batchWrites(
      (items: Item[]) => alone((within) => oneByOne(within, items, work)),
      (item: Item) => item,
    );
  const want = together((within, { cards, at }: Wanted<Outbox['want']>) =>
    oneByOne(within, cards, (_, card) => wantCard(within, card, at)),
  );
  const reply = together((within, { cards, at }: Wanted<Outbox['reply']>) =>
    oneByOne(within, cards, (_, card) => wantReply(within, card, at)),
  );
  const sent = together((within, [taken, how]: Parameters<Outbox['recordSent']>) =>
    recordSent(within, taken, how),
  );
  return {
    want: async (cards, at) => void (cards.length > 0 && (await want({ cards, at }))),
    reply: async (cards, at) => void (cards.length > 0 && (await reply({ cards, at }))),
    takeDue: (now, leaseMs, limit, limits) =>
      alone((within) => takeDue(within, now.getTime(), leaseMs, limit, limits)),
    recordSent: (...given) => sent(given),
    recordUnsent: (taken, next) => alone((within) => recordUnsent(within, taken, next)),
    recordEnd: (taken, end) => alone((within) => recordEnd(within, taken, end)),
    listCrowds: (since, above) => listCrowds(db, since, above),
    fold: (to, subjects, at) => alone((within) => fold(within, to, subjects, at)),
    unfold: (to, subject, at) => alone((within) => unfold(within, to, subject, at)),
    listCards: (subject) => listCards(db, subject),
    listFolded: (digest) => listFolded(db, digest),
    countSend: (to, now, limits) => alone((within) => countSend(within, to, now.getTime(), limits)),
    rest: (to, until) =>
      alone(async (within) => {
        const row = await openConversation(within, to, until.getTime());
        await changeConversation(within, row, { rest_until: until.getTime() });
      }),
    listGone: () => listGone(db),
    revive: (to) => alone((within) => revive(within, to)),
    backlog: () => backlog(db),
  };
}

type Wanted<Verb extends (...given: never[]) => unknown> = {
  cards: Parameters<Verb>[0];
  at: Date;
};

async function oneByOne<Item, Result>(
  within: Within,
  items: Item[],
  work: (within: Within, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(within, item));
  return results;
}

async function listCards(db: Kysely<StoreTables>, subject: CardSubject): Promise<CardState[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('outbox_conversations', (join) =>
      join
        .onRef('outbox_conversations.channel', '=', 'outbox.channel')
        .onRef('outbox_conversations.conversation_id', '=', 'outbox.conversation_id'),
    )
    .selectAll('outbox')
    .select('outbox_conversations.gone_at')
    .where('subject_kind', '=', subject.kind)
    .where('subject_key', '=', subject.key)
    .where('reply_key', '=', '')
    .orderBy('created_at')
    .orderBy('send_id')
    .execute();
  return rows.map((row) => readCard(row, row.gone_at !== null));
}

function readCard(row: OutboxRow, isGone: boolean): CardState {
  return {
    subject: subjectOf(row),
    conversation: readAddress(row),
    state: isGone ? 'conversation_gone' : readState(row),
    messageId: row.message_id ?? undefined,
    shownVersion: row.shown_version,
    wantedVersion: row.wanted_version,
    mayRepeatOf: row.may_repeat_of === null ? undefined : new Date(row.may_repeat_of),
    foldedInto: row.folded_into ?? undefined,
  };
}

function readState({ state, message_id }: OutboxRow): CardState['state'] {
  if (state === 'due' || state === 'later' || state === 'held' || state === 'sending') {
    return message_id === null ? 'waiting' : 'sent';
  }
  return state;
}

async function countSend(
  db: Within,
  to: ConversationKey,
  now: number,
  limits: SendLimits,
): Promise<Date | undefined> {
  const conversation = await openConversation(db, to, now);
  const bot = limits.wholeBot && (await openConversation(db, wholeBot, now));
  const rest = holdsUp(conversation.rest_until, now) ? conversation.rest_until : now;
  const free = Math.max(
    rest,
    budgetFreeAt(conversation, limits.perConversation, now),
    bot && limits.wholeBot ? budgetFreeAt(bot, [limits.wholeBot], now) : now,
  );
  if (free > now) return new Date(free);
  const sends = countSendIn(conversation, now);
  await changeConversation(db, conversation, { sends, used_at: now });
  if (bot) await changeConversation(db, bot, { sends: countSendIn(bot, now), used_at: now });
  return undefined;
}

async function listGone(db: Kysely<StoreTables>) {
  const rows = await db
    .selectFrom('outbox_conversations')
    .selectAll()
    .where('gone_at', 'is not', null)
    .orderBy('gone_at', 'desc')
    .execute();
  return rows.map((row) => ({
    conversation: readAddress(row),
    since: new Date(row.gone_at ?? 0),
    why: row.gone_why ?? '',
  }));
}

async function backlog(db: Kysely<StoreTables>) {
  const found = await db
    .selectFrom('outbox')
    .select(({ fn }) => [
      fn.countAll<number>().as('waiting'),
      fn.min<number | null>('wanted_at').as('oldest'),
    ])
    .where('state', 'in', ['due', 'later', 'sending'])
    .executeTakeFirstOrThrow();
  const { waiting, oldest } = found;
  return {
    waiting: Number(waiting),
    oldestWantedAt: oldest === null ? undefined : new Date(Number(oldest)),
  };
}

/** An embedded database belongs to one process: what it has in hand when it is opened is nobody's. */
export async function releaseSends(db: Kysely<StoreTables>): Promise<void> {
  await db.updateTable('outbox').set({ leased_until: 0 }).where('state', '=', 'sending').execute();
}
