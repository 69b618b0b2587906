import { type Kysely, sql } from 'kysely';

interface Remembered {
  channel: string;
  conversation_id: string;
  hub_chosen_at: number | null;
  question: string | null;
}

/** When a conversation was last remembered for something, where pruning can look for it. */
export async function addUsedConversations(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables();
  const memory = tables.find(({ name }) => name === 'conversation_memory');
  if (!memory?.columns.some(({ name }) => name === 'used_at')) {
    await db.schema
      .alterTable('conversation_memory')
      .addColumn('used_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  }
  await fillIn(db);
  await db.schema
    .createIndex('conversation_memory_by_used_at')
    .ifNotExists()
    .on('conversation_memory')
    .columns(['used_at'])
    .execute();
}

async function fillIn(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Remembered>`
    select channel, conversation_id, hub_chosen_at, question
    from conversation_memory where used_at = 0`.execute(db);
  for (const row of rows) {
    await sql`
      update conversation_memory set used_at = ${usedAt(row)}
      where channel = ${row.channel} and conversation_id = ${row.conversation_id}`.execute(db);
  }
}

/** An open question holds its time as `{"$date": 1}`. */
function usedAt({ hub_chosen_at, question }: Remembered): number {
  const asked: { askedAt?: { $date?: number } } = question === null ? {} : JSON.parse(question);
  return Math.max(Number(hub_chosen_at ?? 0), asked.askedAt?.$date ?? 0);
}
