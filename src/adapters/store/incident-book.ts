import type { Kysely, Transaction } from 'kysely';
import type { IncidentBook } from '../../ports/incident-book';
import { finishAsk, recordAnswer, recordQueued, takeDueAsks } from './incident-asks';
import { joinDevices, recordBack } from './incident-devices';
import { recordFiring } from './incident-firing';
import { addEvent } from './incident-history';
import { lockIncident } from './incident-locks';
import { listKeysOf, listMembers } from './incident-members';
import { recordResolve } from './incident-resolve';
import { findIncident, findOpen, saveIncident } from './incident-rows';
import { closeSilent, findSilent } from './incident-silence';
import type { StoreTables } from './schema';

/** Incidents in the table `incidents`, with what joined them in two more. */
export function createIncidentBook(db: Kysely<StoreTables>): IncidentBook {
  const within = <Result>(work: (transaction: Transaction<StoreTables>) => Promise<Result>) =>
    db.transaction().execute(work);
  return {
    recordFiring: (alert, receivedAt = alert.firedAt) =>
      within((tx) => recordFiring(tx, alert, receivedAt)),
    recordResolve: (alert, resolvedAt, receivedAt = resolvedAt) =>
      within((tx) => recordResolve(tx, alert, { resolvedAt, receivedAt })),
    joinDevices: (hub, members, how) => within((tx) => joinDevices(tx, hub, members, how)),
    recordBack: (key, members, at) => within((tx) => recordBack(tx, key, members, at)),
    acknowledge: (key, by, at) => within((tx) => acknowledge(tx, key, by, at)),
    takeDueAsks: (now, leaseMs, limit) => within((tx) => takeDueAsks(tx, now, leaseMs, limit)),
    recordQueued: (taken, seconds) => within((tx) => recordQueued(tx, taken, seconds)),
    recordAnswer: (taken, answer) => within((tx) => recordAnswer(tx, taken, answer)),
    finishAsk: (taken) => within((tx) => finishAsk(tx, taken)),
    closeSilent: (before, at, limit) => within((tx) => closeSilent(tx, before, at, limit)),
    listSilent: (closedAfter, limit) => findSilent(db, closedAfter, limit),
    find: (key) => findIncident(db, key),
    listOpen: (limit) => findOpen(db, limit),
    listMembers: async (key, page) => ({
      total: (await findIncident(db, key))?.devices?.total ?? 0,
      members: await listMembers(db, key, page),
    }),
    listKeysOf: (device, hub, limit) => listKeysOf(db, device, hub, limit),
  };
}

async function acknowledge(
  db: Transaction<StoreTables>,
  key: string,
  by: { id: string; name: string },
  at: Date,
) {
  await lockIncident(db, key);
  const incident = await findIncident(db, key);
  if (incident === undefined) return undefined;
  if (incident.resolvedAt !== undefined || incident.silentAt !== undefined) {
    return { outcome: 'over' as const, incident };
  }
  if (incident.acknowledged !== undefined) return { outcome: 'already' as const, incident };
  const history = addEvent(incident.history, { at, what: 'acknowledged', by: by.name });
  const saved = await saveIncident(db, { ...incident, acknowledged: { by, at }, history });
  return { outcome: 'acknowledged' as const, incident: saved };
}
