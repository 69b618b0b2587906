import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { closeRecord, connectRecord, otherRecord, refusalRecord } from '../samples/records';
import { minutesBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { hubMetrics, hubResource, minutesUntil, snapshotPoint } from './hub-side';
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
      metrics: hubMetrics({ [used]: minutesUntil(now, 60).flatMap((at) => usedBy(at, now)) }),
      hubs: hubResource({ sku: { name: 'S1', capacity: 1 } }),
      alert: staticAlert({
        rule: 'contoso-hub-quota',
        severity: 'Sev1',
        description: 'The messages of contoso-hub for today are used up.',
        firedAt: now,
        metric: { name: used, aggregation: 'Maximum' },
        windowMinutes: 15,
        operator: 'GreaterThanOrEqual',
        threshold: dailyQuota,
        value: dailyQuota,
      }),
      // Another unit was added, so there are messages left again.
      recover: (at) => ({
        ...comeBack(refused, now, at),
        metrics: hubMetrics({ [used]: [snapshotPoint(at, dailyQuota + perMinute)] }),
        hubs: hubResource({ sku: { name: 'S1', capacity: 2 } }),
      }),
    };
  },
};

/** Counted since midnight UTC: it climbs evenly, and stands still once all is spent. */
function usedBy(at: Date, now: Date) {
  if (at.toISOString().slice(0, 10) !== now.toISOString().slice(0, 10)) return [];
  const left = Math.max(0, minutesBefore(now, spentMinutes).getTime() - at.getTime()) / 60_000;
  return [snapshotPoint(at, Math.max(0, Math.round(dailyQuota - left * perMinute)))];
}

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
/** Of an S1 hub of one unit. */
const dailyQuota = 400_000;
const perMinute = 460;
const used = 'dailyMessageQuotaUsed';
