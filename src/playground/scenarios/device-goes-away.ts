import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore, secondsBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import type { Scenario } from './scenario';
import { taggedDevice } from './tagged-devices';

export const deviceGoesAway: Scenario = {
  id: 'device-goes-away',
  group: 'Device events',
  title: 'One device goes away',
  what: 'Event Grid tells of one disconnect and of no connect after it. No alert rule watches a single device.',
  build: (now) => {
    const device = taggedDevice(now, { kind: 'boiler', sdk: sampleSdks.python });
    const leftAt = secondsBefore(now, 3);
    return {
      records: inTime(
        [connectRecord(device, minutesBefore(now, 190)), dropRecord(device, leftAt, '404104')],
        now,
      ),
      twins: [awayTwin(device.deviceId, leftAt)],
      alert: undefined,
      expect: (grace) =>
        `No card for ${grace}, the grace time, then one about ${device.deviceId}. Let it recover before that, and there is none.`,
      recover: (at) => comeBack([device], now, at),
    };
  },
};
