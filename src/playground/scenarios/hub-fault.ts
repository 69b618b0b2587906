import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord, refusalRecord } from '../samples/records';
import { minutesBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { healthAlert } from './health-alert';
import { hubHealth } from './hub-side';
import { inTime } from './in-time';
import type { Scenario } from './scenario';
import { taggedFleet } from './tagged-devices';

export const hubFault: Scenario = {
  id: 'hub-fault',
  group: 'The hub',
  title: 'The hub itself fails',
  what: '180 devices at every site drop with 404104 and are refused with 500001 and 500008.',
  build: (now) => {
    const random = createRandom(500_001);
    const devices = taggedFleet(now, 36);
    const drops = devices.map((device) => ({
      device,
      at: new Date(minutesBefore(now, faultMinutes).getTime() + random() * 100_000),
    }));
    return {
      records: inTime(
        drops.flatMap(({ device, at }) => suffer(device, at, now, random)),
        now,
      ),
      twins: drops.map(({ device, at }) => awayTwin(device.deviceId, at)),
      health: hubHealth({
        availabilityState: 'Degraded',
        summary: fault,
        reasonType: 'Unplanned',
        since: minutesBefore(now, faultMinutes - 1),
      }),
      alert: healthAlert({
        rule: 'contoso-hub-health',
        severity: 'Sev1',
        description: 'Azure reports that contoso-hub is not available as it should be.',
        firedAt: now,
        title: 'Degraded: connections to the IoT hub fail',
        details: fault,
      }),
      recover: (at) => ({
        ...comeBack(devices, now, at),
        health: hubHealth({
          availabilityState: 'Available',
          summary: 'No platform problem is known that affects this IoT hub.',
          reasonType: '',
          since: at,
        }),
      }),
    };
  },
};

function suffer(device: SampleDevice, droppedAt: Date, now: Date, random: () => number) {
  const records = [
    connectRecord(device, minutesBefore(droppedAt, 20 + random() * 15)),
    dropRecord(device, droppedAt, '404104'),
  ];
  let at = droppedAt.getTime() + 5000 + random() * 20_000;
  while (at < now.getTime()) {
    records.push(refusalRecord(device, new Date(at), random() < 0.7 ? '500001' : '500008'));
    at += 45_000 + random() * 60_000;
  }
  return records;
}

const faultMinutes = 7;
const fault = 'An unexpected platform event makes a part of the connections to this IoT hub fail.';
