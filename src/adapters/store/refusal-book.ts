import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type {
  Refusal,
  RefusalBook,
  RefusalMistake,
  RefusalNotice,
  TakenNotice,
} from '../../ports/refusal-book';
import { lock } from './lock';
import type { RefusalNoticeRow, StoreTables } from './schema';

const noticeMs = 600_000;
// A message that is out of date is brought up to date this much later, with whatever came by then.
const gatherMs = 10_000;
const keptInNotice = 500;
const mistakesShown = 4;

/** Refused requests in the tables `refusals` and `refusal_notices`. */
export function createRefusalBook(db: Kysely<StoreTables>): RefusalBook {
  return {
    keep: (refusal) => db.transaction().execute((within) => keep(within, refusal)),
    takeDueNotice: (now, leaseMs) =>
      db.transaction().execute((within) => takeDueNotice(within, now.getTime(), leaseMs)),
    finishNotice: (taken, outcome, at) =>
      db.transaction().execute((within) => finishNotice(within, taken, outcome, at)),
    rescheduleNotice: async (taken, dueAt) => {
      const failures = taken.failures + 1;
      const change = { due_at: dueAt.getTime(), leased_until: 0, failures, outcome: 'told_again' };
      return (await giveBack(db, taken, change)) === undefined ? 'lost' : 'rescheduled';
    },
    findNotice: (key) => db.transaction().execute((within) => findNotice(within, key)),
    list: (limit) => list(db, limit),
  };
}

async function keep(db: Transaction<StoreTables>, refusal: Refusal): Promise<'opened' | 'joined'> {
  await lock(db, 'refusals');
  const open = await findOpenNotice(db, refusal);
  const notice = open === undefined ? await openNotice(db, refusal) : await join(db, open, refusal);
  if (notice.refused <= keptInNotice) await insertRefusal(db, notice.notice_key, refusal);
  return open === undefined ? 'opened' : 'joined';
}

/** Both ways from now: a clock that was set back must not let a second one open. */
function findOpenNotice(db: Transaction<StoreTables>, { sender, receivedAt }: Refusal) {
  return db
    .selectFrom('refusal_notices')
    .selectAll()
    .where('sender', '=', sender)
    .where('opened_at', '>', receivedAt.getTime() - noticeMs)
    .where('opened_at', '<', receivedAt.getTime() + noticeMs)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function openNotice(
  db: Transaction<StoreTables>,
  { sender, receivedAt }: Refusal,
): Promise<RefusalNoticeRow> {
  const row: RefusalNoticeRow = {
    notice_key: randomUUID(),
    sender,
    opened_at: receivedAt.getTime(),
    refused: 1,
    // Due since ever: at once, whatever a clock says later.
    due_at: 0,
    leased_until: 0,
    attempts: 0,
    failures: 0,
    state: 'waiting',
    outcome: 'received',
  };
  await db.insertInto('refusal_notices').values(row).execute();
  return row;
}

async function join(
  db: Transaction<StoreTables>,
  open: Selectable<RefusalNoticeRow>,
  { receivedAt }: Refusal,
): Promise<RefusalNoticeRow> {
  const dueAt = open.state === 'waiting' ? open.due_at : receivedAt.getTime() + gatherMs;
  const change = { refused: open.refused + 1, state: 'waiting' as const, due_at: dueAt };
  await db
    .updateTable('refusal_notices')
    .set(change)
    .where('notice_key', '=', open.notice_key)
    .execute();
  return { ...open, ...change };
}

async function insertRefusal(
  db: Transaction<StoreTables>,
  noticeKey: string,
  refusal: Refusal,
): Promise<void> {
  const { receivedAt, bodyBytes, ...texts } = refusal;
  await db
    .insertInto('refusals')
    .values({
      refusal_key: randomUUID(),
      notice_key: noticeKey,
      received_at: receivedAt.getTime(),
      body_bytes: bodyBytes,
      sender: texts.sender,
      origin: texts.origin,
      status: texts.status,
      code: texts.code,
      message: texts.message,
      body: texts.body,
    })
    .execute();
}

async function takeDueNotice(
  db: Transaction<StoreTables>,
  now: number,
  leaseMs: number,
): Promise<TakenNotice | undefined> {
  await lock(db, 'refusals');
  const row = await db
    .selectFrom('refusal_notices')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where('leased_until', '<=', now)
    .orderBy('due_at')
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const attempt = row.attempts + 1;
  await db
    .updateTable('refusal_notices')
    .set({ leased_until: now + leaseMs, attempts: attempt })
    .where('notice_key', '=', row.notice_key)
    .execute();
  return { ...(await readNotice(db, row)), attempt, failures: row.failures };
}

async function findNotice(
  db: Transaction<StoreTables>,
  key: string,
): Promise<RefusalNotice | undefined> {
  const row = await db
    .selectFrom('refusal_notices')
    .selectAll()
    .where('notice_key', '=', key)
    .executeTakeFirst();
  return row && readNotice(db, row);
}

async function readNotice(
  db: Transaction<StoreTables>,
  row: Selectable<RefusalNoticeRow>,
): Promise<RefusalNotice> {
  return {
    key: row.notice_key,
    sender: row.sender,
    openedAt: new Date(Number(row.opened_at)),
    refused: row.refused,
    mistakes: await listMistakes(db, row.notice_key),
  };
}

async function listMistakes(
  db: Transaction<StoreTables>,
  noticeKey: string,
): Promise<RefusalMistake[]> {
  const rows = await db
    .selectFrom('refusals')
    .select(['status', 'code', 'message'])
    .select((row) => [
      row.fn.max('origin').as('origin'),
      row.fn.max('received_at').as('latest'),
      sql<number>`count(*)`.as('times'),
    ])
    .where('notice_key', '=', noticeKey)
    .groupBy(['status', 'code', 'message'])
    .orderBy('times', 'desc')
    .orderBy('latest', 'desc')
    .limit(mistakesShown)
    .execute();
  return rows.map(({ latest, times, ...mistake }) => ({
    ...mistake,
    count: Number(times),
    latestAt: new Date(Number(latest)),
  }));
}

async function finishNotice(
  db: Transaction<StoreTables>,
  taken: TakenNotice,
  outcome: string,
  at: Date,
): Promise<'finished' | 'grown' | 'lost'> {
  await lock(db, 'refusals');
  const row = await giveBack(db, taken, { leased_until: 0, failures: 0, outcome });
  if (row === undefined) return 'lost';
  const isTold = row.refused === taken.refused;
  const next = isTold ? { state: 'finished' as const } : { due_at: at.getTime() + gatherMs };
  await db.updateTable('refusal_notices').set(next).where('notice_key', '=', taken.key).execute();
  return isTold ? 'finished' : 'grown';
}

/** Undefined when the proof is out of date: the lease ended and somebody else took the notice. */
async function giveBack(
  db: Kysely<StoreTables>,
  taken: TakenNotice,
  change: Partial<RefusalNoticeRow>,
): Promise<Selectable<RefusalNoticeRow> | undefined> {
  return db
    .updateTable('refusal_notices')
    .set(change)
    .where('notice_key', '=', taken.key)
    .where('attempts', '=', taken.attempt)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
}

async function list(db: Kysely<StoreTables>, limit: number): Promise<Refusal[]> {
  const rows = await db
    .selectFrom('refusals')
    .selectAll()
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    receivedAt: new Date(Number(row.received_at)),
    sender: row.sender,
    origin: row.origin,
    status: row.status,
    code: row.code,
    message: row.message,
    bodyBytes: Number(row.body_bytes),
    body: row.body,
  }));
}
