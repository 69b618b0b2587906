import { randomUUID } from 'node:crypto';
import { sampleHub } from '../samples/hub';
import type { DeviceMoment } from './device-moment';

export interface EventGridEvent {
  id: string;
  topic: string;
  subject: string;
  eventType: string;
  eventTime: string;
  data: Record<string, unknown>;
  dataVersion: string;
  metadataVersion: string;
}

/**
 * A device's moment in the Event Grid schema, as "Azure IoT Hub as an Event Grid source" prints it:
 * the topic in capitals, seven digits behind the second. `turn` tells two moments of one
 * millisecond apart; the later one has the larger.
 */
export function eventGridEvent(moment: DeviceMoment, turn = 0): EventGridEvent {
  const { hub, deviceId, what, at } = moment;
  return {
    id: randomUUID(),
    topic: topicOf(hub),
    subject: `devices/${deviceId}`,
    eventType: `Microsoft.Devices.Device${what.charAt(0).toUpperCase()}${what.slice(1)}`,
    eventTime: at.toISOString().replace('Z', '0000Z'),
    data: { ...stateOf(moment, turn), hubName: hub, deviceId },
    dataVersion: '1',
    metadataVersion: '1',
  };
}

function topicOf(hub: string): string {
  const at = sampleHub.resourceId.lastIndexOf('/');
  return `${sampleHub.resourceId.slice(0, at + 1)}${hub.toUpperCase()}`;
}

function stateOf({ deviceId, what, at }: DeviceMoment, turn: number): Record<string, unknown> {
  if (what === 'connected' || what === 'disconnected') {
    const sequenceNumber = sequenceOf(at, turn);
    return { deviceConnectionStateEventInfo: { sequenceNumber }, moduleId: '' };
  }
  return { twin: blankTwin(deviceId) };
}

/** 256 bits in hex digits: the time in steps of 100 ns since 1601, then a count. */
function sequenceOf(at: Date, turn: number): string {
  const ticks = (BigInt(at.getTime()) + msBefore1970) * 10_000n;
  return hex(ticks, 32) + hex(2n, 8) + hex(BigInt(turn + 1), 24);
}

function hex(value: bigint, width: number): string {
  return value.toString(16).toUpperCase().padStart(width, '0');
}

/** What comes with a new or deleted device is a blank form, whatever the device is. */
function blankTwin(deviceId: string): object {
  return {
    deviceId,
    etag: 'AAAAAAAAAAE=',
    deviceEtag: 'null',
    status: 'enabled',
    statusUpdateTime: neverSet,
    connectionState: 'Disconnected',
    lastActivityTime: neverSet,
    cloudToDeviceMessageCount: 0,
    authenticationType: 'sas',
    x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null },
    version: 2,
    properties: { desired: {}, reported: {} },
  };
}

const msBefore1970 = 11_644_473_600_000n;
const neverSet = '0001-01-01T00:00:00';
