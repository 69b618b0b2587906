import type { Transaction } from 'kysely';
import { joinsWithinMs } from './incident-joining';
import { lockIncident } from './incident-locks';
import { readIncident } from './incident-rows';
import type { StoreTables } from './schema';

/** The open incident of a hub that something of that time belongs to, and what to note of that. */
export async function findToJoin(db: Transaction<StoreTables>, hub: string, at: Date) {
  const now = at.getTime();
  const row = await db
    .selectFrom('incidents')
    .select('incident_key')
    .where('hub_key', '=', hub)
    .where('resolved_at', 'is', null)
    .where('joined_at', '>=', now - joinsWithinMs)
    .where('opened_at', '<=', now + joinsWithinMs)
    .orderBy('joined_at', 'desc')
    .orderBy('incident_key')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : findOpen(db, row.incident_key, at);
}

/** Read again under its lock: it may just have ended. */
export async function findOpen(db: Transaction<StoreTables>, key: string, at: Date) {
  await lockIncident(db, key);
  const row = await db
    .selectFrom('incidents')
    .selectAll()
    .where('incident_key', '=', key)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const own = {
    joined_at: Math.max(Number(row.joined_at), at.getTime()),
    ask_due_at: dueAfterNews(row, at),
    ask_tries: 0,
  };
  return { incident: await readIncident(db, row), own };
}

/** What is new makes the logs be asked again, at most once a minute. */
function dueAfterNews(
  { asked_at, ask_due_at }: { asked_at: number | null; ask_due_at: number | null },
  at: Date,
): number {
  const soonest = asked_at === null ? at.getTime() : Number(asked_at) + 60_000;
  // In somebody's hands: what is due then is what comes after.
  if (ask_due_at === null || ask_due_at === asked_at) return soonest;
  return Math.min(Number(ask_due_at), soonest);
}
