import type { ExportedRecord } from '../azure/exported-record';
import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord, otherRecord, refusalRecord } from '../samples/records';
import { minutesBefore } from './ago';
import { comeBack, connectedTwin } from './come-back';
import { hubMetrics, hubResource, minutesUntil, totalPoint } from './hub-side';
import { inTime } from './in-time';
import { staticAlert } from './metric-alert';
import type { Scenario } from './scenario';
import { taggedFleet } from './tagged-devices';

export const throttling: Scenario = {
  id: 'throttling',
  group: 'The hub',
  title: 'Too much at once',
  what: 'Telemetry and reconnects come faster than the hub takes them: 429001 for 70 devices.',
  build: (now) => {
    const random = createRandom(429_001);
    const devices = taggedFleet(now, 14);
    const refused = devices.filter((_, at) => at % 3 === 0);
    const telemetry = devices.flatMap((device) => send(device, now, random));
    return {
      records: inTime(
        [...telemetry, ...refused.flatMap((device) => crowdIn(device, now, random))],
        now,
      ),
      twins: devices.map(({ deviceId }) => connectedTwin(deviceId, now)),
      metrics: crowdedMetrics(telemetry, now, random),
      hubs: hubResource({ sku: { name: 'S1', capacity: 1 } }),
      alert: staticAlert({
        rule: 'contoso-hub-throttled',
        severity: 'Sev2',
        description: 'contoso-hub answers with throttling errors.',
        firedAt: now,
        metric: { name: throttles, aggregation: 'Total' },
        windowMinutes: 15,
        operator: 'GreaterThan',
        threshold: 100,
        value: telemetry.length,
      }),
      recover: (at) => ({ ...comeBack(refused, now, at), metrics: calmMetrics(at) }),
    };
  },
};

/** The hub takes 100 messages a second; what it refuses beyond that is what the rows tell of. */
function crowdedMetrics(refusals: ExportedRecord[], now: Date, random: () => number): object[] {
  const minutes = minutesUntil(now, 60).map((at) => {
    const minute = at.toISOString().slice(0, 16);
    const throttled = refusals.filter(({ time }) => time.startsWith(minute)).length;
    const isCrowded = now.getTime() - at.getTime() <= crowdedMinutes * 60_000;
    const taken = Math.round((isCrowded ? 0.985 : 0.6) * limitAMinute + random() * 80);
    return { at, throttled, taken };
  });
  return hubMetrics({
    [attempts]: minutes.map(({ at, throttled, taken }) => totalPoint(at, taken + throttled)),
    [successes]: minutes.map(({ at, taken }) => totalPoint(at, taken)),
    [throttles]: minutes.map(({ at, throttled }) => totalPoint(at, throttled)),
  });
}

function calmMetrics(at: Date): object[] {
  const calm = [totalPoint(at, Math.round(0.6 * limitAMinute))];
  return hubMetrics({ [attempts]: calm, [successes]: calm, [throttles]: [totalPoint(at, 0)] });
}

function send({ deviceId, protocol }: SampleDevice, now: Date, random: () => number) {
  return Array.from({ length: 4 + Math.floor(random() * 9) }, () =>
    otherRecord(minutesBefore(now, 1.1 + random() * 12), {
      operationName: 'ingress',
      category: 'DeviceTelemetry',
      code: '429001',
      properties: { deviceId, protocol, batching: null, partitionId: '' },
    }),
  );
}

/** Whoever is thrown out wants back in, which makes the crowd at the door larger. */
function crowdIn(device: SampleDevice, now: Date, random: () => number) {
  const droppedAt = minutesBefore(now, 5 + random() * 7).getTime();
  const refusals = [8, 25, 61].map((seconds) =>
    refusalRecord(device, new Date(droppedAt + seconds * 1000), '429001'),
  );
  return [
    connectRecord(device, minutesBefore(now, 30 + random() * 20)),
    dropRecord(device, new Date(droppedAt), '404104'),
    ...refusals,
    connectRecord(device, new Date(droppedAt + 120_000 + random() * 60_000)),
  ];
}

/** Of an S1 hub of one unit. */
const limitAMinute = 6000;
const crowdedMinutes = 14;
const attempts = 'd2c.telemetry.ingress.allProtocol';
const successes = 'd2c.telemetry.ingress.success';
const throttles = 'd2c.telemetry.ingress.sendThrottle';
