import type { SampleDevice } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord, otherRecord, refusalRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { sampleTwin } from '../samples/twins';
import { minutesBefore, secondsBefore } from './ago';
import { comeBack } from './come-back';
import { inTime } from './in-time';
import { logAlert } from './log-alert';
import type { Scenario } from './scenario';
import { taggedDevice } from './tagged-devices';

export const disabledDevice: Scenario = {
  id: 'disabled-device',
  group: 'Devices',
  title: 'A device is disabled',
  what: 'Somebody disables an identity in the registry; the hub cuts the device off and refuses it.',
  build: (now) => {
    const device = taggedDevice(now, { kind: 'kiosk', sdk: sampleSdks.python });
    const records = tell(device, now);
    return {
      records: inTime(records, now),
      twins: [disabledTwin(device, now)],
      alert: logAlert({
        rule: 'contoso-hub-device-refused',
        severity: 'Sev3',
        description: 'contoso-hub keeps refusing one device.',
        firedAt: now,
        windowMinutes: 30,
        searchQuery,
        threshold: 5,
        count: records.filter(({ resultType }) => resultType === '403012').length,
        dimensions: [{ name: 'DeviceId', value: device.deviceId }],
      }),
      recover: (at) => comeBack([device], now, at),
    };
  },
};

function tell(device: SampleDevice, now: Date) {
  const random = createRandom(403_012);
  const disabledAt = minutesBefore(now, disabledMinutes);
  const records = [
    connectRecord(device, minutesBefore(now, disabledMinutes + 31)),
    dropRecord(device, disabledAt, '404104'),
  ];
  for (let at = disabledAt.getTime() + 9000; at < now.getTime(); at += 40_000 + random() * 50_000) {
    records.push(refusalRecord(device, new Date(at), '403012'));
  }
  return [...records, refusedCommand(device, secondsBefore(now, 100))];
}

/** Who sends to a disabled device is told that there is none. */
function refusedCommand({ deviceId, protocol }: SampleDevice, at: Date) {
  return otherRecord(at, {
    operationName: 'sendMessage',
    category: 'C2DCommands',
    code: '404001',
    properties: { deviceId, protocol },
  });
}

function disabledTwin({ deviceId }: SampleDevice, now: Date) {
  const since = minutesBefore(now, disabledMinutes).toISOString();
  return sampleTwin(deviceId, {
    status: 'disabled',
    statusReason: 'Reported stolen',
    statusUpdateTime: since,
    connectionState: 'Disconnected',
    lastActivityTime: since,
  });
}

const disabledMinutes = 18;
const searchQuery = `AzureDiagnostics
| where Category == "Connections" and OperationName == "deviceConnect" and Level == "Error"
| extend DeviceId = tostring(parse_json(properties_s).deviceId)`;
