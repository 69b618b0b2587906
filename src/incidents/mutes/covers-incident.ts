import type { Incident } from '../../ports/incident-book';
import type { Mute, MuteScope } from '../../ports/mute-book';
import { matchPattern } from '../../shared/match-pattern';
import type { AffectedDevices } from './affected-devices';

/**
 * The mute that hides the incident, of those that hold: of its hub, of its cause, or of every device
 * it is about; where several are needed for all devices, the one of them that ends first.
 */
export function findCovering(
  mutes: Mute[],
  incident: Incident,
  affected: AffectedDevices,
): Mute | undefined {
  const whole = mutes.find(({ scope }) => coversWhole(scope, incident));
  if (whole !== undefined || !affected.areAll || affected.ids.length === 0) return whole;
  const ofDevices = mutes.filter(({ scope }) => isOnHubs(scope, incident));
  const used = new Set<Mute>();
  for (const id of affected.ids) {
    const mute = ofDevices.find(({ scope }) => coversDevice(scope, id));
    if (mute === undefined) return undefined;
    used.add(mute);
  }
  return [...used].sort((a, b) => a.until.getTime() - b.until.getTime())[0];
}

/** Whether the logs may still name a cause that is muted. */
export function mayBeCovered(mutes: Mute[], incident: Incident): boolean {
  if (incident.summary !== undefined || incident.failure !== undefined) return false;
  return mutes.some(({ scope }) => scope.kind === 'cause' && isOnHubs(scope, incident));
}

/** Every hub that an incident is about, or may be about. */
export function hubNamesOf({ alert }: Incident): string[] {
  const named = alert.hubs.map(({ name }) => name);
  return alert.unknownHub === undefined ? named : [...named, alert.unknownHub];
}

function coversWhole(scope: MuteScope, incident: Incident): boolean {
  if (scope.kind === 'hub') return isOnly(scope.value, incident);
  if (scope.kind !== 'cause' || !isOnHubs(scope, incident)) return false;
  return incident.summary?.cause === scope.value;
}

function coversDevice({ kind, value }: MuteScope, device: string): boolean {
  if (kind === 'device') return value === device;
  return kind === 'pattern' && matchPattern(value, device);
}

function isOnHubs({ hub }: MuteScope, incident: Incident): boolean {
  return hub === undefined || isOnly(hub, incident);
}

/** An alert that may be about several hubs is hidden by no mute of one of them. */
function isOnly(hub: string, incident: Incident): boolean {
  const names = hubNamesOf(incident);
  return names.length > 0 && names.every((name) => name.toLowerCase() === hub.toLowerCase());
}
