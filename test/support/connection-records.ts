import type { ExportedRecord } from '../../src/playground/azure/exported-record';

function hubIdOf(hub: string): string {
  return `/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042/RESOURCEGROUPS/CONTOSO-RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/${hub.toUpperCase()}`;
}

export interface RecordChanges {
  device?: string;
  hub?: string;
  category?: string;
  code?: string;
  name?: string;
  level?: string;
  properties?: Record<string, unknown>;
}

/** One connection event as Azure exports it; an error where it has a code. */
export function connectionRecord(
  time: string,
  operationName: string,
  changes: RecordChanges = {},
): ExportedRecord {
  const { code, name, level = code === undefined ? 'Information' : 'Error' } = changes;
  return {
    time,
    resourceId: hubIdOf(changes.hub ?? 'contoso-hub'),
    operationName,
    category: changes.category ?? 'Connections',
    level,
    ...(code === undefined ? {} : { resultType: code, resultDescription: name ?? 'SomeError' }),
    properties: JSON.stringify({
      deviceId: changes.device ?? 'device-42',
      protocol: 'Mqtt',
      authType: null,
      maskedIpAddress: '81.24.7.XXX',
      ...(operationName === 'deviceConnect' ? { sdkVersion: '.NET/1.42.0 (.NET 8; Linux)' } : {}),
      ...changes.properties,
    }),
    location: 'westeurope',
  };
}
