import { createHash } from 'node:crypto';
import type { LocalTwin } from '../azure/twin-shelf';
import { sampleHub } from './hub';

/** The body of `GET /twins/{id}` for a device of the bundled hub, enabled and connected by default. */
export function sampleTwin(
  deviceId: string,
  fields: {
    status?: 'enabled' | 'disabled';
    statusReason?: string;
    statusUpdateTime?: string;
    connectionState: 'Connected' | 'Disconnected';
    lastActivityTime: string;
  },
): LocalTwin {
  const mark = createHash('sha256').update(deviceId).digest('base64').slice(0, 12);
  const updated = { $metadata: { $lastUpdated: neverSet }, $version: 1 };
  return {
    hub: sampleHub.name,
    deviceId,
    etag: 'AAAAAAAAAAE=',
    deviceEtag: mark,
    status: 'enabled',
    statusUpdateTime: neverSet,
    ...fields,
    cloudToDeviceMessageCount: 0,
    authenticationType: 'sas',
    x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null },
    modelId: '',
    version: 2,
    properties: { desired: updated, reported: updated },
    capabilities: { iotEdge: false },
  };
}

/** What the registry writes where nothing was ever set; it has no zone. */
const neverSet = '0001-01-01T00:00:00';
