import { type Kysely, sql } from 'kysely';

/**
 * Incidents that several alerts and devices joined, and their own time to ask the logs. Incidents of
 * before keep their card and their plan; nothing joins them, because their hub is not read from
 * their alert.
 */
export async function addJoinedAlerts(db: Kysely<unknown>): Promise<void> {
  await addColumns(db);
  await createAlerts(db);
  await createMembers(db);
  await createIndex(db, 'incidents', ['hub_key', 'resolved_at', 'joined_at']);
  await createIndex(db, 'incidents', ['ask_due_at']);
  await planAsks(db);
}

const counters = ['joined_count', 'member_count', 'away_count', 'ask_attempts', 'ask_tries'];
const times = ['opened_at', 'joined_at', 'heard_at', 'alert_ended_at', 'ask_due_at', 'asked_at'];

async function addColumns(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === 'incidents')?.columns ?? [];
  const isNew = (name: string) => !known.some((column) => column.name === name);
  const table = () => db.schema.alterTable('incidents');
  for (const name of counters.filter(isNew)) {
    await table()
      .addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  }
  for (const name of times.filter(isNew)) await table().addColumn(name, 'bigint').execute();
  for (const name of ['hub_key', 'acknowledged', 'member_counts'].filter(isNew)) {
    await table().addColumn(name, 'text').execute();
  }
  if (isNew('queued_seconds')) await table().addColumn('queued_seconds', 'integer').execute();
  if (isNew('ask_leased_until')) {
    await table()
      .addColumn('ask_leased_until', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  }
}

async function createAlerts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incident_alerts')
    .ifNotExists()
    .addColumn('firing_key', 'text', (column) => column.primaryKey())
    .addColumn('incident_key', 'text', (column) => column.notNull())
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('rule', 'text', (column) => column.notNull())
    .addColumn('alert', 'text', (column) => column.notNull())
    .addColumn('fired_at', 'bigint', (column) => column.notNull())
    .addColumn('resolved_at', 'bigint')
    .addColumn('is_open', 'integer', (column) => column.notNull())
    .execute();
  await createIndex(db, 'incident_alerts', ['incident_key', 'is_open', 'fired_at']);
  await createIndex(db, 'incident_alerts', ['alert_id', 'fired_at']);
}

async function createMembers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incident_members')
    .ifNotExists()
    .addColumn('incident_key', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('module', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('is_over', 'integer', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('patience', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('incident_members_key', ['incident_key', 'device', 'module'])
    .execute();
  const pages = ['incident_key', 'is_over', 'since', 'device', 'module'];
  await createIndex(db, 'incident_members', pages);
}

/** What was planned, or not yet asked, when an alert's delivery still carried the plan. */
async function planAsks(db: Kysely<unknown>): Promise<void> {
  await sql`update incidents set ask_due_at = ask_again_at
    where ask_due_at is null and ask_again_at is not null and resolved_at is null`.execute(db);
  await sql`update incidents set ask_due_at = fired_at
    where ask_due_at is null and asks = 0 and resolved_at is null`.execute(db);
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .ifNotExists()
    .on(table)
    .columns(columns)
    .execute();
}
