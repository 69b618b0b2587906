import type { Kysely } from 'kysely';
import type { HubSummary } from '../../diagnosis/diagnosis';
import type { Incident, IncidentEvent, StoredFailure } from '../../ports/incident-book';
import { readAlert } from './read-alert';
import type { IncidentRow, StoreTables } from './schema';
import { readStored, writeStored } from './stored-json';

export async function findIncident(
  db: Kysely<StoreTables>,
  key: string,
): Promise<Incident | undefined> {
  const row = await db
    .selectFrom('incidents')
    .selectAll()
    .where('incident_key', '=', key)
    .executeTakeFirst();
  return row === undefined ? undefined : readRow(row);
}

/** Every firing of one alert id, oldest first. */
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
  return rows.map(readRow);
}

/** Open ones whose firing, and whose last delivery, lie before that time. */
export async function findQuietIncidents(
  db: Kysely<StoreTables>,
  before: Date,
  limit: number,
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where('resolved_at', 'is', null)
    .where('fired_at', '<', before.getTime())
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('alert_inbox')
            .select('delivery_key')
            .whereRef('alert_inbox.alert_id', '=', 'incidents.alert_id')
            .where((delivery) =>
              delivery.or([
                delivery('alert_inbox.received_at', '>=', before.getTime()),
                delivery('alert_inbox.state', '=', 'waiting'),
              ]),
            ),
        ),
      ),
    )
    .orderBy('fired_at')
    .limit(limit)
    .execute();
  return rows.map(readRow);
}

/** Closed without a word since then, with a card that shows an older version. */
export async function findUntoldSilent(
  db: Kysely<StoreTables>,
  closedAfter: Date,
  limit: number,
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where('resolved_at', '>=', closedAfter.getTime())
    .where('history', 'like', '%"what":"silent"%')
    .where((row) =>
      row.exists(
        row
          .selectFrom('cards')
          .select('card_id')
          .whereRef('cards.incident_key', '=', 'incidents.incident_key')
          .where('cards.state', '=', 'sent')
          .whereRef('cards.shown_version', '<', 'incidents.version'),
      ),
    )
    .orderBy('resolved_at')
    .limit(limit)
    .execute();
  // Some were opened again by a later word, and ended then.
  return rows.map(readRow).filter(({ silentAt }) => silentAt !== undefined);
}

/** Writes the incident as its next version and gives it back. */
export async function saveIncident(db: Kysely<StoreTables>, incident: Incident): Promise<Incident> {
  const silentAt = findSilence(incident.history);
  const saved = { ...incident, silentAt, version: incident.version + 1 };
  const { incident_key, ...changes } = writeRow(saved);
  await db
    .insertInto('incidents')
    .values({ incident_key, ...changes })
    .onConflict((conflict) => conflict.column('incident_key').doUpdateSet(changes))
    .execute();
  return saved;
}

function writeRow(incident: Incident): IncidentRow {
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
  };
}

function readRow(row: IncidentRow): Incident {
  const history = readStored<IncidentEvent[]>(row.history);
  const silentAt = findSilence(history);
  return {
    key: row.incident_key,
    alert: readAlert(row.alert),
    resolvedAt: silentAt === undefined ? readTime(row.resolved_at) : undefined,
    silentAt,
    summary: row.summary === null ? undefined : readStored<HubSummary>(row.summary),
    failure: row.failure === null ? undefined : readStored<StoredFailure>(row.failure),
    asks: row.asks,
    askAgainAt: readTime(row.ask_again_at),
    history,
    version: row.version,
  };
}

/** In the table a silence stands as an end, so that what goes with the time treats it as one. */
function findSilence(history: IncidentEvent[]): Date | undefined {
  const last = history.at(-1);
  return last?.what === 'silent' ? last.at : undefined;
}

function readTime(ms: number | null): Date | undefined {
  return ms === null ? undefined : new Date(Number(ms));
}
