import { type ConnectedSteps, type ConnectionEvents, countConnected } from './count-connected';
import { findHubName } from './diagnostics-row';
import { type ExportedRecord, utcMs } from './exported-record';
import { connectionKind, readDeviceId } from './read-connection';

/** The connection rows of every hub, whatever of them the workspace shows already. */
export interface ConnectionHistory {
  note(record: ExportedRecord): void;
  /** Undefined for a hub without connection rows. Counted once, and again when rows came. */
  stepsOf(hub: string): ConnectedSteps | undefined;
  /** Whether a row of this hub names the device. */
  knows(hub: string, deviceId: string): boolean;
  deviceCount(hub: string): number;
}

/** Hubs by lower-case name. */
export function createConnectionHistory(): ConnectionHistory {
  const hubs = new Map<string, HubHistory>();
  const byResource = new Map<string, HubHistory | undefined>();

  function historyOf(resourceId: string): HubHistory | undefined {
    if (byResource.has(resourceId)) return byResource.get(resourceId);
    const hub = findHubName(resourceId);
    const history = hub === undefined ? undefined : (hubs.get(hub) ?? createHubHistory());
    if (hub !== undefined && history) hubs.set(hub, history);
    byResource.set(resourceId, history);
    return history;
  }

  return {
    note(record) {
      if (record.category !== 'Connections') return;
      const kind = connectionKind(record);
      const history = kind && historyOf(record.resourceId);
      const deviceId = history && findDeviceId(record.properties);
      if (!history || deviceId === undefined) return;
      history.events.times.push(utcMs(record.time));
      history.events.devices.push(numberOf(deviceId, history.ids));
      history.events.kinds.push(kind);
      history.steps = undefined;
    },
    stepsOf(hub) {
      const history = hubs.get(hub);
      if (!history || history.events.times.length === 0) return undefined;
      history.steps ??= countConnected(history.events);
      return history.steps;
    },
    knows: (hub, deviceId) => hubs.get(hub)?.ids.has(deviceId) ?? false,
    deviceCount: (hub) => hubs.get(hub)?.ids.size ?? 0,
  };
}

interface HubHistory {
  events: ConnectionEvents;
  ids: Map<string, number>;
  steps: ConnectedSteps | undefined;
}

function createHubHistory(): HubHistory {
  return { events: { times: [], devices: [], kinds: [] }, ids: new Map(), steps: undefined };
}

function numberOf(deviceId: string, ids: Map<string, number>): number {
  const known = ids.get(deviceId);
  if (known !== undefined) return known;
  ids.set(deviceId, ids.size);
  return ids.size - 1;
}

/** A million rows are read at start: a text is taken apart as a whole only where it must be. */
function findDeviceId(properties: unknown): string | undefined {
  if (typeof properties !== 'string' || !properties.startsWith(usualHead)) {
    return readDeviceId(properties);
  }
  const end = properties.indexOf('"', usualHead.length);
  const id = properties.slice(usualHead.length, end);
  return end < 0 || id.includes('\\') ? readDeviceId(properties) : id;
}

const usualHead = '{"deviceId":"';
