import type { ExportedRecord } from './exported-record';

/** What a record says of a device's connection; undefined when it says nothing of one. */
export function readConnection(
  record: ExportedRecord,
): { deviceId: string; at: Date; kind: 'connect' | 'disconnect' | 'refused' } | undefined {
  if (record.category !== 'Connections') return undefined;
  const deviceId = readDeviceId(record.properties);
  const kind = connectionKind(record);
  if (deviceId === undefined || kind === undefined) return undefined;
  return { deviceId, at: new Date(record.time), kind };
}

/** Of a row of the category Connections. */
export function connectionKind({ operationName, resultType, level }: ExportedRecord) {
  if (operationName === 'deviceDisconnect') return 'disconnect' as const;
  if (operationName !== 'deviceConnect') return undefined;
  return resultType || level === 'Error' ? ('refused' as const) : ('connect' as const);
}

/** Exports carry the properties as a text or as an object. */
export function readDeviceId(properties: unknown): string | undefined {
  const fields = typeof properties === 'string' ? readJson(properties) : properties;
  const deviceId = (fields as { deviceId?: unknown } | null | undefined)?.deviceId;
  return typeof deviceId === 'string' ? deviceId : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
