import { sql, type Transaction } from 'kysely';
import type { DeviceRow, WrittenDevice } from './connection-rows';
import { lock } from './lock';
import type { StoreTables } from './schema';

/** Rows of one statement: well under the values a statement of SQLite may have. */
const mostRows = 1000;

/** Nobody else changes devices of these hubs until the transaction ends. */
export async function lockHubs(db: Transaction<StoreTables>, hubs: Iterable<string>) {
  const names = new Set(Array.from(hubs, (hub) => hub.toLowerCase()));
  for (const name of [...names].sort()) await lock(db, `devices of ${name}`);
}

export async function readDevices(
  db: Transaction<StoreTables>,
  keys: string[],
): Promise<DeviceRow[]> {
  const rows: DeviceRow[] = [];
  for (const some of inPortions(keys)) {
    const found = await db
      .selectFrom('devices')
      .selectAll()
      .where('device_key', 'in', some)
      .execute();
    rows.push(...found);
  }
  return rows;
}

/** In the order of their keys, which is how they lie on the disk. `release`: out of all hands. */
export async function writeDevices(
  db: Transaction<StoreTables>,
  devices: WrittenDevice[],
  change: { release: boolean },
): Promise<void> {
  const sorted = [...devices].sort((a, b) => (a.device_key < b.device_key ? -1 : 1));
  for (const some of inPortions(sorted)) {
    await db
      .insertInto('devices')
      .values(some.map((device) => ({ ...device, leased_until: 0, attempts: 0 })))
      .onConflict((conflict) =>
        conflict.column('device_key').doUpdateSet((row) => ({
          events: row.ref('excluded.events'),
          duplicates: row.ref('excluded.duplicates'),
          connected_at: row.ref('excluded.connected_at'),
          deleted_at: row.ref('excluded.deleted_at'),
          incident_key: row.ref('excluded.incident_key'),
          told: row.ref('excluded.told'),
          due_at: row.ref('excluded.due_at'),
          hidden: row.ref('excluded.hidden'),
          hidden_since: row.ref('excluded.hidden_since'),
          ...(change.release && { leased_until: 0 }),
        })),
      )
      .execute();
  }
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

export function* inPortions<Item>(items: Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += mostRows) {
    yield items.slice(start, start + mostRows);
  }
}
