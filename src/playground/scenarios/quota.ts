import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { closeRecord, connectRecord, otherRecord, refusalRecord } from '../samples/records';
import { minutesBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import { staticAlert } from './metric-alert';
import type { Scenario } from './scenario';
import { taggedFleet } from './tagged-devices';

export const quota: Scenario = {
  id: 'quota',
  group: 'The hub',
  title: 'The daily quota is spent',
  what: 'No message is left for today: sends and new connections of 60 devices fail with 403002.',
  build: (now) => {
    const random = createRandom(403_002);
    const devices = taggedFleet(now, 12);
    const refused = devices.filter((_, at) => at % 4 === 0);
    return {
      records: inTime(
        [
          ...devices.flatMap((device) => send(device, now, random)),
          ...refused.flatMap((device) => stayOut(device, now, random)),
        ],
        now,
      ),
      twins: refused.map(({ deviceId }) => awayTwin(deviceId, minutesBefore(now, spentMinutes))),
      alert: staticAlert({
        rule: 'contoso-hub-quota',
        severity: 'Sev1',
        description: 'The messages of contoso-hub for today are used up.',
        firedAt: now,
        metric: { name: 'dailyMessageQuotaUsed', aggregation: 'Maximum' },
        windowMinutes: 15,
        operator: 'GreaterThanOrEqual',
        threshold: 400_000,
        value: 400_000,
      }),
      // Another unit was added, or midnight UTC has passed.
      recover: (at) => comeBack(refused, now, at),
    };
  },
};

function send({ deviceId, protocol }: SampleDevice, now: Date, random: () => number) {
  return Array.from({ length: 2 + Math.floor(random() * 5) }, () =>
    otherRecord(minutesBefore(now, 0.2 + random() * spentMinutes), {
      operationName: 'ingress',
      category: 'DeviceTelemetry',
      code: '403002',
      properties: { deviceId, protocol, batching: null, partitionId: '' },
    }),
  );
}

/** A device that happens to reconnect now is not let in; the others keep their connection. */
function stayOut(device: SampleDevice, now: Date, random: () => number) {
  const closedAt = minutesBefore(now, 2 + random() * (spentMinutes - 3));
  const records = [
    connectRecord(device, minutesBefore(now, spentMinutes + 10 + random() * 20)),
    closeRecord(device, closedAt),
  ];
  let at = closedAt.getTime() + 2000;
  while (at < now.getTime()) {
    records.push(refusalRecord(device, new Date(at), '403002'));
    at += 40_000 + random() * 40_000;
  }
  return records;
}

const spentMinutes = 14;
