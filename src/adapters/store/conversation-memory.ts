import type { Kysely } from 'kysely';
import type {
  ConversationKey,
  ConversationMemory,
  HubChoice,
  OpenQuestion,
} from '../../ports/conversation-memory';
import type { ConversationMemoryRow, StoreTables } from './schema';
import { readStored, writeStored } from './stored-json';

/** One row per conversation in the table `conversation_memory`. */
export function createConversationMemory(db: Kysely<StoreTables>): ConversationMemory {
  return {
    chooseHub: (conversation, { hub, chosenAt }) =>
      keep(db, conversation, chosenAt, {
        hub,
        hub_chosen_at: chosenAt.getTime(),
        question: null,
      }),
    findHub: async (conversation) => readChoice(await find(db, conversation)),
    openQuestion: (conversation, question) =>
      keep(db, conversation, question.askedAt, { question: writeStored(question) }),
    async findQuestion(conversation) {
      const text = (await find(db, conversation))?.question ?? undefined;
      return text === undefined ? undefined : readStored<OpenQuestion>(text);
    },
  };
}

async function keep(
  db: Kysely<StoreTables>,
  { channel, id }: ConversationKey,
  at: Date,
  words: Partial<ConversationMemoryRow>,
): Promise<void> {
  const empty = { hub: null, hub_chosen_at: null, question: null };
  const change = { ...words, used_at: at.getTime() };
  await db
    .insertInto('conversation_memory')
    .values({ ...empty, channel, conversation_id: id, ...change })
    .onConflict((conflict) => conflict.columns(['channel', 'conversation_id']).doUpdateSet(change))
    .execute();
}

function find(
  db: Kysely<StoreTables>,
  { channel, id }: ConversationKey,
): Promise<ConversationMemoryRow | undefined> {
  return db
    .selectFrom('conversation_memory')
    .selectAll()
    .where('channel', '=', channel)
    .where('conversation_id', '=', id)
    .executeTakeFirst();
}

/** Conversations that settled and asked nothing since; gives how many were forgotten. */
export async function forgetConversations(
  db: Kysely<StoreTables>,
  before: number,
  limit: number,
): Promise<number> {
  const old = db
    .selectFrom('conversation_memory')
    .select(['channel', 'conversation_id'])
    .where('used_at', '<', before)
    .orderBy('used_at')
    .limit(limit);
  const done = await db
    .deleteFrom('conversation_memory')
    .where(({ eb, refTuple }) =>
      eb(refTuple('channel', 'conversation_id'), 'in', old.$asTuple('channel', 'conversation_id')),
    )
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

function readChoice(row: ConversationMemoryRow | undefined): HubChoice | undefined {
  const hub = row?.hub ?? undefined;
  if (hub === undefined) return undefined;
  return { hub, chosenAt: new Date(Number(row?.hub_chosen_at ?? 0)) };
}
