import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { secondsBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import type { Scenario } from './scenario';
import { taggedAddress, taggedDevices } from './tagged-devices';

export const siteByEvents: Scenario = {
  id: 'site-by-events',
  group: 'Device events',
  title: 'A whole site, by events only',
  what: '30 devices behind one address block drop within 40 seconds. Event Grid tells of each, and no alert rule is set.',
  build: (now) => {
    const maskedIpAddress = taggedAddress(now);
    const wish = { kind: 'shelf', count: 30, maskedIpAddress, sdk: sampleSdks.dotnet };
    const devices = taggedDevices(now, wish);
    return {
      records: inTime(outage(devices, now), now),
      twins: devices.map(({ deviceId }) => awayTwin(deviceId, secondsBefore(now, 2))),
      alert: undefined,
      expect: (grace) =>
        `No card for about ${grace}, the grace time, then one card about all 30 of them, with what they have in common.`,
      recover: (at) => comeBack(devices, now, at),
    };
  },
};

function outage(devices: SampleDevice[], now: Date) {
  const random = createRandom(30);
  return devices.flatMap((device) => [
    connectRecord(device, secondsBefore(now, 1200 + random() * 1800)),
    dropRecord(device, secondsBefore(now, 2 + random() * 40), '404104'),
  ]);
}
