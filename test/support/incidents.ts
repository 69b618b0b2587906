import type { GoneDevice, GoneDevices, Incident } from '../../src/ports/incident-book';
import { alert } from './alerts';

/** An incident that fired and of which the logs were not asked yet; parts can be replaced. */
export function incident(parts: Partial<Incident> = {}): Incident {
  return {
    key: 'incident-1',
    alert: alert(),
    joined: [],
    moreJoined: 0,
    resolvedAt: undefined,
    silentAt: undefined,
    summary: undefined,
    failure: undefined,
    asks: 0,
    askAgainAt: undefined,
    history: [],
    version: 1,
    ...parts,
  };
}

/** Devices of an incident, counted as they are; `total` where more are away than these. */
export function goneDevices(listed: GoneDevice[], total = listed.length): GoneDevices {
  const count = (what: GoneDevice['what']) => listed.filter((each) => each.what === what).length;
  return {
    total,
    away: count('away') + total - listed.length,
    flapping: count('flapping'),
    back: count('back'),
    deleted: count('deleted'),
    listed,
    latestAt: new Date('2026-03-01T03:12:00Z'),
  };
}

/** A device that is away since 03:12; parts can be replaced. */
export function goneDevice(device: string, parts: Partial<GoneDevice> = {}): GoneDevice {
  return {
    device,
    module: '',
    what: 'away',
    since: new Date('2026-03-01T03:12:00Z'),
    patience: 'waited for 2 min',
    ...parts,
  };
}
