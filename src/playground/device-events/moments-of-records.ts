import type { ExportedRecord } from '../azure/exported-record';
import type { DeviceMoment } from './device-moment';

/**
 * What Event Grid tells beside these log rows, oldest first. A refused connect is no event, and
 * two rows about one drop are one; a connect that follows a connect is told, as Azure does.
 */
export function momentsOfRecords(records: ExportedRecord[]): DeviceMoment[] {
  const told = new Map<string, DeviceMoment['what']>();
  const moments = records.flatMap((record) => momentOf(record) ?? []);
  return moments
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .filter(({ hub, deviceId, what }) => {
      const key = JSON.stringify([hub, deviceId]);
      const isRepeated = what === 'disconnected' && told.get(key) === what;
      told.set(key, what);
      return !isRepeated;
    });
}

function momentOf(record: ExportedRecord): DeviceMoment | undefined {
  const what = whatOf(record);
  const deviceId = deviceOf(record);
  if (what === undefined || deviceId === undefined) return undefined;
  const hub = record.resourceId.slice(record.resourceId.lastIndexOf('/') + 1).toLowerCase();
  return { hub, deviceId, what, at: new Date(record.time) };
}

function whatOf({ operationName, resultType }: ExportedRecord): DeviceMoment['what'] | undefined {
  if (operationName === 'deviceDisconnect') return 'disconnected';
  return operationName === 'deviceConnect' && resultType === undefined ? 'connected' : undefined;
}

function deviceOf({ properties }: ExportedRecord): string | undefined {
  const read = typeof properties === 'string' ? JSON.parse(properties) : properties;
  const { deviceId } = (read ?? {}) as { deviceId?: unknown };
  return typeof deviceId === 'string' ? deviceId : undefined;
}
