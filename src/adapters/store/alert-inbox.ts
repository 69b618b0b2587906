import { createHash } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Alert } from '../../ports/alert';
import type { AlertInbox, TakenAlert, TakenProof } from '../../ports/alert-inbox';
import { batchWrites } from './batch-writes';
import { lock } from './lock';
import { readAlert } from './read-alert';
import type { AlertInboxRow, StoreTables } from './schema';
import { writeStored } from './stored-json';

/** Deliveries in the table `alert_inbox`. */
export function createAlertInbox(db: Kysely<StoreTables>): AlertInbox {
  return {
    addOnce: batchWrites((rows: AlertInboxRow[]) => addRows(db, rows), toRow),
    takeDue: (now, leaseMs, limit) =>
      db.transaction().execute((transaction) => takeDue(transaction, now, leaseMs, limit)),
    finish: batchWrites(
      (ends: AlertEnd[]) => finishAll(db, ends),
      (taken, outcome, at) => ({ taken, outcome, at }),
    ),
    reschedule: async (taken, dueAt, reason, failures) => {
      const change = { due_at: dueAt.getTime(), leased_until: 0, outcome: reason, failures };
      return (await giveBack(db, taken, change)) ? 'rescheduled' : 'lost';
    },
    backlog: () => countWaiting(db),
  };
}

type Added = 'added' | 'duplicate';

async function addRows(db: Kysely<StoreTables>, rows: AlertInboxRow[]): Promise<Added[]> {
  const added = await db
    .insertInto('alert_inbox')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('delivery_key')
    .execute();
  const fresh = new Set(added.map(({ delivery_key }) => delivery_key));
  return rows.map(({ delivery_key }) => (fresh.delete(delivery_key) ? 'added' : 'duplicate'));
}

function toRow(alert: Alert, receivedAt: Date): AlertInboxRow {
  const key = deliveryKey(alert);
  const at = receivedAt.getTime();
  return {
    delivery_key: key,
    alert_id: alert.id,
    alert: writeStored(alert),
    // A firing sorts before its resolving of the same millisecond.
    arrival: `${String(at).padStart(15, '0')} ${alert.condition} ${key}`,
    received_at: at,
    // Due since ever: at once, whatever a clock says later, and before what was tried already.
    due_at: 0,
    leased_until: 0,
    attempts: 0,
    failures: 0,
    state: 'waiting',
    outcome: 'received',
    finished_at: null,
  };
}

/** A digest, because an alert id may be any text. */
function deliveryKey(alert: Alert): string {
  const since = alert.condition === 'fired' ? alert.firedAt : (alert.resolvedAt ?? alert.firedAt);
  const message = alert.event === undefined ? [] : [alert.event.message];
  return createHash('sha256')
    .update(JSON.stringify([alert.id, alert.condition, since.getTime(), ...message]))
    .digest('hex');
}

async function takeDue(
  db: Transaction<StoreTables>,
  now: Date,
  leaseMs: number,
  limit: number,
): Promise<TakenAlert[]> {
  await lock(db, 'alert_inbox');
  const rows = await selectDue(db, now.getTime(), limit);
  if (rows.length === 0) return [];
  await db
    .updateTable('alert_inbox')
    .set((row) => ({ leased_until: now.getTime() + leaseMs, attempts: row('attempts', '+', 1) }))
    .where(
      'delivery_key',
      'in',
      rows.map((row) => row.delivery_key),
    )
    .execute();
  return rows.map((row) => ({
    key: row.delivery_key,
    alert: readAlert(row.alert),
    receivedAt: new Date(Number(row.received_at)),
    attempt: row.attempts + 1,
    failures: row.failures,
  }));
}

/**
 * The oldest due delivery of each alert id that is in nobody's hands. In the order of an index, so
 * that the length of the queue does not matter.
 */
function selectDue(
  db: Transaction<StoreTables>,
  now: number,
  limit: number,
): Promise<Selectable<AlertInboxRow>[]> {
  return db
    .selectFrom('alert_inbox as due')
    .selectAll()
    .where('due.state', '=', 'waiting')
    .where('due.due_at', '<=', now)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('alert_inbox as held')
            .select('held.delivery_key')
            .whereRef('held.alert_id', '=', 'due.alert_id')
            .where('held.state', '=', 'waiting')
            .where('held.leased_until', '>', now),
        ),
      ),
    )
    .where('due.arrival', '=', (row) =>
      row
        .selectFrom('alert_inbox as first')
        .select((first) => first.fn.min('first.arrival').as('arrival'))
        .whereRef('first.alert_id', '=', 'due.alert_id')
        .where('first.state', '=', 'waiting')
        .where('first.due_at', '<=', now),
    )
    .orderBy('due.due_at')
    .orderBy('due.arrival')
    .limit(limit)
    .execute();
}

interface AlertEnd {
  taken: TakenProof;
  outcome: string;
  at: Date;
}

function finishAll(db: Kysely<StoreTables>, ends: AlertEnd[]): Promise<('finished' | 'lost')[]> {
  return db.transaction().execute(async (within) => {
    const done: ('finished' | 'lost')[] = [];
    for (const { taken, outcome, at } of ends) {
      const change = { state: 'finished' as const, outcome, finished_at: at.getTime() };
      done.push((await giveBack(within, taken, change)) ? 'finished' : 'lost');
    }
    return done;
  });
}

/** False when the proof is out of date: the lease ended and somebody else took the delivery. */
async function giveBack(
  db: Kysely<StoreTables>,
  taken: TakenProof,
  change: Partial<AlertInboxRow>,
): Promise<boolean> {
  const changed = await db
    .updateTable('alert_inbox')
    .set(change)
    .where('delivery_key', '=', taken.key)
    .where('attempts', '=', taken.attempt)
    .where('state', '=', 'waiting')
    .returning('delivery_key')
    .execute();
  return changed.length === 1;
}

async function countWaiting(db: Kysely<StoreTables>) {
  const row = await db
    .selectFrom('alert_inbox')
    .select([
      sql<number>`count(*)`.as('waiting'),
      sql<number | null>`min(received_at)`.as('oldest'),
    ])
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return {
    waiting: Number(row.waiting),
    oldestReceivedAt: row.oldest === null ? undefined : new Date(Number(row.oldest)),
  };
}
