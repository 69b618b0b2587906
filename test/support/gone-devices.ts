import type { Alert } from '../../src/ports/alert';
import type { Hub } from '../../src/ports/hub';
import type { GoneDevice, GoneDevices } from '../../src/ports/incident-book';
import { alert } from './alerts';

/** A device that is away since 03:10. */
export function gone(device: string, parts: Partial<GoneDevice> = {}): GoneDevice {
  const since = new Date('2026-03-01T03:10:00Z');
  return { device, module: '', what: 'away', since, patience: 'waited 2 min', ...parts };
}

/** The alert that devices make, with nothing in it but what a store needs. */
export function deviceAlert(hub: Hub): (devices: GoneDevices) => Alert {
  return ({ total, flapping, listed, latestAt }) =>
    alert({
      id: `devices of ${hub.name} ${latestAt.toISOString()}`,
      rule: '',
      hub,
      hubs: [hub],
      firedAt: listed[0]?.since ?? latestAt,
      about: {
        kind: 'devices',
        total,
        flapping,
        devices: listed.slice(0, 5).map(({ device }) => device),
        since: listed[0]?.since ?? latestAt,
      },
    });
}
