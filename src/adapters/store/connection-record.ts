import type { Kysely, Transaction } from 'kysely';
import type { EventOutcome } from '../../ports/connection-ledger';
import { applyBatch, createKnownDevices, type EventBatch } from './connection-batch';
import { ownerOf, writeDeviceKey } from './connection-key';
import { readDevices, readModules } from './connection-reading';
import type { DeviceRow } from './connection-rows';
import { addHidden, lockHubs, writeDevices } from './connection-tables';
import { addUnreadable } from './connection-unreadable';
import type { StoreTables } from './schema';

/** Batches that wait for one another go together, as long as they are small. */
const mostEvents = 5000;

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
    const rows = await readKnown(within, keyed);
    const devices = createKnownDevices(rows);
    const outcomes = keyed.map((batch) => applyBatch(devices, batch));
    await writeDevices(within, devices.listChanged(), { release: false });
    for (const { hidden, receivedAt } of outcomes) await addHidden(within, hidden, receivedAt);
    for (const batch of batches) await addUnreadable(within, batch.unreadable, batch.receivedAt);
    return outcomes.map(({ outcomes: each }) => each);
  });
}

/** Everything that the events may change, or that decides about it. */
async function readKnown(
  db: Transaction<StoreTables>,
  batches: (EventBatch & { keys: string[] })[],
): Promise<DeviceRow[]> {
  const keys = batches.flatMap((batch) => batch.keys);
  const deleted = batches.flatMap(({ events, keys: own }) =>
    own.filter((key, index) => events[index]?.kind === 'deleted' && key === ownerOf(key)),
  );
  return [
    ...(await readDevices(db, [...new Set([...keys, ...keys.map(ownerOf)])])),
    ...(await readModules(db, [...new Set(deleted)])),
  ];
}
