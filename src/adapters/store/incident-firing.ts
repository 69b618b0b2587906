import type { Transaction } from 'kysely';
import type { Alert } from '../../ports/alert';
import type { Incident, IncidentEvent } from '../../ports/incident-book';
import { addJoined, countFirings, findFiringsOf, type JoinedFiring } from './incident-alerts';
import { hasTold, tellFiring } from './incident-events';
import { addEvent } from './incident-history';
import { hubToJoin, isSameRule, timeOf } from './incident-joining';
import { lockAlert, lockHub } from './incident-locks';
import { findIncident, findIncidentsOf, saveIncident } from './incident-rows';
import { findToJoin } from './incident-to-join';
import { firingKey, newIncident } from './new-incident';
import type { StoreTables } from './schema';

export async function recordFiring(
  db: Transaction<StoreTables>,
  alert: Alert,
  receivedAt: Date,
): Promise<Incident> {
  const hub = hubToJoin(alert);
  if (hub !== undefined) await lockHub(db, hub);
  await lockAlert(db, alert.id);
  const others = await findIncidentsOf(db, alert.id);
  const known = others.find((other) => hasTold(other, alert));
  if (known !== undefined) return known;
  const updated = tellFiring(others, alert);
  if (updated !== undefined) {
    return saveIncident(db, updated, { heard_at: receivedAt.getTime() });
  }
  const joined = await findFiringsOf(db, alert.id);
  const event = firstEvent(others, joined, alert);
  return (
    (await findRecorded(db, others, joined, alert)) ??
    (await joinEarlyResolve(db, others, alert, event)) ??
    (await joinHub(db, hub, alert, receivedAt)) ??
    openIncident(db, alert, event, receivedAt)
  );
}

async function findRecorded(
  db: Transaction<StoreTables>,
  others: Incident[],
  firings: JoinedFiring[],
  { firedAt }: Alert,
): Promise<Incident | undefined> {
  const opened = others.find((other) => isSame(other.alert.firedAt, firedAt) && hasFired(other));
  if (opened !== undefined) return opened;
  const joined = firings.find((firing) => Number(firing.fired_at) === firedAt.getTime());
  return joined && findIncident(db, joined.incident_key);
}

/** The incident that this alert's resolve opened: it overtook its firing. */
async function joinEarlyResolve(
  db: Transaction<StoreTables>,
  others: Incident[],
  alert: Alert,
  event: IncidentEvent,
): Promise<Incident | undefined> {
  const early =
    others.find((other) => isSame(other.alert.firedAt, alert.firedAt)) ??
    others.find((other) => isEarlyResolve(other, alert));
  if (early === undefined) return undefined;
  return saveIncident(db, { ...early, alert, history: [event, ...early.history] });
}

/** Some of them did not say when it had fired. */
function isEarlyResolve(incident: Incident, firing: Alert): boolean {
  const { resolvedAt } = incident;
  return !hasFired(incident) && resolvedAt !== undefined && resolvedAt >= firing.firedAt;
}

async function joinHub(
  db: Transaction<StoreTables>,
  hub: string | undefined,
  alert: Alert,
  receivedAt: Date,
): Promise<Incident | undefined> {
  if (hub === undefined) return undefined;
  const at = timeOf(alert, receivedAt);
  const found = await findToJoin(db, hub, at);
  if (found === undefined) return undefined;
  const { incident, own } = found;
  const event = await joinEvent(db, incident, alert);
  await addJoined(db, incident.key, firingKey(alert), alert);
  const history = addEvent(incident.history, event);
  await saveIncident(
    db,
    { ...incident, history },
    {
      ...own,
      joined_count: incident.joined.length + incident.moreJoined + 1,
      heard_at: receivedAt.getTime(),
    },
  );
  return findIncident(db, incident.key);
}

async function joinEvent(
  db: Transaction<StoreTables>,
  incident: Incident,
  alert: Alert,
): Promise<IncidentEvent> {
  const isLeads = incident.alert.about.kind !== 'devices' && isSameRule(incident.alert, alert);
  const before = await countFirings(db, incident.key, alert);
  const times = before.times + (isLeads ? 2 : 1);
  const firstAt = isLeads ? incident.alert.firedAt : (before.firstAt ?? alert.firedAt);
  const event = { at: alert.firedAt, ...(times > 1 && { again: { times, firstAt } }) };
  return isLeads
    ? { ...event, what: 'fired_again' }
    : { ...event, what: 'joined', rule: alert.rule };
}

async function openIncident(
  db: Transaction<StoreTables>,
  alert: Alert,
  event: IncidentEvent,
  receivedAt: Date,
): Promise<Incident> {
  const at = timeOf(alert, receivedAt).getTime();
  return saveIncident(db, newIncident(alert, [event]), {
    hub_key: hubToJoin(alert) ?? null,
    opened_at: at,
    joined_at: at,
    heard_at: receivedAt.getTime(),
    ask_due_at: receivedAt.getTime(),
  });
}

function firstEvent(others: Incident[], joined: JoinedFiring[], alert: Alert): IncidentEvent {
  const { event, firedAt } = alert;
  const counted = countBefore(others, joined, alert);
  return { at: firedAt, ...counted, ...(event !== undefined && { told: event }) };
}

function countBefore(
  others: Incident[],
  joined: JoinedFiring[],
  { firedAt }: Alert,
): Pick<IncidentEvent, 'what' | 'again'> {
  const firings = [
    ...others.filter(hasFired).map((other) => other.alert.firedAt.getTime()),
    ...joined.map(({ fired_at }) => Number(fired_at)),
  ];
  const before = firings.filter((at) => at < firedAt.getTime());
  if (before.length === 0) return { what: 'fired' };
  const again = { times: before.length + 1, firstAt: new Date(Math.min(...before)) };
  return { what: 'fired_again', again };
}

function hasFired(incident: Incident): boolean {
  return incident.history.some(({ what }) => what === 'fired' || what === 'fired_again');
}

function isSame(one: Date | undefined, other: Date): boolean {
  return one?.getTime() === other.getTime();
}
