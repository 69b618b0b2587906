import { type SampleDevice, usuallyConnected } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord, refusalRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import { staticAlert } from './metric-alert';
import type { Scenario } from './scenario';
import { taggedDevice } from './tagged-devices';

export const expiredCredential: Scenario = {
  id: 'expired-credential',
  group: 'Devices',
  title: 'A credential runs out',
  what: 'One device is refused with 401003 every half minute and never comes back.',
  build: (now) => {
    const device = taggedDevice(now, { kind: 'pump', sdk: sampleSdks.node });
    return {
      records: inTime(tell(device, now), now),
      twins: [awayTwin(device.deviceId, minutesBefore(now, refusedMinutes))],
      alert: staticAlert({
        rule: 'contoso-hub-device-missing',
        severity: 'Sev3',
        description: 'A device that should always be connected to contoso-hub is not.',
        firedAt: now,
        windowMinutes: 15,
        operator: 'LessThan',
        threshold: usuallyConnected + 1,
        value: usuallyConnected,
      }),
      recover: (at) => comeBack([device], now, at),
    };
  },
};

/** It worked this morning; then the hub closed the connection and took no credential since. */
function tell(device: SampleDevice, now: Date) {
  const random = createRandom(401_003);
  const endedAt = minutesBefore(now, refusedMinutes);
  const records = [
    connectRecord(device, minutesBefore(now, refusedMinutes + 44)),
    dropRecord(device, endedAt, '401003'),
    dropRecord(device, new Date(endedAt.getTime() + 1000), '404104'),
  ];
  let at = endedAt.getTime() + 3000;
  while (at < now.getTime()) {
    records.push(refusalRecord(device, new Date(at), '401003'));
    at += 25_000 + random() * 10_000;
  }
  return records;
}

const refusedMinutes = 22;
