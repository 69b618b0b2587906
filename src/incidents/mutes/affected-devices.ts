import { findAlertDevices } from '../../diagnosis/topics/alert-devices';
import type { GoneDevice, Incident } from '../../ports/incident-book';

/** The devices an incident is about now, as far as it is known which. */
export interface AffectedDevices {
  ids: string[];
  /** False where there are more than these, or where an alert does not say which. */
  areAll: boolean;
}

/**
 * Devices that are away or flap, all of its devices once none is, and those that its alerts name.
 * `listAway` gives more of them than the incident has listed.
 */
export async function findAffectedDevices(
  incident: Incident,
  listAway?: (incident: Incident) => Promise<string[]>,
): Promise<AffectedDevices> {
  const told = await findTold(incident, listAway);
  const named = findNamed(incident);
  return { ids: [...new Set([...told.ids, ...named.ids])], areAll: told.areAll && named.areAll };
}

/** By Event Grid. */
async function findTold(
  incident: Incident,
  listAway: ((incident: Incident) => Promise<string[]>) | undefined,
): Promise<AffectedDevices> {
  const { devices } = incident;
  if (devices === undefined) return { ids: [], areAll: true };
  const missing = devices.listed.filter(isMissing);
  const total = devices.away + devices.flapping;
  if (total === 0) return known(devices.listed, devices.total);
  if (missing.length >= total || listAway === undefined) return known(missing, total);
  const ids = await listAway(incident);
  return { ids, areAll: ids.length >= total };
}

/** By alert rules; one that names no device may be about any. */
function findNamed({ alert, joined, moreJoined }: Incident): AffectedDevices {
  const named = [alert, ...joined.map((each) => each.alert)]
    .filter(({ about }) => about.kind !== 'devices')
    .map(findAlertDevices);
  return { ids: named.flat(), areAll: moreJoined === 0 && named.every((ids) => ids.length > 0) };
}

function isMissing({ what }: GoneDevice): boolean {
  return what === 'away' || what === 'flapping';
}

function known(members: GoneDevice[], total: number): AffectedDevices {
  return { ids: members.map(({ device }) => device), areAll: members.length >= total };
}
