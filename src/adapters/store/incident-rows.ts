import type { Kysely } from 'kysely';
import type { HubSummary } from '../../diagnosis/diagnosis';
import type { Incident, IncidentEvent, StoredFailure } from '../../ports/incident-book';
import { findJoined } from './incident-alerts';
import { listFirst, type MemberCounts } from './incident-members';
import type { IncidentRow } from './incident-tables';
import { readAlert } from './read-alert';
import type { StoreTables } from './schema';
import { readStored, writeStored } from './stored-json';

/** What the row of an incident holds for the store alone. */
export type OwnColumns = Partial<
  Pick<
    IncidentRow,
    | 'hub_key'
    | 'opened_at'
    | 'joined_at'
    | 'heard_at'
    | 'ask_due_at'
    | 'ask_leased_until'
    | 'ask_tries'
    | 'joined_count'
  >
>;

export async function findIncident(
  db: Kysely<StoreTables>,
  key: string,
): Promise<Incident | undefined> {
  const row = await findRow(db, key);
  return row === undefined ? undefined : readIncident(db, row);
}

export async function findRow(db: Kysely<StoreTables>, key: string) {
  return db.selectFrom('incidents').selectAll().where('incident_key', '=', key).executeTakeFirst();
}

/** Every incident that a firing of that alert id opened, oldest first. */
export async function findIncidentsOf(
  db: Kysely<StoreTables>,
  alertId: string,
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where('alert_id', '=', alertId)
    .orderBy('fired_at')
    .execute();
  return readIncidents(db, rows);
}

/** Open incidents, the newest first. */
export async function findOpen(db: Kysely<StoreTables>, limit: number): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where('resolved_at', 'is', null)
    .orderBy('fired_at', 'desc')
    .limit(limit)
    .execute();
  return readIncidents(db, rows);
}

/** Writes the incident as its next version and gives it back. */
export async function saveIncident(
  db: Kysely<StoreTables>,
  incident: Incident,
  own: OwnColumns = {},
): Promise<Incident> {
  const silentAt = findSilence(incident.history);
  const saved = { ...incident, silentAt, version: incident.version + 1 };
  const { incident_key, ...changes } = { ...writeIncident(saved), ...own };
  await db
    .insertInto('incidents')
    .values({
      incident_key,
      ask_leased_until: 0,
      ask_attempts: 0,
      ask_tries: 0,
      joined_count: 0,
      ...changes,
    })
    .onConflict((conflict) => conflict.column('incident_key').doUpdateSet(changes))
    .execute();
  return saved;
}

export async function readIncidents(
  db: Kysely<StoreTables>,
  rows: IncidentRow[],
): Promise<Incident[]> {
  const read: Incident[] = [];
  for (const row of rows) read.push(await readIncident(db, row));
  return read;
}

function writeIncident(incident: Incident) {
  const { devices, acknowledged } = incident;
  return {
    incident_key: incident.key,
    alert_id: incident.alert.id,
    fired_at: incident.alert.firedAt.getTime(),
    alert: writeStored(incident.alert),
    resolved_at: (incident.resolvedAt ?? incident.silentAt)?.getTime() ?? null,
    summary: incident.summary === undefined ? null : writeStored(incident.summary),
    failure: incident.failure === undefined ? null : writeStored(incident.failure),
    asks: incident.asks,
    ask_again_at: incident.askAgainAt?.getTime() ?? null,
    history: writeStored(incident.history),
    version: incident.version,
    alert_ended_at: incident.alertEndedAt?.getTime() ?? null,
    acknowledged: acknowledged === undefined ? null : writeStored(acknowledged),
    queued_seconds: incident.queuedSeconds ?? null,
    member_count: devices?.total ?? 0,
    away_count: (devices?.away ?? 0) + (devices?.flapping ?? 0),
    member_counts: devices === undefined ? null : writeCounts(devices),
  };
}

export async function readIncident(db: Kysely<StoreTables>, row: IncidentRow): Promise<Incident> {
  const history = readStored<IncidentEvent[]>(row.history);
  const silentAt = findSilence(history);
  const joined = row.joined_count === 0 ? [] : await findJoined(db, row.incident_key);
  const devices =
    row.member_counts === null
      ? undefined
      : await listFirst(db, row.incident_key, readStored<MemberCounts>(row.member_counts));
  const alertEndedAt = readTime(row.alert_ended_at);
  return {
    key: row.incident_key,
    alert: readAlert(row.alert),
    ...(alertEndedAt && { alertEndedAt }),
    joined,
    moreJoined: row.joined_count - joined.length,
    ...(devices && { devices }),
    ...(row.acknowledged !== null && {
      acknowledged: readStored<NonNullable<Incident['acknowledged']>>(row.acknowledged),
    }),
    resolvedAt: silentAt === undefined ? readTime(row.resolved_at) : undefined,
    silentAt,
    summary: row.summary === null ? undefined : readStored<HubSummary>(row.summary),
    failure: row.failure === null ? undefined : readStored<StoredFailure>(row.failure),
    asks: row.asks,
    askAgainAt: readTime(row.ask_again_at),
    ...(row.queued_seconds !== null && { queuedSeconds: row.queued_seconds }),
    history,
    version: row.version,
  };
}

function writeCounts({ listed: _listed, ...counts }: NonNullable<Incident['devices']>): string {
  return writeStored(counts);
}

/** In the table a silence stands as an end, so that what goes with the time treats it as one. */
function findSilence(history: IncidentEvent[]): Date | undefined {
  const last = history.at(-1);
  return last?.what === 'silent' ? last.at : undefined;
}

function readTime(ms: number | null): Date | undefined {
  return ms === null ? undefined : new Date(Number(ms));
}
