import type { ExportedRecord } from '../azure/exported-record';
import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { closeRecord, connectRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { connectedTwin } from './come-back';
import { inTime } from './in-time';
import type { Scenario } from './scenario';
import { taggedDevices } from './tagged-devices';

export const tokensAllDay: Scenario = {
  id: 'tokens-all-day',
  group: 'Device events',
  title: 'Token renewals all day',
  what: '20 Node devices close and connect again every 45 minutes, as their SDK does, for 22 hours: some 1,200 events.',
  build: (now) => {
    const devices = taggedDevices(now, { kind: 'vent', count: 20, sdk: sampleSdks.node });
    const random = createRandom(45);
    const twins = devices.map(({ deviceId }) => connectedTwin(deviceId, now));
    return {
      records: inTime(
        devices.flatMap((device) => renewals(device, now, random)),
        now,
      ),
      twins,
      alert: undefined,
      expect: () => `No card: every device was back at once. Ask "summary" how many were hidden.`,
      // Nothing was broken.
      recover: (at) => ({
        records: [],
        twins: devices.map(({ deviceId }) => connectedTwin(deviceId, at)),
      }),
    };
  },
};

function renewals(device: SampleDevice, now: Date, random: () => number): ExportedRecord[] {
  const records: ExportedRecord[] = [];
  let at = now.getTime() - 5000 - random() * periodMs;
  while (at > now.getTime() - historyMs) {
    const backAt = new Date(at + 1000 + Math.floor(random() * 3) * 1000);
    records.push(closeRecord(device, new Date(at)), connectRecord(device, backAt));
    at -= periodMs * (0.992 + random() * 0.016);
  }
  return records;
}

const periodMs = 45 * 60_000;
const historyMs = 22 * 3_600_000;
