import { type SampleDevice, sampleSites } from '../samples/fleet';
import { type SampleSdk, sampleSdks } from '../samples/sdks';
import { runTag } from './run-tag';

interface Wish {
  kind: string;
  count: number;
  /** As the logs write it; behind the second sample site when absent. */
  maskedIpAddress?: string;
  sdk: SampleSdk;
}

/** Devices of one run only, over MQTT: `meter-101500-01` and so on, or `pump-101500` for a single one. */
export function taggedDevices(now: Date, wish: Wish): SampleDevice[] {
  const name = `${wish.kind}-${runTag(now)}`;
  return Array.from({ length: wish.count }, (_, at) => ({
    deviceId: wish.count === 1 ? name : `${name}-${String(at + 1).padStart(2, '0')}`,
    site: wish.kind,
    maskedIpAddress: wish.maskedIpAddress ?? sampleSites[1].maskedIpAddress,
    sdk: wish.sdk,
    protocol: 'Mqtt',
  }));
}

export function taggedDevice(now: Date, wish: Omit<Wish, 'count'>): SampleDevice {
  const [device] = taggedDevices(now, { ...wish, count: 1 });
  if (!device) throw new RangeError('one device was asked for');
  return device;
}

/** Devices of five kinds, one at each sample site, each kind with another SDK: nothing in common. */
export function taggedFleet(now: Date, countEach: number): SampleDevice[] {
  return fleetKinds.flatMap(({ kind, sdk }, at) =>
    taggedDevices(now, {
      kind,
      count: countEach,
      maskedIpAddress: (sampleSites[at] ?? sampleSites[0]).maskedIpAddress,
      sdk,
    }),
  );
}

/** An address block that no other run uses: of the range that is reserved for benchmarks. */
export function taggedAddress(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `198.18.${10 + (seconds % 240)}.XXX`;
}

const fleetKinds = [
  { kind: 'vend', sdk: sampleSdks.dotnet },
  { kind: 'gate', sdk: sampleSdks.java },
  { kind: 'lamp', sdk: sampleSdks.node },
  { kind: 'lift', sdk: sampleSdks.python },
  { kind: 'scale', sdk: sampleSdks.c },
];
