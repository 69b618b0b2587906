import { type Kysely, sql } from 'kysely';

/**
 * What Event Grid told of devices, and what is due about them. Rows are kept short: there may be a
 * million. Only what waits stands in the index of what is due.
 */
export async function addConnections(db: Kysely<unknown>): Promise<void> {
  await createDevices(db);
  await createHiddenHours(db);
  await createUnreadableEvents(db);
}

async function createDevices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('devices')
    .ifNotExists()
    .addColumn('device_key', 'text', (column) => column.primaryKey())
    .addColumn('hub', 'text', (column) => column.notNull())
    .addColumn('events', 'text', (column) => column.notNull())
    .addColumn('duplicates', 'integer', (column) => column.notNull())
    .addColumn('connected_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addColumn('incident_key', 'text')
    .addColumn('told', 'text')
    .addColumn('due_at', 'bigint')
    .addColumn('leased_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('hidden', 'integer', (column) => column.notNull())
    .addColumn('hidden_since', 'bigint')
    .execute();
  await createPartialIndex(db, 'due_at');
  await createPartialIndex(db, 'deleted_at');
}

async function createPartialIndex(db: Kysely<unknown>, column: string): Promise<void> {
  await db.schema
    .createIndex(`devices_${column}`)
    .ifNotExists()
    .on('devices')
    .column(column)
    .where(sql.ref(column), 'is not', null)
    .execute();
}

async function createHiddenHours(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hidden_hours')
    .ifNotExists()
    .addColumn('hour', 'bigint', (column) => column.notNull())
    .addColumn('hub_key', 'text', (column) => column.notNull())
    .addColumn('hidden', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('hidden_hours_key', ['hour', 'hub_key'])
    .execute();
}

async function createUnreadableEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unreadable_events')
    .ifNotExists()
    .addColumn('event_key', 'text', (column) => column.primaryKey())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('excerpt', 'text', (column) => column.notNull())
    .execute();
}
