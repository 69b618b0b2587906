import type { Kysely, Transaction } from 'kysely';
import type { Incident } from '../../ports/incident-book';
import { addEvent } from './incident-history';
import { lockIncident } from './incident-locks';
import { findIncident, readIncidents, saveIncident } from './incident-rows';
import { liesBefore } from './odd-times';
import type { StoreTables } from './schema';

/** Event Grid tells when a device is back, so a silence about one says less than about an alert. */
const awayLongerMs = 13 * 24 * 3_600_000;

export async function closeSilent(
  db: Transaction<StoreTables>,
  before: Date,
  at: Date,
  limit: number,
): Promise<Incident[]> {
  const keys = await findQuiet(db, before, limit);
  await lockIncident(db, ...keys);
  const closed: Incident[] = [];
  for (const key of keys) {
    const incident = await findIncident(db, key);
    if (incident === undefined || incident.resolvedAt !== undefined) continue;
    const history = addEvent(incident.history, { at, what: 'silent' });
    const own = { ask_due_at: null };
    closed.push(await saveIncident(db, { ...incident, askAgainAt: undefined, history }, own));
  }
  return closed;
}

/** Open ones whose firing, and whose last word, lie before that time. */
async function findQuiet(
  db: Transaction<StoreTables>,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('incident_key')
    .where('resolved_at', 'is', null)
    .where((row) => row.or(liesBefore(row, 'fired_at', before.getTime())))
    .where((row) =>
      row.or([row('heard_at', 'is', null), ...liesBefore(row, 'heard_at', before.getTime())]),
    )
    .where((row) =>
      row.or([row('away_count', '=', 0), row('heard_at', '<', before.getTime() - awayLongerMs)]),
    )
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
  return rows.map(({ incident_key }) => incident_key);
}

/** Closed without a word since then. */
export async function findSilent(
  db: Kysely<StoreTables>,
  closedAfter: Date,
  limit: number,
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where('resolved_at', '>=', closedAfter.getTime())
    .where('history', 'like', '%"what":"silent"%')
    .orderBy('resolved_at', 'desc')
    .limit(limit)
    .execute();
  // Some were opened again by a later word, and ended then.
  const found = await readIncidents(db, rows);
  return found.filter(({ silentAt }) => silentAt !== undefined);
}
