import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Decision, DecisionTrail, TrailSubject } from '../../ports/decision-trail';
import { batchWrites } from './batch-writes';
import { type DecisionRow, nameOf, readDecision, timePrefix, writeDecision } from './decision-rows';
import type { StoreTables } from './schema';

/** Rows of one statement: SQLite takes no more than 32,766 values, PostgreSQL 65,535. */
const mostRows = 1000;
/** Alerts of one search: whoever looks for an alert reads no more. */
const mostAlerts = 50;

/** Decisions in the table `decisions`. */
export function createDecisionTrail(db: Kysely<StoreTables>): DecisionTrail {
  let added = 0;
  // Tells apart what two copies of the bot decide in the same millisecond.
  const copy = randomUUID().slice(0, 8);
  const nextOrder = () => `${(added++).toString(16).padStart(10, '0')}-${copy}`;
  const write = batchWrites(
    async (batches: DecisionRow[][]) => {
      await add(db, batches.flat());
      return batches;
    },
    (decisions: Decision[]) => decisions.map((decision) => writeDecision(decision, nextOrder())),
  );
  return {
    add: async (decisions) => void (decisions.length > 0 && (await write(decisions))),
    find: (subject, limit) => find(db, subject, limit),
    findAlerts: (text, limit) => findAlerts(db, text, limit),
  };
}

async function add(db: Kysely<StoreTables>, rows: DecisionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.transaction().execute(async (within) => {
    for (let start = 0; start < rows.length; start += mostRows) {
      await within
        .insertInto('decisions')
        .values(rows.slice(start, start + mostRows))
        .execute();
    }
  });
}

async function find(
  db: Kysely<StoreTables>,
  subject: TrailSubject,
  limit: number,
): Promise<Decision[]> {
  const { kind, hub, name } = nameOf(subject);
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .where('kind', '=', kind)
    .where('hub', '=', hub)
    .where('name', '=', name)
    .orderBy('decision_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(readDecision).reverse();
}

/** The rule's name stands in one decision of an alert; all the others belong to it. */
async function findAlerts(
  db: Kysely<StoreTables>,
  text: string,
  limit: number,
): Promise<Decision[]> {
  const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const found = await db
    .selectFrom('decisions')
    .select('name')
    .where('kind', '=', 'alert')
    .where(sql<boolean>`searched like ${like} escape '\\'`)
    .groupBy('name')
    .orderBy(sql`max(decision_id)`, 'desc')
    .limit(mostAlerts)
    .execute();
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom('decisions')
    .selectAll()
    .where('kind', '=', 'alert')
    .where(
      'name',
      'in',
      found.map(({ name }) => name),
    )
    .orderBy('decision_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(readDecision);
}

/** Those made before then; gives how many were removed. */
export async function removeOldDecisions(
  db: Kysely<StoreTables>,
  before: number,
  limit: number,
): Promise<number> {
  const old = db
    .selectFrom('decisions')
    .select('decision_id')
    .where('decision_id', '<', timePrefix(before))
    .orderBy('decision_id')
    .limit(limit);
  const done = await db.deleteFrom('decisions').where('decision_id', 'in', old).executeTakeFirst();
  return Number(done.numDeletedRows);
}
