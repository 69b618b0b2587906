// Writes resource logs as a storage export holds them: one Connections record a line.
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const hubId =
  '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042/RESOURCEGROUPS/BENCH/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/BENCH-HUB';
const sdks = [
  'azure-iot-device/1.18.4 (node v20.11.0; Linux; x64)',
  '.NET/1.42.3 (.NET 8.0.4; Ubuntu 22.04; X64)',
  'azure-iot-device-iothub-py/2.14.0(3.11.4;Linux 6.1;x86_64)',
  'iothubclient/1.15.0 (native; Linux; aarch64)',
];
const dayMs = 24 * 60 * 60 * 1000;

/** `rows` records over the 24 hours before `until`, over `devices` devices, in order of time. */
export async function makeLogs(folder, rows, devices, until = Date.now()) {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const out = createWriteStream(join(folder, 'logs', 'connections.jsonl'));
  for (let n = 0; n < rows; n++) {
    const at = new Date(until - dayMs + Math.floor((n * dayMs) / rows));
    if (!out.write(`${JSON.stringify(record(n, devices, at))}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

function record(n, devices, at) {
  const device = (n * 7919) % devices;
  const base = { time: at.toISOString(), resourceId: hubId, category: 'Connections' };
  const identity = { deviceId: `device-${device}`, protocol: device % 5 === 0 ? 'Amqp' : 'Mqtt' };
  const address = { authType: null, maskedIpAddress: `81.24.${device % 250}.XXX` };
  if (n % 2 === 0) {
    const properties = { ...identity, sdkVersion: sdks[device % 4], ...address, statusCode: null };
    return {
      ...base,
      operationName: 'deviceConnect',
      level: 'Information',
      ...tail(properties, ''),
    };
  }
  const throttled = n % 97 === 0;
  const code = throttled
    ? { resultType: '429001', resultDescription: 'ThrottlingException' }
    : { resultType: '404104', resultDescription: 'DeviceConnectionClosedRemotely' };
  const properties = { ...identity, ...address, statusCode: code.resultType.slice(0, 3) };
  return {
    ...base,
    operationName: 'deviceDisconnect',
    level: 'Error',
    ...code,
    ...tail(properties, 'x'),
  };
}

function tail(properties, errorMessage) {
  return { properties: JSON.stringify({ ...properties, errorMessage }), location: 'westeurope' };
}
