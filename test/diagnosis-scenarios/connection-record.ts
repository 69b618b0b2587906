import type { ExportedRecord } from '../../src/playground/azure/exported-record';
import type { Sdk } from './sdk-clients';

/** Whoever speaks to the hub, as a row can know it. */
export interface Client {
  id: string;
  hub: string;
  sdk: Sdk;
  sdkVersion: string | undefined;
  protocol: 'Mqtt' | 'MqttWs' | 'Amqp' | 'AmqpWs';
  /** As the logs mask it. */
  address: string;
  moduleId?: string;
  /** As the hub names it on connect rows, such as `x509Certificate`; not logged where absent. */
  authType?: string;
}

export interface Happening {
  at: number;
  operation: 'Connect' | 'Disconnect';
  /** Absent on informational rows. */
  code?: string;
  message?: string;
  address?: string;
}

/** One exported row: `properties` is a text, the time has whole seconds, errors carry code and name. */
export function connectionRecord(client: Client, happening: Happening): ExportedRecord {
  const { at, operation, code, message = '' } = happening;
  const failed = code !== undefined;
  return {
    time: new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
    resourceId: hubResourceId(client.hub),
    operationName: `${client.moduleId === undefined ? 'device' : 'module'}${operation}`,
    category: 'Connections',
    level: failed ? 'Error' : 'Information',
    ...(failed ? { resultType: code, resultDescription: nameOf(code) } : {}),
    properties: JSON.stringify({
      deviceId: client.id,
      ...(client.moduleId === undefined ? {} : { moduleId: client.moduleId }),
      ...(operation === 'Connect' && client.sdkVersion ? { sdkVersion: client.sdkVersion } : {}),
      protocol: client.protocol,
      authType: client.authType === undefined ? null : sayAuthType(client.authType),
      maskedIpAddress: happening.address ?? client.address,
      statusCode: failed ? code.slice(0, 3) : null,
      errorMessage: message || (code === '404104' ? lostMessage : ''),
    }),
    location: 'westeurope',
  };
}

/** A JSON text inside the JSON text of the properties. */
function sayAuthType(type: string): string {
  return JSON.stringify({
    scope: 'device',
    type,
    issuer: type === 'sas' ? 'iothub' : 'external',
    acceptingIpFilterRule: null,
  });
}

export function hubResourceId(hub: string): string {
  return `/SUBSCRIPTIONS/0A0A0A0A-0000-0000-0000-000000000001/RESOURCEGROUPS/PLANT/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/${hub.toUpperCase()}`;
}

const lostMessage = 'Device disconnected, see cause and resolution at https://aka.ms/iothub404104';

function nameOf(code: string): string {
  return names[code] ?? code;
}

const names: Record<string, string> = {
  '400027': 'ConnectionForcefullyClosedOnNewConnection',
  '400029': 'ConnectionForcefullyClosedOnFaultInjection',
  '400030': 'ConnectionRejectedOnFaultInjection',
  '401002': 'IotHubUnauthorizedAccess',
  '401003': 'IoTHubUnauthorized',
  '403002': 'IotHubQuotaExceeded',
  '403012': 'DeviceDisabled',
  '404001': 'DeviceNotFound',
  '404012': 'IotHubFailingOver',
  '404104': 'DeviceConnectionClosedRemotely',
  '409002': 'LinkCreationConflict',
  '429001': 'ThrottlingException',
  '429002': 'ThrottleBacklogLimitExceeded',
  '429003': 'ThrottlingBacklogTimeout',
  '429005': 'DeviceThrottlingLimitExceeded',
  '500001': 'ServerError',
  '500008': 'GenericTimeout',
  '503001': 'ServiceUnavailable',
};
