import type { DeviceKey } from '../ports/device-event';
import { matchPattern } from '../shared/match-pattern';
import { createOvertaking, type Overtaking } from './overtaking';

/** How long a disconnect waits to be believed, as the settings say, before any habit is learned. */
export interface Patience {
  graceMs(key: DeviceKey): number;
  /** Where that comes from, in words: `the grace time`, `the grace time set for plc-*`. */
  sayOrigin(key: DeviceKey): string;
  /** What was seen of the order in which events come. */
  overtaking: Overtaking;
}

export interface GraceOverride {
  /** In any case; absent for every hub. */
  hub?: string;
  /** A device id, or a pattern with `*` for any characters; absent for every device. */
  device?: string;
  seconds: number;
}

/**
 * The most specific override wins: one device before a pattern, a pattern with more letters before
 * one with fewer, any of them before a hub, and with that hub named before without; then the first.
 */
export function createPatience(settings: {
  defaultSeconds: number;
  overrides: GraceOverride[];
}): Patience {
  const ranked = settings.overrides
    .map((override) => ({ ...override, hub: override.hub?.toLowerCase() }))
    .sort((a, b) => rank(b) - rank(a));
  const find = ({ hub, device }: DeviceKey) =>
    ranked.find((each) => isHub(each, hub) && matchPattern(each.device ?? '*', device));
  return {
    graceMs: (key) => (find(key)?.seconds ?? settings.defaultSeconds) * 1000,
    sayOrigin: (key) => sayOverride(find(key)),
    overtaking: createOvertaking(),
  };
}

function isHub(override: GraceOverride, hub: string): boolean {
  return override.hub === undefined || override.hub === hub.toLowerCase();
}

function rank({ hub, device }: GraceOverride): number {
  const named = hub === undefined ? 0 : 1;
  if (device === undefined) return named;
  const letters = device.replaceAll('*', '').length;
  const isOne = device.includes('*') ? 0 : 1_000_000;
  return isOne + (letters + 1) * 10 + named;
}

function sayOverride(override: GraceOverride | undefined): string {
  if (override === undefined) return 'the grace time';
  const { hub, device } = override;
  const where = [device, hub && `hub ${hub}`].filter(Boolean).join(' on ');
  return where === '' ? 'the grace time' : `the grace time set for ${where}`;
}
