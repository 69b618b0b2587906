import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExportedRecord } from '../../src/playground/azure/exported-record';

export const hubId =
  '/SUBSCRIPTIONS/0A0A0A0A-0000-0000-0000-000000000001/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/MY-HUB';

/** A connection row as it is exported, of a device that lost its connection. */
export function exportedRecord(
  fields: Partial<ExportedRecord> = {},
  properties: Record<string, unknown> = {},
): ExportedRecord {
  return {
    time: '2026-03-10T11:30:00Z',
    resourceId: hubId,
    operationName: 'deviceDisconnect',
    category: 'Connections',
    level: 'Error',
    resultType: '404104',
    resultDescription: 'DeviceConnectionClosedRemotely',
    properties: JSON.stringify({ deviceId: 'pump-1', protocol: 'Mqtt', ...properties }),
    location: 'westeurope',
    ...fields,
  };
}

/** A data folder with these files; `remove` takes it away again. */
export async function writeDataFolder(
  files: Record<string, string>,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'local-data-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
