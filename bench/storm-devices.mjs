// The devices of a storm of disconnects: which hub, when away, when back and why; as events of Event
// Grid and as rows of the logs.
import { deviceEvent, seededRandom } from './device-events.mjs';

const hubs = 3;
const longestAwayMs = 90_000;
const resource =
  '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042/RESOURCEGROUPS/BENCH/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS';
const lost = { resultType: '404104', resultDescription: 'DeviceConnectionClosedRemotely' };
const odd = { resultType: '401003', resultDescription: 'IoTHubUnauthorized' };

/**
 * So many devices go away within `withinMs`; every fifth comes back within 90 s, and one in the
 * middle has a cause of its own. Times are milliseconds from the first disconnect.
 */
export function planStorm(count, withinMs) {
  const random = seededRandom(count);
  return Array.from({ length: count }, (_, n) => {
    const awayAt = Math.floor((n * withinMs) / count);
    const isOdd = n === Math.floor(count / 2) + 1;
    const comesBack = n % 5 === 0 && !isOdd;
    return {
      hub: `storm-hub-${n % hubs}`,
      device: isOdd ? 'pump-with-another-cause' : `device-${n}`,
      awayAt,
      backAt: comesBack
        ? awayAt + 5_000 + Math.floor(random() * (longestAwayMs - 5_000))
        : undefined,
      cause: isOdd ? odd : lost,
    };
  });
}

export function awayEvent({ hub, device }, at) {
  return deviceEvent({ hub, device, kind: 'disconnected', sequence: 2, at });
}

export function backEvent({ hub, device }, at) {
  return deviceEvent({ hub, device, kind: 'connected', sequence: 3, at });
}

export function connectRow(device, at) {
  const properties = { ...identity(device), sdkVersion: '.NET/1.42.3 (.NET 8.0.4)' };
  const level = 'Information';
  return row(device, at, { operationName: 'deviceConnect', level }, properties);
}

export function awayRow(device, at) {
  const { cause } = device;
  const properties = { ...identity(device), statusCode: cause.resultType.slice(0, 3) };
  const said = { operationName: 'deviceDisconnect', level: 'Error', ...cause };
  return row(device, at, said, properties);
}

function identity({ device }) {
  return { deviceId: device, protocol: 'Mqtt', maskedIpAddress: '81.24.7.XXX' };
}

function row({ hub }, at, said, properties) {
  return {
    time: new Date(at).toISOString(),
    resourceId: `${resource}/${hub.toUpperCase()}`,
    category: 'Connections',
    ...said,
    properties: JSON.stringify(properties),
    location: 'westeurope',
  };
}
