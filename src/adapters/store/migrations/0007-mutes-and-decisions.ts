import type { Kysely } from 'kysely';

/** Mutes, and what was decided about whom. */
export async function addMutesAndDecisions(db: Kysely<unknown>): Promise<void> {
  await addMutes(db);
  await addDecisions(db);
}

async function addMutes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mutes')
    .ifNotExists()
    .addColumn('mute_id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('scope_key', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('from_at', 'bigint', (column) => column.notNull())
    .addColumn('until_at', 'bigint', (column) => column.notNull())
    .addColumn('by_id', 'text', (column) => column.notNull())
    .addColumn('by_name', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('given', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('mutes_scope')
    .ifNotExists()
    .unique()
    .on('mutes')
    .columns(['channel', 'conversation_id', 'scope_key', 'from_at'])
    .execute();
  await db.schema
    .createIndex('mutes_until')
    .ifNotExists()
    .on('mutes')
    .columns(['until_at'])
    .execute();
}

async function addDecisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('decisions')
    .ifNotExists()
    .addColumn('decision_id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('hub', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('searched', 'text', (column) => column.notNull())
    .addColumn('incident_key', 'text')
    .execute();
  await db.schema
    .createIndex('decisions_subject')
    .ifNotExists()
    .on('decisions')
    .columns(['kind', 'name', 'hub', 'decision_id'])
    .execute();
}
