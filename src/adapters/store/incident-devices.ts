import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Alert } from '../../ports/alert';
import type { Hub } from '../../ports/hub';
import type {
  GoneDevice,
  GoneDevices,
  Incident,
  IncidentChange,
  IncidentEvent,
} from '../../ports/incident-book';
import { countOpen } from './incident-alerts';
import { addEvent } from './incident-history';
import { hubKey, isOver } from './incident-joining';
import { lockHub, lockIncident } from './incident-locks';
import { findKnown, listFirst, nameOf, writeMembers } from './incident-members';
import { findIncident, saveIncident } from './incident-rows';
import { findOpen, findToJoin } from './incident-to-join';
import { newIncident } from './new-incident';
import type { StoreTables } from './schema';

interface JoinHow {
  at: Date;
  incident?: string;
  tell(devices: GoneDevices): Alert;
}

export async function joinDevices(
  db: Transaction<StoreTables>,
  { name }: Hub,
  members: GoneDevice[],
  how: JoinHow,
): Promise<{ incident: Incident; how: 'opened' | 'joined' | 'known' }> {
  const hub = hubKey(name);
  await lockHub(db, hub);
  const named = how.incident === undefined ? undefined : await findOpen(db, how.incident, how.at);
  const found = named ?? (await findToJoin(db, hub, how.at));
  if (found === undefined) return open(db, hub, members, how);
  const { incident, own } = found;
  const { changed, counts } = await writeMembers(db, incident.key, incident.devices, members);
  if (changed.length === 0 || counts === undefined) return { incident, how: 'known' };
  const devices = await listFirst(db, incident.key, counts);
  const joined = tellMembers(incident, devices, changed.length, how);
  const heard_at = how.at.getTime();
  return { incident: await saveIncident(db, joined, { ...own, heard_at }), how: 'joined' };
}

function tellMembers(
  incident: Incident,
  devices: GoneDevices,
  count: number,
  { at, tell }: JoinHow,
): Incident {
  const history = addEvent(incident.history, { at, what: 'devices', count });
  const isTheirs = incident.alert.about.kind === 'devices';
  const alert = isTheirs ? { ...tell(devices), id: incident.alert.id } : incident.alert;
  return { ...incident, alert, history, devices };
}

async function open(
  db: Transaction<StoreTables>,
  hub: string,
  members: GoneDevice[],
  { at, tell }: JoinHow,
): Promise<{ incident: Incident; how: 'opened' }> {
  // Devices may go away twice in the same way: a time or a name would not tell two incidents apart.
  const key = randomUUID();
  const { counts } = await writeMembers(db, key, undefined, members);
  if (counts === undefined) throw new Error('an incident of no devices cannot be opened');
  const devices = await listFirst(db, key, counts);
  const event: IncidentEvent = { at, what: 'devices', count: devices.total };
  const opened = { ...newIncident({ ...tell(devices), id: key }, [event]), devices, key };
  const now = at.getTime();
  const own = { hub_key: hub, opened_at: now, joined_at: now, heard_at: now, ask_due_at: now };
  return { incident: await saveIncident(db, opened, own), how: 'opened' };
}

/** A device that is no member stays none: another incident tells of it. */
export async function recordBack(
  db: Transaction<StoreTables>,
  key: string,
  given: GoneDevice[],
  at: Date,
): Promise<IncidentChange | undefined> {
  await lockIncident(db, key);
  const before = await findIncident(db, key);
  if (before === undefined) return undefined;
  const known = await findKnown(db, key, given);
  // Why it was believed to be away stays with it.
  const members = given.flatMap((member) => {
    const as = known.get(nameOf(member));
    return as === undefined ? [] : [{ ...member, since: as.since, patience: as.patience }];
  });
  const { changed, counts } = await writeMembers(db, key, before.devices, members);
  if (changed.length === 0 || counts === undefined) return { before, incident: before };
  const devices = await listFirst(db, key, counts);
  const told = (['back', 'deleted'] as const).reduce((history, what) => {
    const count = changed.filter((member) => member.what === what).length;
    return count === 0 ? history : addEvent(history, { at, what, count });
  }, before.history);
  const incident = { ...before, history: told, devices };
  const ended = await endIfOver(db, incident, at);
  return { before, incident: await saveIncident(db, ended, { heard_at: at.getTime() }) };
}

/** It is over when the last of it was, and not when that was told: its history says that. */
async function endIfOver(
  db: Transaction<StoreTables>,
  incident: Incident,
  at: Date,
): Promise<Incident> {
  if (incident.resolvedAt !== undefined) return incident;
  if (!isOver(incident, await countOpen(db, incident.key))) return incident;
  return {
    ...incident,
    resolvedAt: findEnd(incident) ?? at,
    history: addEvent(incident.history, { at, what: 'resolved' }),
  };
}

function findEnd({ devices, alertEndedAt, joined }: Incident): Date | undefined {
  const ends = [devices?.lastEndedAt, alertEndedAt, ...joined.map((each) => each.resolvedAt)];
  const times = ends.flatMap((end) => (end === undefined ? [] : [end.getTime()]));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
