import { createFleet, type SampleDevice, usuallyConnected } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { secondsBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import { staticAlert } from './metric-alert';
import type { Scenario } from './scenario';
import { taggedAddress, taggedDevices } from './tagged-devices';

export const siteOutage: Scenario = {
  id: 'site-outage',
  group: 'Networks',
  title: 'A site goes dark',
  what: '56 of the 60 devices behind one address block drop within 70 seconds, and hardly any others.',
  build: (now) => {
    const elsewhere = createFleet();
    const here = createSite(now);
    const dropped = here.slice(0, droppedHere);
    return {
      records: inTime(
        [...presence(here, now), ...outage(dropped, now), ...chance(elsewhere, now)],
        now,
      ),
      twins: dropped.map(({ deviceId }) =>
        awayTwin(deviceId, secondsBefore(now, outageSecondsAgo)),
      ),
      alert: staticAlert({
        rule: 'contoso-hub-connected-devices-low',
        severity: 'Sev1',
        description: 'Fewer than 340 devices are connected to contoso-hub.',
        firedAt: now,
        windowMinutes: 5,
        operator: 'LessThan',
        threshold: 340,
        value: usuallyConnected + here.length - droppedHere - awayElsewhere,
      }),
      recover: (at) =>
        comeBack([...dropped, ...unlucky(elsewhere).slice(0, awayElsewhere)], now, at),
    };
  },
};

/** A site of this run alone, so that nothing else tells of its devices. Two SDKs live there. */
function createSite(now: Date): SampleDevice[] {
  const maskedIpAddress = taggedAddress(now);
  return [
    ...taggedDevices(now, { kind: 'till', count: 40, maskedIpAddress, sdk: sampleSdks.dotnet }),
    ...taggedDevices(now, { kind: 'door', count: 20, maskedIpAddress, sdk: sampleSdks.python }),
  ];
}

/** Every device of the site was there within the hour, so that the base of the count is known. */
function presence(devices: SampleDevice[], now: Date) {
  const random = createRandom(60);
  return devices.map((device) => connectRecord(device, secondsBefore(now, 1500 + random() * 1800)));
}

function outage(devices: SampleDevice[], now: Date) {
  const random = createRandom(56);
  return devices.map((device) =>
    dropRecord(device, secondsBefore(now, outageSecondsAgo - random() * 70), '404104'),
  );
}

/** Three devices of other sites fail as well, as some always do; one of them is back. */
function chance(devices: SampleDevice[], now: Date) {
  const failed = unlucky(devices);
  const drops = failed.map((device, index) =>
    dropRecord(device, secondsBefore(now, outageSecondsAgo + 40 - index * 55), '404104'),
  );
  const back = failed.slice(awayElsewhere);
  return [...drops, ...back.map((device) => connectRecord(device, secondsBefore(now, 50)))];
}

function unlucky(devices: SampleDevice[]): SampleDevice[] {
  return [7, 90, 171].flatMap((index) => devices[index] ?? []);
}

const droppedHere = 56;
const awayElsewhere = 2;
const outageSecondsAgo = 240;
