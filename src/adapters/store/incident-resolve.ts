import type { Transaction } from 'kysely';
import type { Alert } from '../../ports/alert';
import type { Incident, IncidentEvent } from '../../ports/incident-book';
import { countOpen, endFirings, findFiringsOf } from './incident-alerts';
import { hasTold, tellResolve } from './incident-events';
import { addEvent } from './incident-history';
import { isOver } from './incident-joining';
import { lockAlert, lockIncident } from './incident-locks';
import { findIncident, findIncidentsOf, saveIncident } from './incident-rows';
import { firingKey, newIncident } from './new-incident';
import type { StoreTables } from './schema';

/** When it was over as its sender says, and when we heard of it. */
interface ResolveTimes {
  resolvedAt: Date;
  receivedAt: Date;
}

/** One firing of an alert id: what opened an incident, or what joined one. */
interface Firing {
  key: string;
  incident: string;
  isLead: boolean;
  firedAt: Date;
  endedAt: Date | undefined;
}

export async function recordResolve(
  db: Transaction<StoreTables>,
  alert: Alert,
  times: ResolveTimes,
): Promise<Incident[]> {
  const { resolvedAt } = times;
  const heard_at = times.receivedAt.getTime();
  await lockAlert(db, alert.id);
  const { known, firings } = await findFirings(db, alert);
  const told = known.filter((incident) => hasTold(incident, alert));
  if (told.length > 0) return told;
  const after = tellResolve(known, alert);
  if (after !== undefined) return [await saveIncident(db, after, { heard_at })];
  const again = firings.filter(({ endedAt }) => endedAt?.getTime() === resolvedAt.getTime());
  if (again.length > 0) return findAll(db, again);
  const ended = chooseEnded(firings, alert, resolvedAt);
  if (ended.length > 0) return endAll(db, ended, alert, times);
  const event: IncidentEvent = { at: resolvedAt, what: 'resolved', ...toldBy(alert) };
  const incident = { ...newIncident(alert, [event]), resolvedAt };
  // Due at once: when it resolved is its sender's time, which may be ahead of ours.
  return [await saveIncident(db, incident, { heard_at, ask_due_at: 0 })];
}

/** Read once nobody else can change the incidents. */
async function findFirings(db: Transaction<StoreTables>, { id }: Alert) {
  const joined = await findFiringsOf(db, id);
  const leads = await findIncidentsOf(db, id);
  await lockIncident(
    db,
    ...joined.map(({ incident_key }) => incident_key),
    ...leads.map(({ key }) => key),
  );
  const known = await findIncidentsOf(db, id);
  const firings = [...known.map(asFiring), ...(await findFiringsOf(db, id)).map(asJoined)];
  return { known, firings: firings.sort((a, b) => a.firedAt.getTime() - b.firedAt.getTime()) };
}

function asFiring({ key, alert, alertEndedAt, resolvedAt }: Incident): Firing {
  const endedAt = alertEndedAt ?? resolvedAt;
  return { key, incident: key, isLead: true, firedAt: alert.firedAt, endedAt };
}

function asJoined(row: Awaited<ReturnType<typeof findFiringsOf>>[number]): Firing {
  return {
    key: row.firing_key,
    incident: row.incident_key,
    isLead: false,
    firedAt: new Date(Number(row.fired_at)),
    endedAt: row.resolved_at === null ? undefined : new Date(Number(row.resolved_at)),
  };
}

/** Oldest first. A firing that was over before is ended again only when it is named. */
function chooseEnded(firings: Firing[], alert: Alert, resolvedAt: Date): Firing[] {
  const open = firings.filter(({ endedAt }) => endedAt === undefined);
  const ended = open.filter(({ firedAt }) => firedAt <= resolvedAt);
  if (ended.length > 0) return ended;
  const named = firings.find(({ key }) => key === firingKey(alert));
  return [named ?? open.at(-1)].filter((firing) => firing !== undefined);
}

async function endAll(
  db: Transaction<StoreTables>,
  ended: Firing[],
  alert: Alert,
  times: ResolveTimes,
): Promise<Incident[]> {
  const joined = ended.filter(({ isLead }) => !isLead).map(({ key }) => key);
  if (joined.length > 0) await endFirings(db, joined, times.resolvedAt);
  const saved: Incident[] = [];
  for (const before of await findAll(db, ended)) {
    const leads = ended.some(({ key, isLead }) => isLead && key === before.key);
    saved.push(await endAlert(db, before, leads, alert, times));
  }
  return saved;
}

async function endAlert(
  db: Transaction<StoreTables>,
  before: Incident,
  leads: boolean,
  alert: Alert,
  { resolvedAt, receivedAt }: ResolveTimes,
): Promise<Incident> {
  const incident = leads ? { ...before, ...endLead(before, alert, resolvedAt) } : before;
  const over = isOver(incident, await countOpen(db, before.key));
  const event: IncidentEvent = over
    ? { at: resolvedAt, what: 'resolved', ...toldBy(alert) }
    : { at: resolvedAt, what: 'alert_over', rule: alert.rule };
  const history = addEvent(incident.history, event);
  const end = over || before.resolvedAt !== undefined ? { resolvedAt } : {};
  return saveIncident(db, { ...incident, ...end, history }, { heard_at: receivedAt.getTime() });
}

function endLead(before: Incident, alert: Alert, alertEndedAt: Date): Partial<Incident> {
  // The last message about an event says how it ended.
  const { about } = alert.event === undefined ? before.alert : alert;
  return { alert: { ...before.alert, about }, alertEndedAt };
}

async function findAll(db: Transaction<StoreTables>, firings: Firing[]): Promise<Incident[]> {
  const found: Incident[] = [];
  for (const key of new Set(firings.map(({ incident }) => incident))) {
    const incident = await findIncident(db, key);
    if (incident !== undefined) found.push(incident);
  }
  return found;
}

function toldBy({ event }: Alert): Pick<IncidentEvent, 'told'> {
  return event === undefined ? {} : { told: event };
}
