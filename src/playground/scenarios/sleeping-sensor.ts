import type { SampleDevice } from '../samples/fleet';
import { closeRecord, connectRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import type { Scenario } from './scenario';
import { taggedDevice } from './tagged-devices';

export const sleepingSensor: Scenario = {
  id: 'sleeping-sensor',
  group: 'Device events',
  title: 'A solar sensor sleeps',
  what: 'It wakes for four minutes every half hour to save its battery, all day, and went to sleep again five minutes ago.',
  build: (now) => {
    const device = taggedDevice(now, { kind: 'solar', sdk: sampleSdks.c });
    return {
      records: inTime(naps(device, now), now),
      twins: [awayTwin(device.deviceId, minutesBefore(now, asleepMinutes))],
      alert: undefined,
      expect: () =>
        `No card, although it is away for longer than the grace time: this is its usual rhythm. Ask "why no alert for ${device.deviceId}".`,
      recover: (at) => comeBack([device], now, at),
    };
  },
};

function naps(device: SampleDevice, now: Date) {
  const rounds = Array.from({ length: 44 }, (_, round) => 43 - round);
  return rounds.flatMap((round) => {
    const closedAt = minutesBefore(now, asleepMinutes + round * everyMinutes);
    return [connectRecord(device, minutesBefore(closedAt, 4)), closeRecord(device, closedAt)];
  });
}

const everyMinutes = 30;
const asleepMinutes = 5;
