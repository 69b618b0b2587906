import { type Kysely, PostgresAdapter, type Transaction } from 'kysely';
import type { SettledDevice, TakenDevice } from '../../ports/connection-ledger';
import { writeDeviceKey } from './connection-key';
import { readDevices } from './connection-reading';
import {
  type DeviceRow,
  readDeviceRow,
  type WrittenDevice,
  writeDeviceRow,
} from './connection-rows';
import { inPortions, lockHubs, writeDevices } from './connection-tables';
import type { StoreTables } from './schema';

export function takeDueDevices(
  db: Kysely<StoreTables>,
  now: Date,
  leaseMs: number,
  limit: number,
): Promise<TakenDevice[]> {
  return db.transaction().execute(async (within) => {
    const rows = await selectDue(within, +now, limit);
    for (const some of inPortions(rows)) await take(within, some, +now + leaseMs);
    return rows.map((row) => ({
      record: readDeviceRow(row),
      attempt: row.attempts + 1,
      isLeftOver: row.leased_until > 0,
    }));
  });
}

/** Rows that somebody else just has in hand are passed over, so that nobody waits for another. */
function selectDue(db: Transaction<StoreTables>, now: number, limit: number): Promise<DeviceRow[]> {
  return db
    .selectFrom('devices')
    .selectAll()
    .where('due_at', '<=', now)
    .where('leased_until', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .$if(db.getExecutor().adapter instanceof PostgresAdapter, (query) =>
      query.forUpdate().skipLocked(),
    )
    .execute();
}

async function take(db: Transaction<StoreTables>, rows: DeviceRow[], until: number): Promise<void> {
  await db
    .updateTable('devices')
    .set((row) => ({ leased_until: until, attempts: row('attempts', '+', 1) }))
    .where(
      'device_key',
      'in',
      rows.map(({ device_key }) => device_key),
    )
    .execute();
}

/** Of a lease that has ended without an outcome; what is settled has none. */
const longEnded = 1;

/** Whoever had them in hand is gone: somebody has to look at them now. */
export async function releaseDevices(db: Kysely<StoreTables>): Promise<void> {
  await db
    .updateTable('devices')
    .set({ leased_until: longEnded, due_at: longEnded })
    .where('due_at', 'is not', null)
    .where('leased_until', '>', longEnded)
    .execute();
}

type Settled = 'settled' | 'changed' | 'lost';

export function settleDevices(
  db: Kysely<StoreTables>,
  settled: SettledDevice[],
  at: Date,
): Promise<Settled[]> {
  return db.transaction().execute(async (within) => {
    await lockHubs(
      within,
      settled.map(({ taken }) => taken.record.hub),
    );
    const keys = settled.map(({ taken }) => writeDeviceKey(taken.record));
    const rows = new Map((await readDevices(within, keys)).map((row) => [row.device_key, row]));
    const results = settled.map((each, index) => settleOne(rows.get(keys[index] ?? ''), each, at));
    const written = results.flatMap(({ device }) => (device ? [device] : []));
    await writeDevices(within, written, { release: true });
    return results.map(({ outcome }) => outcome);
  });
}

function settleOne(
  row: DeviceRow | undefined,
  { taken, incident, told, dueAt }: SettledDevice,
  at: Date,
): { outcome: Settled; device?: WrittenDevice } {
  if (row === undefined || row.attempts !== taken.attempt) return { outcome: 'lost' };
  const record = readDeviceRow(row);
  const isNew = told !== undefined && told !== record.told;
  const hasChanged = !isSame(row, taken);
  const device = writeDeviceRow({
    ...record,
    incident,
    told,
    ...(isNew && { hidden: 0, hiddenSince: undefined }),
    dueAt: hasChanged ? at : dueAt,
  });
  return { outcome: hasChanged ? 'changed' : 'settled', device };
}

/** A repetition of what was known changes nothing. */
function isSame(row: DeviceRow, { record }: TakenDevice): boolean {
  const then = writeDeviceRow(record);
  return row.events === then.events && row.deleted_at === then.deleted_at;
}
