import type { Kysely } from 'kysely';
import type { ApplyEvent, DeviceRecord, EventOutcome } from '../../ports/connection-ledger';
import type { DeviceEvent, UnreadableEvent } from '../../ports/device-event';
import { writeDeviceKey } from './connection-key';
import { readDeviceRow, type WrittenDevice, writeDeviceRow } from './connection-rows';
import { addHidden, lockHubs, readDevices, writeDevices } from './connection-tables';
import { addUnreadable } from './connection-unreadable';
import type { StoreTables } from './schema';

/** A batch with everything to record it. */
export interface EventBatch {
  events: DeviceEvent[];
  unreadable: UnreadableEvent[];
  receivedAt: Date;
  apply: ApplyEvent;
}

/** Batches that wait for one another go together, as long as they are small. */
const mostEvents = 2000;

export async function recordBatches(
  db: Kysely<StoreTables>,
  batches: EventBatch[],
): Promise<EventOutcome[][]> {
  const outcomes: EventOutcome[][] = [];
  for (const some of inTransactions(batches)) {
    outcomes.push(...(await recordTogether(db, some)));
  }
  return outcomes;
}

function* inTransactions(batches: EventBatch[]): Generator<EventBatch[]> {
  let some: EventBatch[] = [];
  let events = 0;
  for (const batch of batches) {
    if (some.length > 0 && events + batch.events.length > mostEvents) {
      yield some;
      some = [];
      events = 0;
    }
    some.push(batch);
    events += batch.events.length;
  }
  yield some;
}

function recordTogether(db: Kysely<StoreTables>, batches: EventBatch[]): Promise<EventOutcome[][]> {
  return db.transaction().execute(async (within) => {
    const keyed = batches.map((batch) => ({ ...batch, keys: batch.events.map(writeDeviceKey) }));
    await lockHubs(within, new Set(batches.flatMap(({ events }) => events.map(({ hub }) => hub))));
    const rows = await readDevices(within, [...new Set(keyed.flatMap(({ keys }) => keys))]);
    const devices = createDevices(rows.map((row) => [row.device_key, readDeviceRow(row)]));
    const outcomes = keyed.map((batch) => applyBatch(devices, batch));
    await writeDevices(within, devices.listChanged(), { release: false });
    for (const { hidden, receivedAt } of outcomes) await addHidden(within, hidden, receivedAt);
    for (const batch of batches) await addUnreadable(within, batch.unreadable, batch.receivedAt);
    return outcomes.map(({ outcomes: each }) => each);
  });
}

type Devices = ReturnType<typeof createDevices>;

/** The devices of some batches, and which of them changed. */
function createDevices(known: [string, DeviceRecord][]) {
  const records = new Map(known);
  const changed = new Set<string>();
  return {
    find: (key: string) => records.get(key),
    set(key: string, record: DeviceRecord) {
      if (records.get(key) === record) return;
      records.set(key, record);
      changed.add(key);
    },
    listChanged: () => [...changed].flatMap((key) => writeKnown(key, records.get(key))),
  };
}

function writeKnown(key: string, record: DeviceRecord | undefined): WrittenDevice[] {
  return record === undefined ? [] : [writeDeviceRow(record, key)];
}

function applyBatch(
  devices: Devices,
  { events, keys, receivedAt, apply }: EventBatch & { keys: string[] },
) {
  const hidden = new Map<string, number>();
  const outcomes = events.map((event, index): EventOutcome => {
    const key = keys[index] as string;
    const applied = apply(devices.find(key), event, receivedAt);
    devices.set(key, applied.record);
    if (applied.hidden > 0) {
      const hub = event.hub.toLowerCase();
      hidden.set(hub, (hidden.get(hub) ?? 0) + applied.hidden);
    }
    return applied.outcome;
  });
  return { outcomes, hidden, receivedAt };
}
