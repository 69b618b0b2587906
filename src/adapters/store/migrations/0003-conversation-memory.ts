import type { Kysely } from 'kysely';

/** What conversations settled: the hub they chose, and the question that waits for one. */
export async function addConversationMemory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversation_memory')
    .ifNotExists()
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('hub', 'text')
    .addColumn('hub_chosen_at', 'bigint')
    .addColumn('question', 'text')
    .addPrimaryKeyConstraint('conversation_memory_key', ['channel', 'conversation_id'])
    .execute();
}
