import type {
  ApplyEvent,
  DeviceRecord,
  EventOutcome,
  KeptEvent,
} from '../../ports/connection-ledger';
import type { DeviceEvent, UnreadableEvent } from '../../ports/device-event';
import { rewriteEvents } from './connection-events';
import { ownerOf } from './connection-key';
import {
  type DeviceRow,
  readDeviceRow,
  type WrittenDevice,
  writeDeviceRow,
} from './connection-rows';

/** A batch with everything to record it. */
export interface EventBatch {
  events: DeviceEvent[];
  unreadable: UnreadableEvent[];
  receivedAt: Date;
  apply: ApplyEvent;
}

/** The devices and modules that some batches are about, and which of them changed. */
export interface KnownDevices {
  find(key: string): DeviceRecord | undefined;
  set(key: string, record: DeviceRecord): void;
  /** Keys of the modules of a device. */
  modulesOf(key: string): Iterable<string>;
  listChanged(): WrittenDevice[];
}

export function createKnownDevices(rows: DeviceRow[]): KnownDevices {
  const read = new Map<string, ReadEvents>();
  const records = new Map<string, DeviceRecord>();
  const changed = new Set<string>();
  const modules = new Map<string, Set<string>>();
  for (const row of rows) {
    const { device_key: key, events: text } = row;
    const record = readDeviceRow(row);
    records.set(key, record);
    read.set(key, { events: record.events, text });
    addModule(modules, key);
  }
  return {
    find: (key) => records.get(key),
    set(key, record) {
      if (records.get(key) === record) return;
      records.set(key, record);
      changed.add(key);
      addModule(modules, key);
    },
    modulesOf: (key) => modules.get(key) ?? [],
    listChanged: () =>
      [...changed].flatMap((key) => writeKnown(key, records.get(key), read.get(key))),
  };
}

function addModule(modules: Map<string, Set<string>>, key: string): void {
  const owner = ownerOf(key);
  if (owner === key) return;
  const some = modules.get(owner);
  if (some === undefined) modules.set(owner, new Set([key]));
  else some.add(key);
}

/** Events as they were read, which saves most of writing them. */
interface ReadEvents {
  events: KeptEvent[];
  text: string;
}

function writeKnown(
  key: string,
  record: DeviceRecord | undefined,
  read: ReadEvents | undefined,
): WrittenDevice[] {
  if (record === undefined) return [];
  if (read === undefined) return [writeDeviceRow(record, key)];
  return [writeDeviceRow(record, key, rewriteEvents(record.events, read))];
}

type KeyedBatch = EventBatch & { keys: string[] };

export function applyBatch(devices: KnownDevices, batch: KeyedBatch) {
  const { events, keys, receivedAt, apply } = batch;
  const hidden = new Map<string, number>();
  const outcomes: EventOutcome[] = [];
  for (const index of inSequence(events)) {
    const event = events[index] as DeviceEvent;
    const key = keys[index] as string;
    const applied = apply(devices.find(key), event, receivedAt);
    devices.set(key, applied.record);
    if (event.kind === 'deleted') deleteModules(devices, key, event.at, batch);
    deleteWithOwner(devices, key, batch);
    if (applied.hidden > 0) {
      const hub = event.hub.toLowerCase();
      hidden.set(hub, (hidden.get(hub) ?? 0) + applied.hidden);
    }
    outcomes[index] = applied.outcome;
  }
  return { outcomes, hidden, receivedAt };
}

/**
 * The places of the events in the order in which they happened. That changes no state, but of a long
 * past that comes shuffled nothing else would be counted right: a device keeps its newest only.
 */
function inSequence(events: DeviceEvent[]): number[] {
  const places = events.map((_event, index) => index);
  return places.sort((one, other) => compare(events[one]?.sequence, events[other]?.sequence));
}

/** What has no number decides by its time, whenever it comes. */
function compare(one = '', other = ''): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** With a device go its modules, of which no event tells. */
function deleteModules(devices: KnownDevices, key: string, at: Date, batch: KeyedBatch): void {
  for (const module of devices.modulesOf(key)) deleteAt(devices, module, at, batch);
}

/** The disconnect that came of it may be told later. */
function deleteWithOwner(devices: KnownDevices, key: string, batch: KeyedBatch): void {
  const owner = ownerOf(key);
  const deletedAt = owner === key ? undefined : devices.find(owner)?.deletedAt;
  if (deletedAt !== undefined) deleteAt(devices, key, deletedAt, batch);
}

function deleteAt(
  devices: KnownDevices,
  key: string,
  at: Date,
  { apply, receivedAt }: KeyedBatch,
): void {
  const known = devices.find(key);
  if (known === undefined || +(known.deletedAt ?? 0) === +at) return;
  const { hub, device, module } = known;
  const deletion = { id: '', kind: 'deleted', hub, device, module, at } as const;
  devices.set(key, apply(known, deletion, receivedAt).record);
}
