import { type SampleDevice, sampleSites } from '../samples/fleet';
import { createRandom } from '../samples/random';
import { connectRecord, dropRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore } from './ago';
import { comeBack, connectedTwin } from './come-back';
import { inTime } from './in-time';
import { logAlert } from './log-alert';
import type { Scenario } from './scenario';
import { taggedDevice } from './tagged-devices';

export const sharedIdentity: Scenario = {
  id: 'shared-identity',
  group: 'Devices',
  title: 'Two machines, one identity',
  what: 'Two machines connect as the same device: each throws the other out every few seconds.',
  build: (now) => {
    const device = taggedDevice(now, { kind: 'robot', sdk: sampleSdks.node });
    const records = quarrel(device, now);
    return {
      records: inTime(records, now),
      twins: [connectedTwin(device.deviceId, now)],
      alert: logAlert({
        rule: 'contoso-hub-identity-conflict',
        severity: 'Sev2',
        description: 'One device id is connected from more than one place.',
        firedAt: now,
        windowMinutes: 15,
        searchQuery,
        threshold: 10,
        count: records.filter(({ resultType }) => resultType !== undefined).length,
        dimensions: [{ name: 'DeviceId', value: device.deviceId }],
      }),
      // The copy was switched off; what is left connects once more and stays.
      recover: (at) => comeBack([device], now, at),
    };
  },
};

/** The newest connection wins, so whoever was thrown out comes back and throws out the other. */
function quarrel(device: SampleDevice, now: Date) {
  const random = createRandom(400_027);
  const copy = { ...device, maskedIpAddress: sampleSites[0].maskedIpAddress };
  const records = [connectRecord(device, minutesBefore(now, 95))];
  let at = minutesBefore(now, quarrelMinutes).getTime();
  for (let turn = 0; at < now.getTime(); turn++) {
    const [comes, goes] = turn % 2 === 0 ? [copy, device] : [device, copy];
    const code = turn % 4 === 3 ? '409002' : '400027';
    records.push(dropRecord(goes, new Date(at), code), connectRecord(comes, new Date(at)));
    at += 6000 + random() * 8000;
  }
  return records;
}

const quarrelMinutes = 12;
const searchQuery = `AzureDiagnostics
| where Category == "Connections" and ResultType in ("400027", "409002")
| extend DeviceId = tostring(parse_json(properties_s).deviceId)`;
