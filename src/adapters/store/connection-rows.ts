import type { DeviceRecord, ToldState } from '../../ports/connection-ledger';
import { readEvents, writeEvents } from './connection-events';
import { readDeviceKey, writeDeviceKey } from './connection-key';

/** One per device and module. */
export interface DeviceRow {
  /** Device, hub in lower case and module, as `connection-key` joins them. */
  device_key: string;
  /** As it is spelled. */
  hub: string;
  /** As `connection-events` writes them. */
  events: string;
  duplicates: number;
  connected_at: number | null;
  deleted_at: number | null;
  incident_key: string | null;
  told: ToldState | null;
  /** Null when nothing waits. */
  due_at: number | null;
  leased_until: number;
  attempts: number;
  hidden: number;
  hidden_since: number | null;
}

/** Short absences that nobody was told of, by the hour in which they ended. */
export interface HiddenHourRow {
  /** When the hour began. */
  hour: number;
  hub_key: string;
  hidden: number;
}

export interface UnreadableEventRow {
  /** Sorts them by when they came. */
  event_key: string;
  received_at: number;
  place: number;
  reason: string;
  excerpt: string;
}

export function readDeviceRow(row: DeviceRow): DeviceRecord {
  return {
    hub: row.hub,
    ...readDeviceKey(row.device_key),
    events: readEvents(row.events),
    duplicates: row.duplicates,
    connectedAt: readTime(row.connected_at),
    deletedAt: readTime(row.deleted_at),
    incident: row.incident_key ?? undefined,
    told: row.told ?? undefined,
    dueAt: readTime(row.due_at),
    hidden: row.hidden,
    hiddenSince: readTime(row.hidden_since),
  };
}

/** Everything but in whose hands it is. */
export function writeDeviceRow(
  record: DeviceRecord,
  key = writeDeviceKey(record),
  events = writeEvents(record.events),
) {
  return {
    device_key: key,
    hub: record.hub,
    events,
    duplicates: record.duplicates,
    connected_at: record.connectedAt?.getTime() ?? null,
    deleted_at: record.deletedAt?.getTime() ?? null,
    incident_key: record.incident ?? null,
    told: record.told ?? null,
    due_at: record.dueAt?.getTime() ?? null,
    hidden: record.hidden,
    hidden_since: record.hiddenSince?.getTime() ?? null,
  } satisfies Omit<DeviceRow, 'leased_until' | 'attempts'>;
}

export type WrittenDevice = ReturnType<typeof writeDeviceRow>;

function readTime(ms: number | null): Date | undefined {
  return ms === null ? undefined : new Date(ms);
}
