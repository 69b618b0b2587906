import type { Transaction } from 'kysely';
import type { AskProof, Incident, LogsAnswer, TakenAsk } from '../../ports/incident-book';
import { addEvent } from './incident-history';
import { lockIncident } from './incident-locks';
import { findRow, readIncident, saveIncident } from './incident-rows';
import { lock } from './lock';
import type { StoreTables } from './schema';

// Nothing is planned further ahead: what seems so was planned by a clock that was set back since.
const longestMs = 2 * 3_600_000;

export async function takeDueAsks(
  db: Transaction<StoreTables>,
  now: Date,
  leaseMs: number,
  limit: number,
): Promise<TakenAsk[]> {
  await lock(db, 'asks of incidents');
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where(({ eb, or }) =>
      or([eb('ask_due_at', '<=', now.getTime()), eb('ask_due_at', '>', now.getTime() + longestMs)]),
    )
    .where(({ eb, or }) =>
      or([
        eb('ask_leased_until', '<=', now.getTime()),
        eb('ask_leased_until', '>', now.getTime() + leaseMs + longestMs),
      ]),
    )
    .orderBy('ask_due_at')
    .orderBy('incident_key')
    .limit(limit)
    .execute();
  const taken: TakenAsk[] = [];
  for (const row of rows) {
    const attempt = row.ask_attempts + 1;
    await db
      .updateTable('incidents')
      .set({
        ask_attempts: attempt,
        ask_leased_until: now.getTime() + leaseMs,
        asked_at: now.getTime(),
        // Due as soon as the lease ends, unless it is finished; what joins meanwhile says when.
        ask_due_at: now.getTime(),
      })
      .where('incident_key', '=', row.incident_key)
      .execute();
    taken.push({ incident: await readIncident(db, row), attempt, tries: row.ask_tries });
  }
  return taken;
}

export async function recordQueued(
  db: Transaction<StoreTables>,
  taken: AskProof,
  queuedSeconds: number,
): Promise<Incident | undefined> {
  const held = await findHeld(db, taken);
  return held && saveIncident(db, { ...held.incident, queuedSeconds });
}

export async function recordAnswer(
  db: Transaction<StoreTables>,
  taken: AskProof,
  answer: LogsAnswer,
): Promise<Incident | undefined> {
  const held = await findHeld(db, taken);
  if (held === undefined) return undefined;
  const { queuedSeconds: _wait, ...known } = held.incident;
  return saveIncident(
    db,
    { ...known, ...readAnswer(known, answer), asks: known.asks + 1 },
    { ask_tries: held.row.ask_tries + 1 },
  );
}

/** What joined while the logs were asked counts from when it did, and is asked about soon. */
export async function finishAsk(
  db: Transaction<StoreTables>,
  taken: AskProof,
): Promise<'finished' | 'lost'> {
  const held = await findHeld(db, taken);
  if (held === undefined) return 'lost';
  const { row, incident } = held;
  const news = row.ask_due_at !== row.asked_at ? row.ask_due_at : null;
  const times = [incident.askAgainAt?.getTime(), news === null ? undefined : Number(news)];
  const planned = times.filter((time) => time !== undefined);
  await db
    .updateTable('incidents')
    .set({
      ask_leased_until: 0,
      ask_due_at: planned.length === 0 ? null : Math.min(...planned),
    })
    .where('incident_key', '=', incident.key)
    .execute();
  return 'finished';
}

async function findHeld(db: Transaction<StoreTables>, { incident: { key }, attempt }: AskProof) {
  await lockIncident(db, key);
  const row = await findRow(db, key);
  if (row === undefined || row.ask_attempts !== attempt) return undefined;
  return { row, incident: await readIncident(db, row) };
}

function readAnswer({ history, silentAt }: Incident, answer: LogsAnswer): Partial<Incident> {
  if (!('summary' in answer)) return answer;
  const { summary, askAgainAt, event } = answer;
  // A silence has to stay the last event: what comes after it would open the incident.
  const isTold = event !== undefined && silentAt === undefined;
  const told = isTold ? addEvent(history, event) : history;
  return { summary, askAgainAt, failure: undefined, history: told };
}
