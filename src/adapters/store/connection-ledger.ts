import type { Kysely } from 'kysely';
import type { ConnectionLedger, DeviceRecord } from '../../ports/connection-ledger';
import type { TimeWindow } from '../../ports/time-window';
import { batchWrites } from './batch-writes';
import type { EventBatch } from './connection-batch';
import { settleDevices, takeDueDevices } from './connection-due';
import { rangeOfDevice } from './connection-key';
import { recordBatches } from './connection-record';
import { readDeviceRow } from './connection-rows';
import { hourOf } from './connection-tables';
import { listUnreadable } from './connection-unreadable';
import type { StoreTables } from './schema';

/** Devices in the table `devices`, what was hidden in `hidden_hours`, the rest in `unreadable_events`. */
export function createConnectionLedger(db: Kysely<StoreTables>): ConnectionLedger {
  return {
    record: batchWrites(
      (batches: EventBatch[]) => recordBatches(db, batches),
      (batch, receivedAt, apply): EventBatch => ({ ...batch, receivedAt, apply }),
    ),
    takeDue: (now, leaseMs, limit) => takeDueDevices(db, now, leaseMs, limit),
    settle: (settled, at) => settleDevices(db, settled, at),
    find: (device, hub) => find(db, device, hub),
    countHidden: (hub, window) => countHidden(db, hub, window),
    listUnreadable: (limit) => listUnreadable(db, limit),
    count: (now) => countDevices(db, +now),
  };
}

async function find(
  db: Kysely<StoreTables>,
  device: string,
  hub: string | undefined,
): Promise<DeviceRecord[]> {
  const { from, to } = rangeOfDevice(device);
  const rows = await db
    .selectFrom('devices')
    .selectAll()
    .where('device_key', '>=', from)
    .where('device_key', '<', to)
    .orderBy('device_key')
    .execute();
  const records = rows.map(readDeviceRow);
  return records.filter((each) => hub === undefined || isSameHub(each.hub, hub));
}

function isSameHub(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

async function countHidden(
  db: Kysely<StoreTables>,
  hub: string | undefined,
  { from, to }: TimeWindow,
): Promise<number> {
  const row = await db
    .selectFrom('hidden_hours')
    .select((select) => select.fn.sum('hidden').as('hidden'))
    .where('hour', '>=', hourOf(from))
    .where('hour', '<', +to)
    .$if(hub !== undefined, (query) => query.where('hub_key', '=', (hub ?? '').toLowerCase()))
    .executeTakeFirst();
  return Number(row?.hidden ?? 0);
}

async function countDevices(db: Kysely<StoreTables>, now: number) {
  const devices = await db
    .selectFrom('devices')
    .select((select) => select.fn.countAll().as('devices'))
    .executeTakeFirstOrThrow();
  const due = await db
    .selectFrom('devices')
    .select((select) => [select.fn.countAll().as('due'), select.fn.min('due_at').as('oldest')])
    .where('due_at', '<=', now)
    .executeTakeFirstOrThrow();
  return {
    devices: Number(devices.devices),
    due: Number(due.due),
    oldestDueAt: due.oldest === null ? undefined : new Date(Number(due.oldest)),
  };
}
