import type { DeviceEvent } from '../ports/device-event';
import type { HubDirectory } from '../ports/hub';
import { readEnvelope } from './read-envelope';
import { type Fields, requireObject, unreadable } from './read-fields';
import { readSequence } from './read-sequence';
import { readHub, type TopicCheck } from './read-topic';

const kinds = new Map<string, DeviceEvent['kind']>([
  ['microsoft.devices.deviceconnected', 'connected'],
  ['microsoft.devices.devicedisconnected', 'disconnected'],
  ['microsoft.devices.devicecreated', 'created'],
  ['microsoft.devices.devicedeleted', 'deleted'],
]);

// IoT Hub documents an alphabet and has let in more than it documents. Whatever can be seen is an
// id, and is escaped wherever it is shown; what cannot be seen would make two ids look the same.
const visible = /^[^\p{C}\p{Z}]{1,128}$/u;

/**
 * Undefined for an event that says nothing about who is connected, such as telemetry. Throws
 * AppError `event_unreadable` that names the field and what is wrong, without its value.
 */
export function readEvent(
  event: unknown,
  deps: { hubs: HubDirectory; topics: TopicCheck },
): DeviceEvent | undefined {
  const { id, topic, type, at, data, topicField } = readEnvelope(event);
  if (!deps.topics.isExpected(topic)) {
    throw unreadable(topicField, 'is none of the expected topics');
  }
  const kind = kinds.get(type.toLowerCase());
  if (kind === undefined) return undefined;
  const fields = requireObject(data, 'data');
  const device = requireId(fields, 'deviceId');
  const module = isDeviceItself(fields.moduleId) ? '' : requireId(fields, 'moduleId');
  const hub = requireHub(topic, fields, deps.hubs);
  const known = { id, kind, hub, device, module, at };
  const isConnection = kind === 'connected' || kind === 'disconnected';
  return isConnection ? { ...known, sequence: requireSequence(fields) } : known;
}

function requireId(data: Fields, name: string): string {
  const id = data[name];
  if (typeof id !== 'string') throw unreadable(`data.${name}`, 'is missing or no text');
  if (!visible.test(id)) throw unreadable(`data.${name}`, 'is not 1 to 128 visible characters');
  return id;
}

function isDeviceItself(module: unknown): boolean {
  return module === undefined || module === null || module === '';
}

function requireHub(topic: string, data: Fields, hubs: HubDirectory): string {
  const inData = typeof data.hubName === 'string' ? data.hubName : undefined;
  const hub = readHub(topic, inData, hubs);
  if (hub === undefined) throw unreadable('data.hubName', 'names no IoT hub, nor does the topic');
  return hub;
}

function requireSequence(data: Fields): string {
  const info = data.deviceConnectionStateEventInfo;
  const text = requireObject(info, 'data.deviceConnectionStateEventInfo').sequenceNumber;
  const sequence = typeof text === 'string' ? readSequence(text) : undefined;
  if (sequence !== undefined) return sequence;
  throw unreadable(
    'data.deviceConnectionStateEventInfo.sequenceNumber',
    'is not a hex number of at most 256 bits',
  );
}
