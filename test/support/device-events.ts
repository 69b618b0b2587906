import type { DeviceEvent } from '../../src/ports/device-event';

type EventKind = DeviceEvent['kind'];

/** Where it differs from the script; `sequence` as a plain number. */
interface EventChanges {
  hub?: string;
  module?: string;
  at?: Date;
  id?: string;
  sequence?: number;
}

/** Tells one event after the other: each has a larger sequence number and comes a second later. */
export interface EventScript {
  connected(device: string, changes?: EventChanges): DeviceEvent;
  disconnected(device: string, changes?: EventChanges): DeviceEvent;
  created(device: string, changes?: EventChanges): DeviceEvent;
  deleted(device: string, changes?: EventChanges): DeviceEvent;
}

/** What the intake has made of events, before it is recorded; `eventGridBatch` is how they come. */
export function eventScript({
  hub = 'contoso-hub',
  from = new Date('2026-03-01T03:14:00Z'),
} = {}): EventScript {
  let told = 0;
  const tell = (kind: EventKind, device: string, changes: EventChanges = {}): DeviceEvent => {
    const { sequence = told + 1, module = '', ...others } = changes;
    const at = new Date(from.getTime() + told * 1000);
    told += 1;
    const isConnection = kind === 'connected' || kind === 'disconnected';
    return {
      id: `event-${hub}-${told}`,
      kind,
      hub,
      device,
      module,
      at,
      ...others,
      ...(isConnection && { sequence: sequenceOf(sequence) }),
    };
  };
  return {
    connected: (device, changes) => tell('connected', device, changes),
    disconnected: (device, changes) => tell('disconnected', device, changes),
    created: (device, changes) => tell('created', device, changes),
    deleted: (device, changes) => tell('deleted', device, changes),
  };
}

/** A sequence number as the ledger keeps it. */
export function sequenceOf(number: number | bigint): string {
  return number.toString(16).toUpperCase().padStart(64, '0');
}

export type WireEvent = Record<string, unknown>;

/** A delivery in the Event Grid schema: the body is this array. */
export function eventGridBatch(events: DeviceEvent[]): WireEvent[] {
  return events.map((event) => ({
    id: event.id,
    topic: hubTopic(event.hub),
    subject: `devices/${event.device}`,
    eventType: typeOf(event.kind),
    eventTime: wireTime(event.at),
    data: dataOf(event),
    dataVersion: '1',
    metadataVersion: '1',
  }));
}

/** The same as CloudEvents 1.0: the array, or one of its objects, is the body. */
export function cloudEventsBatch(events: DeviceEvent[]): WireEvent[] {
  return events.map((event) => ({
    id: event.id,
    source: hubTopic(event.hub),
    subject: `devices/${event.device}`,
    type: typeOf(event.kind),
    time: wireTime(event.at),
    data: dataOf(event),
    specversion: '1.0',
  }));
}

/** The ARM id of a hub in capitals, as Event Grid writes topics. */
export function hubTopic(hub: string): string {
  return `/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042/RESOURCEGROUPS/CONTOSO-RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/${hub.toUpperCase()}`;
}

function typeOf(kind: EventKind): string {
  return `Microsoft.Devices.Device${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

/** Event Grid writes seven fraction digits. */
function wireTime(at: Date): string {
  return at.toISOString().replace('Z', '0000Z');
}

function dataOf(event: DeviceEvent): WireEvent {
  const { hub: hubName, device: deviceId, module: moduleId, sequence } = event;
  if (sequence === undefined) return { twin: newTwin(deviceId), hubName, deviceId };
  return {
    deviceConnectionStateEventInfo: { sequenceNumber: sequence },
    hubName,
    deviceId,
    moduleId,
  };
}

/** A twin as created and deleted events bring it: a template, whatever the device is. */
function newTwin(deviceId: string): WireEvent {
  const never = '0001-01-01T00:00:00';
  const empty = { $metadata: { $lastUpdated: '2026-03-01T03:14:00.1234567Z' }, $version: 1 };
  return {
    deviceId,
    etag: 'AAAAAAAAAAE=',
    deviceEtag: 'null',
    status: 'enabled',
    statusUpdateTime: never,
    connectionState: 'Disconnected',
    lastActivityTime: never,
    cloudToDeviceMessageCount: 0,
    authenticationType: 'sas',
    x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null },
    version: 2,
    properties: { desired: empty, reported: empty },
  };
}
