import { createRandom } from './random';
import { type SampleSdk, type SampleSdkName, sampleSdks } from './sdks';

/** A device of the bundled fleet. */
export interface SampleDevice {
  deviceId: string;
  site: string;
  maskedIpAddress: string;
  sdk: SampleSdk;
  protocol: 'Mqtt' | 'MqttWs' | 'Amqp' | 'AmqpWs';
}

/** Five sites, each behind one address block that is reserved for documentation or tests. */
export const sampleSites = [
  { site: 'north', maskedIpAddress: '203.0.113.XXX' },
  { site: 'harbour', maskedIpAddress: '198.51.100.XXX' },
  { site: 'river', maskedIpAddress: '192.0.2.XXX' },
  { site: 'hill', maskedIpAddress: '198.18.4.XXX' },
  { site: 'depot', maskedIpAddress: '198.19.7.XXX' },
] as const;

/** 300 numbered devices, 60 at each site, and a few with names as people give them. */
export function createFleet(): SampleDevice[] {
  const random = createRandom(42);
  const numbered = Array.from({ length: 300 }, (_, at) => numberedDevice(at + 1, random));
  return [...numbered, ...namedDevices.map((deviceId, at) => namedDevice(deviceId, at))];
}

/** Of the 312 devices: one is disabled, and the credential of one has run out. */
export const usuallyConnected = 310;

/** The device whose bad afternoon the first question is about. */
export const troubledDevice = 'device-42';

function numberedDevice(number: number, random: () => number): SampleDevice {
  const place = siteOf(number);
  const deviceId = `device-${number}`;
  const sdk = pick(sdkShares, random());
  const protocol = pick(protocolShares, random());
  if (deviceId === troubledDevice)
    return { deviceId, ...place, sdk: sampleSdks.dotnet, protocol: 'Mqtt' };
  return { deviceId, ...place, sdk: sampleSdks[sdk], protocol };
}

function namedDevice(deviceId: string, at: number): SampleDevice {
  const names = Object.keys(sampleSdks) as SampleSdkName[];
  const name = names[at % names.length] ?? 'node';
  return { deviceId, ...siteOf(at), sdk: sampleSdks[name], protocol: at % 2 ? 'Amqp' : 'Mqtt' };
}

function siteOf(number: number): (typeof sampleSites)[number] {
  return sampleSites[number % sampleSites.length] ?? sampleSites[0];
}

type Shares<T> = readonly (readonly [upTo: number, value: T])[];

function pick<T>(shares: Shares<T>, at: number): T {
  const found = shares.find(([upTo]) => at < upTo) ?? shares[0];
  if (!found) throw new RangeError('there is nothing to pick from');
  return found[1];
}

const sdkShares: Shares<SampleSdkName> = [
  [0.28, 'dotnet'],
  [0.34, 'dotnetOld'],
  [0.5, 'java'],
  [0.72, 'node'],
  [0.88, 'python'],
  [1, 'c'],
];
const protocolShares: Shares<SampleDevice['protocol']> = [
  [0.66, 'Mqtt'],
  [0.74, 'MqttWs'],
  [0.94, 'Amqp'],
  [1, 'AmqpWs'],
];
const namedDevices = [
  'press-line-3',
  'cold-store.west:freezer-07',
  'meter_0045-A',
  'gateway@harbour#2',
  'Pump-North-1',
  'pump-north-1',
  "o'brien-test",
  'forklift$12',
  'edge-cam(lobby)',
  '00:1a:22:3b:4c:5d',
  'line4=robot,arm+2',
  'thermo%2-kitchen!',
];
