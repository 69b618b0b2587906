import { type SampleDevice, sampleSites } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { connectedTwin } from './come-back';
import { inTime } from './in-time';
import { dynamicAlert } from './metric-alert';
import { runTag } from './run-tag';
import type { Scenario } from './scenario';

export const tokenRenewal: Scenario = {
  id: 'token-renewal',
  group: 'Hard to read',
  title: 'A crowd renews its tokens',
  what: '40 .NET and Java devices renew their tokens in step every 70 minutes, and a learning alert takes it for a fault.',
  build: (now) => {
    const crowd = createCrowd(now);
    return {
      records: inTime(renewals(crowd, now), now),
      twins: crowd.map(({ deviceId }) => connectedTwin(deviceId, now)),
      alert: dynamicAlert({
        rule: 'contoso-hub-connected-devices-unusual',
        severity: 'Sev2',
        description: 'The number of devices connected to contoso-hub is not what it usually is.',
        firedAt: now,
        windowMinutes: 5,
        operator: 'LessThan',
        threshold: 347.2,
        value: 346,
        sensitivity: 'Medium',
      }),
      // Nothing has to be mended: they were back before the alert was out.
      recover: (at) => ({
        records: [],
        twins: crowd.map(({ deviceId }) => connectedTwin(deviceId, at)),
      }),
    };
  },
};

function createCrowd(now: Date): SampleDevice[] {
  const tag = runTag(now);
  return Array.from({ length: 40 }, (_, at) => ({
    deviceId: `meter-${tag}-${String(at + 1).padStart(2, '0')}`,
    ...sampleSites[at % 2 === 0 ? 3 : 4],
    sdk: at % 3 === 0 ? sampleSdks.java : sampleSdks.dotnet,
    protocol: 'Mqtt',
  }));
}

/** They were all switched on together, so they renew within the same minute ever since. */
function renewals(crowd: SampleDevice[], now: Date) {
  const random = createRandom(70);
  return crowd.flatMap((device) => {
    const lastAt = now.getTime() - 120_000 - random() * 50_000;
    return [5, 4, 3, 2, 1, 0].flatMap((rounds) => {
      const at = lastAt - rounds * periodMs + random() * 10_000;
      return oneRenewal(device, at, random);
    });
  });
}

function oneRenewal(device: SampleDevice, at: number, random: () => number) {
  return [
    dropRecord(device, new Date(at), '401003'),
    dropRecord(device, new Date(at + 1000), '404104'),
    connectRecord(device, new Date(at + 2000 + Math.floor(random() * 3) * 1000)),
  ];
}

const periodMs = 70 * 60_000;
