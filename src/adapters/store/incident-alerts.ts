import type { Kysely, Transaction } from 'kysely';
import type { Alert } from '../../ports/alert';
import type { JoinedAlert } from '../../ports/incident-book';
import { isMoment } from './incident-joining';
import type { IncidentAlertRow } from './incident-tables';
import { readAlert } from './read-alert';
import type { StoreTables } from './schema';
import { writeStored } from './stored-json';

const joinedShown = 20;

/** What joined an incident: those that go on before others, then in the order of their firing. */
export async function findJoined(db: Kysely<StoreTables>, key: string): Promise<JoinedAlert[]> {
  const rows = await db
    .selectFrom('incident_alerts')
    .selectAll()
    .where('incident_key', '=', key)
    .orderBy('is_open', 'desc')
    .orderBy('fired_at')
    .limit(joinedShown)
    .execute();
  return rows
    .map((row) => ({ alert: readAlert(row.alert), resolvedAt: readTime(row.resolved_at) }))
    .sort((one, other) => one.alert.firedAt.getTime() - other.alert.firedAt.getTime());
}

export async function addJoined(
  db: Transaction<StoreTables>,
  incidentKey: string,
  firingKey: string,
  alert: Alert,
): Promise<void> {
  await db
    .insertInto('incident_alerts')
    .values({
      firing_key: firingKey,
      incident_key: incidentKey,
      alert_id: alert.id,
      rule: alert.rule,
      alert: writeStored(alert),
      fired_at: alert.firedAt.getTime(),
      resolved_at: null,
      is_open: isMoment(alert) ? 0 : 1,
    })
    .execute();
}

export type JoinedFiring = Pick<
  IncidentAlertRow,
  'firing_key' | 'incident_key' | 'fired_at' | 'resolved_at'
>;

/** Firings of an alert id that joined incidents, oldest first. */
export async function findFiringsOf(
  db: Transaction<StoreTables>,
  alertId: string,
): Promise<JoinedFiring[]> {
  return db
    .selectFrom('incident_alerts')
    .select(['firing_key', 'incident_key', 'fired_at', 'resolved_at'])
    .where('alert_id', '=', alertId)
    .orderBy('fired_at')
    .execute();
}

/** How often a rule fired among those that joined this incident, and when first. */
export async function countFirings(
  db: Transaction<StoreTables>,
  incidentKey: string,
  { id, rule }: Alert,
): Promise<{ times: number; firstAt: Date | undefined }> {
  const row = await db
    .selectFrom('incident_alerts')
    .select((firing) => [
      firing.fn.countAll<number>().as('times'),
      firing.fn.min('fired_at').as('first'),
    ])
    .where('incident_key', '=', incidentKey)
    .where((firing) =>
      firing.or([
        firing('alert_id', '=', id),
        firing.and([firing('rule', '=', rule), firing('rule', '!=', '')]),
      ]),
    )
    .executeTakeFirst();
  return { times: Number(row?.times ?? 0), firstAt: readTime(row?.first ?? null) };
}

export async function endFirings(
  db: Transaction<StoreTables>,
  firingKeys: string[],
  resolvedAt: Date,
): Promise<void> {
  await db
    .updateTable('incident_alerts')
    .set({ resolved_at: resolvedAt.getTime(), is_open: 0 })
    .where('firing_key', 'in', firingKeys)
    .execute();
}

export async function countOpen(db: Transaction<StoreTables>, key: string): Promise<number> {
  const row = await db
    .selectFrom('incident_alerts')
    .select((firing) => firing.fn.countAll<number>().as('open'))
    .where('incident_key', '=', key)
    .where('is_open', '=', 1)
    .executeTakeFirst();
  return Number(row?.open ?? 0);
}

function readTime(ms: number | null): Date | undefined {
  return ms === null ? undefined : new Date(Number(ms));
}
