import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord, refusalRecord } from '../samples/records';
import { minutesBefore } from './ago';
import { connectedTwin } from './come-back';
import { inTime } from './in-time';
import { logAlert } from './log-alert';
import type { Scenario } from './scenario';
import { taggedFleet } from './tagged-devices';

export const platformUpgrade: Scenario = {
  id: 'platform-upgrade',
  group: 'Hard to read',
  title: 'Azure upgrades the hub',
  what: '90 devices are dropped with 400029, refused once with 400030, and back within a minute.',
  build: (now) => {
    const random = createRandom(400_029);
    const devices = taggedFleet(now, 18);
    return {
      records: inTime(
        devices.flatMap((device) => move(device, now, random)),
        now,
      ),
      twins: devices.map(({ deviceId }) => connectedTwin(deviceId, now)),
      alert: logAlert({
        rule: 'contoso-hub-connection-errors',
        severity: 'Sev3',
        description: 'contoso-hub logs more connection errors than usual.',
        firedAt: now,
        windowMinutes: 5,
        searchQuery,
        threshold: 50,
        count: 2 * devices.length,
      }),
      // Nothing has to be mended: they were back before the alert was out.
      recover: (at) => ({
        records: [],
        twins: devices.map(({ deviceId }) => connectedTwin(deviceId, at)),
      }),
    };
  },
};

function move(device: SampleDevice, now: Date, random: () => number) {
  const at = minutesBefore(now, 4).getTime() + random() * 90_000;
  return [
    connectRecord(device, minutesBefore(now, 20 + random() * 20)),
    dropRecord(device, new Date(at), '400029'),
    refusalRecord(device, new Date(at + 2000 + random() * 2000), '400030'),
    connectRecord(device, new Date(at + 9000 + random() * 25_000)),
  ];
}

const searchQuery = `AzureDiagnostics
| where Category == "Connections" and Level == "Error"`;
