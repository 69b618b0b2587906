import { PostgresAdapter, sql, type Transaction } from 'kysely';
import type { WrittenDevice } from './connection-rows';
import { lock } from './lock';
import type { StoreTables } from './schema';

/** Rows of one statement: well under the values a statement of SQLite may have. */
const mostRows = 1000;

/** Nobody else changes devices of these hubs until the transaction ends. */
export async function lockHubs(db: Transaction<StoreTables>, hubs: Iterable<string>) {
  const names = new Set(Array.from(hubs, (hub) => hub.toLowerCase()));
  for (const name of [...names].sort()) await lock(db, `devices of ${name}`);
}

/**
 * In the order of their keys, which is how they lie on the disk. `release`: out of all hands. The
 * rows go as one JSON text: thousands of values one by one take longer to hand over than to write.
 */
export async function writeDevices(
  db: Transaction<StoreTables>,
  devices: WrittenDevice[],
  change: { release: boolean },
): Promise<void> {
  const sorted = [...devices].sort((a, b) => (a.device_key < b.device_key ? -1 : 1));
  for (const some of inPortions(sorted)) {
    const rows = JSON.stringify(some.map((device) => columns.map((column) => device[column])));
    await sql`
      insert into devices (${columnList}, leased_until, attempts)
      select ${readCells(db)}, 0, 0 from ${eachRow(db, rows)} where true
      on conflict (device_key) do update set
        ${replaceAll}, ${change.release ? release : keepDue}
    `.execute(db);
  }
}

const columns = [
  'device_key',
  'hub',
  'events',
  'duplicates',
  'connected_at',
  'deleted_at',
  'incident_key',
  'told',
  'due_at',
  'hidden',
  'hidden_since',
] as const satisfies (keyof WrittenDevice)[];

const texts = new Set<string>(['device_key', 'hub', 'events', 'incident_key', 'told']);
const columnList = sql.join(columns.map((column) => sql.ref(column)));
// The key and the hub's spelling stay as they were.
const replaceAll = sql.join(
  columns
    .slice(2)
    .filter((column) => column !== 'due_at')
    .map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`),
);
const release = sql`due_at = excluded.due_at, leased_until = 0`;
// Whoever has it in hand may stop midway: then somebody has to look at it, whatever came meanwhile.
const keepDue = sql`due_at = coalesce(
  excluded.due_at, case when devices.leased_until > 0 then devices.leased_until end
)`;

function eachRow(db: Transaction<StoreTables>, rows: string) {
  return isPostgres(db)
    ? sql`json_array_elements(cast(${rows} as json)) as given(value)`
    : sql`json_each(${rows}) as given`;
}

function readCells(db: Transaction<StoreTables>) {
  return sql.join(
    columns.map((column, place) => {
      const cell = sql`given.value ->> ${sql.lit(place)}`;
      return isPostgres(db) && !texts.has(column) ? sql`cast(${cell} as bigint)` : cell;
    }),
  );
}

export function isPostgres(db: Transaction<StoreTables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Short absences that became known, by hub. */
export async function addHidden(
  db: Transaction<StoreTables>,
  hidden: Map<string, number>,
  at: Date,
): Promise<void> {
  if (hidden.size === 0) return;
  const hour = hourOf(at);
  await db
    .insertInto('hidden_hours')
    .values([...hidden].map(([hub_key, count]) => ({ hour, hub_key, hidden: count })))
    .onConflict((conflict) =>
      conflict
        .columns(['hour', 'hub_key'])
        .doUpdateSet({ hidden: sql`hidden_hours.hidden + excluded.hidden` }),
    )
    .execute();
}

export function hourOf(at: Date): number {
  return +at - (+at % 3_600_000);
}

export function* inPortions<Item>(items: Item[], most = mostRows): Generator<Item[]> {
  for (let start = 0; start < items.length; start += most) {
    yield items.slice(start, start + most);
  }
}
