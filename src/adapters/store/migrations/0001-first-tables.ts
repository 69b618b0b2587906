import type { Kysely } from 'kysely';

/** Alerts, incidents, cards and routes. Tables may exist when an earlier start stopped midway. */
export async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await createAlertInbox(db);
  await createIncidents(db);
  await createCards(db);
  await createRoutes(db);
}

async function createAlertInbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alert_inbox')
    .ifNotExists()
    .addColumn('delivery_key', 'text', (column) => column.primaryKey())
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('alert', 'text', (column) => column.notNull())
    .addColumn('arrival', 'text', (column) => column.notNull().unique())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .execute();
  await createIndex(db, 'alert_inbox', ['state', 'due_at']);
  await createIndex(db, 'alert_inbox', ['alert_id', 'state']);
}

async function createIncidents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incidents')
    .ifNotExists()
    .addColumn('incident_key', 'text', (column) => column.primaryKey())
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('fired_at', 'bigint', (column) => column.notNull())
    .addColumn('alert', 'text', (column) => column.notNull())
    .addColumn('resolved_at', 'bigint')
    .addColumn('summary', 'text')
    .addColumn('failure', 'text')
    .addColumn('asks', 'integer', (column) => column.notNull())
    .addColumn('ask_again_at', 'bigint')
    .addColumn('history', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await createIndex(db, 'incidents', ['alert_id', 'fired_at']);
}

async function createCards(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cards')
    .ifNotExists()
    .addColumn('card_id', 'text', (column) => column.primaryKey())
    .addColumn('incident_key', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addColumn('repeats', 'integer', (column) => column.notNull())
    .addColumn('may_repeat_of', 'bigint')
    .addColumn('shown_version', 'integer', (column) => column.notNull())
    .addUniqueConstraint('one_card_a_conversation', ['incident_key', 'channel', 'conversation_id'])
    .execute();
}

async function createRoutes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('routes')
    .ifNotExists()
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_route_a_conversation', ['channel', 'conversation_id'])
    .execute();
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .ifNotExists()
    .on(table)
    .columns(columns)
    .execute();
}
