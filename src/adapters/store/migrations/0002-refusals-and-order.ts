import type { Kysely } from 'kysely';

/**
 * Refused requests and their notices; deliveries in the order in which they are taken; what pruning
 * looks for. Every step may have been done by an earlier start that stopped midway.
 */
export async function addRefusalsAndOrder(db: Kysely<unknown>): Promise<void> {
  await countFailures(db);
  await createNotices(db);
  await createRefusals(db);
  await createProbe(db);
  await db.schema.dropIndex('alert_inbox_by_state_due_at').ifExists().execute();
  await db.schema.dropIndex('alert_inbox_by_alert_id_state').ifExists().execute();
  await createIndex(db, 'alert_inbox', ['state', 'due_at', 'arrival']);
  await createIndex(db, 'alert_inbox', ['alert_id', 'state', 'due_at', 'arrival']);
  await createIndex(db, 'alert_inbox', ['state', 'finished_at']);
  await createIndex(db, 'alert_inbox', ['state', 'received_at']);
  await createIndex(db, 'incidents', ['resolved_at']);
  await createIndex(db, 'cards', ['claimed_at']);
  await createIndex(db, 'refusals', ['received_at']);
  await createIndex(db, 'refusals', ['notice_key', 'received_at']);
  await createIndex(db, 'refusal_notices', ['sender', 'opened_at']);
  await createIndex(db, 'refusal_notices', ['state', 'due_at']);
}

async function countFailures(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables();
  const inbox = tables.find(({ name }) => name === 'alert_inbox');
  if (inbox?.columns.some(({ name }) => name === 'failures')) return;
  await db.schema
    .alterTable('alert_inbox')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('refusal_notices')
    .ifNotExists()
    .addColumn('notice_key', 'text', (column) => column.primaryKey())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('refused', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .execute();
}

async function createRefusals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('refusals')
    .ifNotExists()
    .addColumn('refusal_key', 'text', (column) => column.primaryKey())
    .addColumn('notice_key', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('body_bytes', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}

/** Written to find out whether anything can be written. */
async function createProbe(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('store_probe')
    .ifNotExists()
    .addColumn('filler', 'text', (column) => column.notNull())
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
