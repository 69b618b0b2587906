import type { SampleDevice } from '../samples/fleet';
import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { secondsBefore } from './ago';
import { comeBack, connectedTwin } from './come-back';
import { inTime } from './in-time';
import type { Scenario } from './scenario';
import { taggedDevice } from './tagged-devices';

export const flappingDevice: Scenario = {
  id: 'flapping-device',
  group: 'Device events',
  title: 'A device flaps',
  what: 'Within ten minutes one device drops and returns twelve times, never for long. Of some drops only the next connect tells.',
  build: (now) => {
    const device = taggedDevice(now, { kind: 'crane', sdk: sampleSdks.c });
    return {
      records: inTime(flaps(device, now), now),
      twins: [connectedTwin(device.deviceId, now)],
      alert: undefined,
      expect: () =>
        `A card about ${device.deviceId} within seconds: nobody waits for the grace time when a device comes and goes like this. It ends when the device has kept still for a quarter of an hour.`,
      recover: (at) => comeBack([device], now, at),
    };
  },
};

/** Azure does not report each change: every fourth drop has no event of its own. */
function flaps(device: SampleDevice, now: Date) {
  const times = Array.from({ length: 12 }, (_, turn) => turn);
  return times.flatMap((turn) => {
    const droppedSecondsAgo = 590 - turn * 48;
    const back = connectRecord(device, secondsBefore(now, droppedSecondsAgo - 9));
    if (turn % 4 === 3) return [back];
    return [dropRecord(device, secondsBefore(now, droppedSecondsAgo), '404104'), back];
  });
}
