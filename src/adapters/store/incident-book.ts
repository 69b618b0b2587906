import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Alert } from '../../ports/alert';
import type { Incident, IncidentBook, IncidentEvent, LogsAnswer } from '../../ports/incident-book';
import { hasTold, tellFiring, tellResolve } from './incident-events';
import {
  findIncident,
  findIncidentsOf,
  findQuietIncidents,
  findUntoldSilent,
  saveIncident,
} from './incident-rows';
import type { StoreTables } from './schema';

/** Incidents in the table `incidents`. */
export function createIncidentBook(db: Kysely<StoreTables>): IncidentBook {
  return {
    recordFiring: (alert) => db.transaction().execute((within) => recordFiring(within, alert)),
    recordResolve: (alert, resolvedAt) =>
      db.transaction().execute((within) => recordResolve(within, alert, resolvedAt)),
    recordAnswer: (key, answer) =>
      db.transaction().execute((within) => recordAnswer(within, key, answer)),
    closeSilent: (before, at, limit) =>
      db.transaction().execute((within) => closeSilent(within, before, at, limit)),
    listUntoldSilent: (closedAfter, limit) => findUntoldSilent(db, closedAfter, limit),
    find: (key) => findIncident(db, key),
  };
}

async function recordFiring(db: Transaction<StoreTables>, alert: Alert): Promise<Incident> {
  const others = await findIncidentsOf(db, alert.id);
  const told = others.find((other) => hasTold(other, alert));
  if (told !== undefined) return told;
  const updated = tellFiring(others, alert);
  if (updated !== undefined) return saveIncident(db, updated);
  const known = others.find((other) => isSame(other.alert.firedAt, alert.firedAt));
  if (known !== undefined && hasFired(known)) return known;
  const event: IncidentEvent = {
    at: alert.firedAt,
    ...countFiring(others, alert),
    ...toldBy(alert),
  };
  const early = known ?? others.find((other) => isEarlyResolve(other, alert));
  if (early === undefined) return saveIncident(db, newIncident(alert, [event]));
  return saveIncident(db, { ...early, alert, history: [event, ...early.history] });
}

/** `others` are oldest first. */
function countFiring(
  others: Incident[],
  { firedAt }: Alert,
): Pick<IncidentEvent, 'what' | 'again'> {
  const before = others.filter((other) => hasFired(other) && other.alert.firedAt < firedAt);
  const [first] = before;
  if (first === undefined) return { what: 'fired' };
  const again = { times: before.length + 1, firstAt: first.alert.firedAt };
  return { what: 'fired_again', again };
}

/** A resolve that overtook its firing and, as some do, did not say when that was. */
function isEarlyResolve(incident: Incident, firing: Alert): boolean {
  const { resolvedAt } = incident;
  return !hasFired(incident) && resolvedAt !== undefined && resolvedAt >= firing.firedAt;
}

function toldBy({ event }: Alert): Pick<IncidentEvent, 'told'> {
  return event === undefined ? {} : { told: event };
}

function hasFired(incident: Incident): boolean {
  return incident.history.some(({ what }) => what === 'fired' || what === 'fired_again');
}

async function recordResolve(
  db: Transaction<StoreTables>,
  alert: Alert,
  resolvedAt: Date,
): Promise<Incident[]> {
  const known = await findIncidentsOf(db, alert.id);
  const told = known.filter((incident) => hasTold(incident, alert));
  if (told.length > 0) return told;
  const after = tellResolve(known, alert);
  if (after !== undefined) return [await saveIncident(db, after)];
  const again = known.filter((incident) => isSame(incident.resolvedAt, resolvedAt));
  if (again.length > 0) return again;
  const ended = findEnded(known, alert, resolvedAt);
  const event: IncidentEvent = { at: resolvedAt, what: 'resolved', ...toldBy(alert) };
  if (ended.length === 0) {
    return [await saveIncident(db, { ...newIncident(alert, [event]), resolvedAt })];
  }
  const saved: Incident[] = [];
  for (const incident of ended) {
    const history = [...incident.history, event];
    // The last message about an event says how it ended.
    const { about } = alert.event === undefined ? incident.alert : alert;
    const now = { ...incident, alert: { ...incident.alert, about }, resolvedAt, history };
    saved.push(await saveIncident(db, now));
  }
  return saved;
}

/** Oldest first. An incident that was resolved before is ended again only when it is named. */
function findEnded(known: Incident[], alert: Alert, resolvedAt: Date): Incident[] {
  const open = known.filter((incident) => incident.resolvedAt === undefined);
  const ended = open.filter((incident) => incident.alert.firedAt <= resolvedAt);
  if (ended.length > 0) return ended;
  const named = known.find(({ key }) => key === incidentKey(alert));
  return [named ?? open.at(-1)].filter((incident) => incident !== undefined);
}

async function closeSilent(
  db: Transaction<StoreTables>,
  before: Date,
  at: Date,
  limit: number,
): Promise<Incident[]> {
  const closed: Incident[] = [];
  for (const incident of await findQuietIncidents(db, before, limit)) {
    const history: IncidentEvent[] = [...incident.history, { at, what: 'silent' }];
    closed.push(await saveIncident(db, { ...incident, askAgainAt: undefined, history }));
  }
  return closed;
}

async function recordAnswer(
  db: Transaction<StoreTables>,
  key: string,
  answer: LogsAnswer,
): Promise<Incident | undefined> {
  const known = await findIncident(db, key);
  if (known === undefined) return undefined;
  return saveIncident(db, { ...known, ...readAnswer(known, answer), asks: known.asks + 1 });
}

function readAnswer({ history, silentAt }: Incident, answer: LogsAnswer): Partial<Incident> {
  if (!('summary' in answer)) return answer;
  const { summary, askAgainAt, event } = answer;
  // A silence has to stay the last event: what comes after it would open the incident.
  const marks = event === undefined || silentAt !== undefined ? [] : [event];
  return { summary, askAgainAt, failure: undefined, history: [...history, ...marks] };
}

function newIncident(alert: Alert, history: IncidentEvent[]): Incident {
  return {
    key: incidentKey(alert),
    alert,
    resolvedAt: undefined,
    silentAt: undefined,
    summary: undefined,
    failure: undefined,
    asks: 0,
    askAgainAt: undefined,
    history,
    version: 0,
  };
}

/** A digest, because an alert id may be any text. */
function incidentKey(alert: Alert): string {
  return createHash('sha256')
    .update(JSON.stringify([alert.id, alert.firedAt.getTime()]))
    .digest('hex');
}

function isSame(one: Date | undefined, other: Date): boolean {
  return one?.getTime() === other.getTime();
}
