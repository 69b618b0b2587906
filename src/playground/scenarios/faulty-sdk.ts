import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore } from './ago';
import { comeBack, connectedTwin } from './come-back';
import { inTime } from './in-time';
import { logAlert } from './log-alert';
import type { Scenario } from './scenario';
import { taggedAddress, taggedDevices } from './tagged-devices';

export const faultySdk: Scenario = {
  id: 'faulty-sdk',
  group: 'Devices',
  title: 'One SDK version drops',
  what: '20 cameras on Python SDK 2.9.0 drop again and again; 40 on 2.14.0 beside them hardly ever do.',
  build: (now) => {
    const random = createRandom(209_000);
    const maskedIpAddress = taggedAddress(now);
    const old = taggedDevices(now, { kind: 'cam', count: 20, maskedIpAddress, sdk: faulty });
    const others = taggedDevices(now, {
      kind: 'eye',
      count: 40,
      maskedIpAddress,
      sdk: sampleSdks.python,
    });
    const records = [
      ...old.flatMap((device) => live(device, 4 + Math.floor(random() * 4), now, random)),
      ...others.flatMap((device, at) => live(device, at % 14 === 0 ? 1 : 0, now, random)),
    ];
    return {
      records: inTime(records, now),
      twins: [...old, ...others].map(({ deviceId }) => connectedTwin(deviceId, now)),
      alert: logAlert({
        rule: 'contoso-hub-many-drops',
        severity: 'Sev3',
        description: 'Devices lose their connection to contoso-hub more often than usual.',
        firedAt: now,
        windowMinutes: 360,
        searchQuery,
        threshold: 60,
        count: records.filter(({ resultType }) => resultType === '404104').length,
      }),
      // The fix is an update: they connect once more, with the newer version.
      recover: (at) => comeBack(old.map(updated), now, at),
    };
  },
};

/** Connected all along but for some losses in no rhythm, each a minute or more. */
function live(device: SampleDevice, losses: number, now: Date, random: () => number) {
  const records = [connectRecord(device, minutesBefore(now, spanMinutes + 5 + random() * 20))];
  for (let turn = 0; turn < losses; turn++) {
    const slot = spanMinutes / losses;
    const at = minutesBefore(now, spanMinutes - slot * (turn + 0.1 + random() * 0.6));
    const awayMs = 60_000 + random() * 200_000;
    records.push(
      dropRecord(device, at, '404104'),
      connectRecord(device, new Date(at.getTime() + awayMs)),
    );
  }
  return records;
}

function updated(device: SampleDevice): SampleDevice {
  return { ...device, sdk: sampleSdks.python };
}

const faulty = {
  sdkVersion: 'azure-iot-device-iothub-py/2.9.0(3.9.2;Linux #1 SMP Debian 5.10.140-1;armv7l)',
  renewalMinutes: 58,
  renewal: 'clean',
} as const;
const spanMinutes = 330;
const searchQuery = `AzureDiagnostics
| where Category == "Connections" and OperationName == "deviceDisconnect"
| where ResultType == "404104"`;
