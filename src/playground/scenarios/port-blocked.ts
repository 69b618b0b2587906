import { closeRecord, connectRecord } from '../samples/records';
import { sampleSdks } from '../samples/sdks';
import { minutesBefore } from './ago';
import { awayTwin, comeBack } from './come-back';
import { inTime } from './in-time';
import type { Scenario } from './scenario';
import { taggedDevices } from './tagged-devices';

export const portBlocked: Scenario = {
  id: 'port-blocked',
  group: 'Networks',
  title: 'Port 8883 is blocked',
  what: 'Three devices moved behind a firewall yesterday and are not heard of since: no row, no alert.',
  build: (now) => {
    const devices = taggedDevices(now, { kind: 'lock', count: 3, sdk: sampleSdks.python });
    const movedAt = minutesBefore(now, movedMinutes);
    return {
      // The hub never sees an attempt that ends at a firewall: the last row is the tidy goodbye.
      records: inTime(
        devices.flatMap((device) => [
          connectRecord(device, minutesBefore(movedAt, 58)),
          closeRecord(device, movedAt),
        ]),
        now,
      ),
      twins: devices.map(({ deviceId }) => awayTwin(deviceId, movedAt)),
      alert: undefined,
      // They speak MQTT over WebSockets now, which leaves by port 443.
      recover: (at) => comeBack(devices.map(overWebSockets), now, at),
    };
  },
};

function overWebSockets<T extends object>(device: T) {
  return { ...device, protocol: 'MqttWs' as const };
}

const movedMinutes = 26 * 60;
