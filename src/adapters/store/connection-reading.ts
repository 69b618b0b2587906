import { sql, type Transaction } from 'kysely';
import { rangeOfModules } from './connection-key';
import type { DeviceRow } from './connection-rows';
import { inPortions, isPostgres } from './connection-tables';
import type { StoreTables } from './schema';

/** Conditions of one statement: an expression may be nested a thousand deep. */
const mostRanges = 100;

/**
 * Rows of these keys. Keys and rows go as one JSON text each: one by one they take longer to hand
 * over than to find.
 */
export async function readDevices(
  db: Transaction<StoreTables>,
  keys: string[],
): Promise<DeviceRow[]> {
  const rows: DeviceRow[] = [];
  for (const some of inPortions(keys)) {
    const found = await selectCells(db, some);
    for (const cells of found) rows.push(readCells(cells));
  }
  return rows;
}

type Cells = [
  device_key: string,
  hub: string,
  events: string,
  duplicates: number,
  connected_at: number | null,
  deleted_at: number | null,
  incident_key: string | null,
  told: DeviceRow['told'],
  due_at: number | null,
  leased_until: number,
  attempts: number,
  hidden: number,
  hidden_since: number | null,
];

const columns = sql`
  device_key, hub, events, duplicates, connected_at, deleted_at, incident_key, told, due_at,
  leased_until, attempts, hidden, hidden_since
`;

async function selectCells(db: Transaction<StoreTables>, keys: string[]): Promise<Cells[]> {
  const given = JSON.stringify(keys);
  const { rows } = isPostgres(db)
    ? await sql<{ found: string | null }>`
        select cast(json_agg(json_build_array(${columns})) as text) as found from devices
        where device_key = any(array(select json_array_elements_text(cast(${given} as json))))
      `.execute(db)
    : await sql<{ found: string | null }>`
        select json_group_array(json_array(${columns})) as found from devices
        where device_key in (select value from json_each(${given}))
      `.execute(db);
  return JSON.parse(rows[0]?.found ?? '[]');
}

function readCells(cells: Cells): DeviceRow {
  return {
    device_key: cells[0],
    hub: cells[1],
    events: cells[2],
    duplicates: cells[3],
    connected_at: cells[4],
    deleted_at: cells[5],
    incident_key: cells[6],
    told: cells[7],
    due_at: cells[8],
    leased_until: cells[9],
    attempts: cells[10],
    hidden: cells[11],
    hidden_since: cells[12],
  };
}

/** Rows of every module of these devices. */
export async function readModules(
  db: Transaction<StoreTables>,
  owners: string[],
): Promise<DeviceRow[]> {
  const rows: DeviceRow[] = [];
  for (const some of inPortions(owners, mostRanges)) {
    const found = await db
      .selectFrom('devices')
      .selectAll()
      .where((row) =>
        row.or(
          some
            .map(rangeOfModules)
            .map(({ after, before }) =>
              row.and([row('device_key', '>', after), row('device_key', '<', before)]),
            ),
        ),
      )
      .execute();
    rows.push(...found);
  }
  return rows;
}
