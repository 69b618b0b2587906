import type { ExportedRecord } from '../azure/exported-record';
import type { SampleDevice } from './fleet';
import { sampleHub } from './hub';

/** What IoT Hub writes when a device comes. */
export function connectRecord(device: SampleDevice, at: Date): ExportedRecord {
  return {
    ...connectionRecord('deviceConnect', at),
    level: 'Information',
    properties: JSON.stringify({
      deviceId: device.deviceId,
      sdkVersion: device.sdk.sdkVersion,
      ...rest(device, null, ''),
    }),
    location: sampleHub.location,
  };
}

/** What it writes when a device closes its connection itself. */
export function closeRecord(device: SampleDevice, at: Date): ExportedRecord {
  return {
    ...connectionRecord('deviceDisconnect', at),
    level: 'Information',
    properties: JSON.stringify({ deviceId: device.deviceId, ...rest(device, null, '') }),
    location: sampleHub.location,
  };
}

/** A connection that ended with an error. */
export function dropRecord(device: SampleDevice, at: Date, code: DropCode): ExportedRecord {
  return errorRecord('deviceDisconnect', device, at, code);
}

/** A connection that was refused. */
export function refusalRecord(device: SampleDevice, at: Date, code: DropCode): ExportedRecord {
  return errorRecord('deviceConnect', device, at, code);
}

/** A row of another category, with properties of its own. */
export function otherRecord(
  at: Date,
  fields: Pick<ExportedRecord, 'operationName' | 'category'> & {
    code?: DropCode;
    properties: Record<string, unknown>;
  },
): ExportedRecord {
  const { code, properties, ...named } = fields;
  return {
    time: inSeconds(at),
    resourceId: sampleHub.resourceId,
    ...named,
    level: code ? 'Error' : 'Information',
    ...(code && { resultType: code, resultDescription: codes[code].name }),
    properties: JSON.stringify(properties),
    location: sampleHub.location,
  };
}

export type DropCode = keyof typeof codes;

function errorRecord(
  operationName: string,
  device: SampleDevice,
  at: Date,
  code: DropCode,
): ExportedRecord {
  const { name, message } = codes[code];
  return {
    ...connectionRecord(operationName, at),
    level: 'Error',
    resultType: code,
    resultDescription: name,
    properties: JSON.stringify({
      deviceId: device.deviceId,
      ...rest(device, code.slice(0, 3), message),
    }),
    location: sampleHub.location,
  };
}

function connectionRecord(operationName: string, at: Date) {
  return {
    time: inSeconds(at),
    resourceId: sampleHub.resourceId,
    operationName,
    category: 'Connections',
  };
}

function rest(device: SampleDevice, statusCode: string | null, errorMessage: string) {
  const { protocol, maskedIpAddress } = device;
  return { protocol, authType: null, maskedIpAddress, statusCode, errorMessage };
}

/** Exported logs are precise to the second. */
function inSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

const codes = {
  '400027': {
    name: 'ConnectionForcefullyClosedOnNewConnection',
    message: 'Connection forcefully closed on new connection',
  },
  '400029': {
    name: 'ConnectionForcefullyClosedOnFaultInjection',
    message: 'Connection closed while the service is upgraded',
  },
  '400030': {
    name: 'ConnectionRejectedOnFaultInjection',
    message: 'Connection rejected while the service is upgraded',
  },
  '401003': {
    name: 'IoTHubUnauthorized',
    message: 'Authentication failed for this device, renew token or certificate and reconnect',
  },
  '403002': {
    name: 'IotHubQuotaExceeded',
    message: 'The daily message quota of the IoT hub is exceeded',
  },
  '403012': { name: 'DeviceDisabled', message: 'The device identity is disabled' },
  '404001': { name: 'DeviceNotFound', message: 'The device is not registered or disabled' },
  '404104': {
    name: 'DeviceConnectionClosedRemotely',
    message: 'Device disconnected, see cause and resolution at https://aka.ms/iothub404104',
  },
  '409002': {
    name: 'LinkCreationConflict',
    message: 'A newer connection of this device was opened',
  },
  '429001': { name: 'ThrottlingException', message: 'Operations are throttled' },
  '500001': { name: 'ServerError', message: 'An internal error occurred' },
  '500008': { name: 'GenericTimeout', message: 'The operation timed out' },
};
