import type { Kysely } from 'kysely';
import type { Route, RouteBook } from '../../ports/route-book';
import type { StoreTables } from './schema';

/** Routes in the table `routes`. */
export function createRouteBook(db: Kysely<StoreTables>): RouteBook {
  return {
    add: (route) => add(db, route),
    remove: async ({ channel, id }) => {
      const removed = await db
        .deleteFrom('routes')
        .where('channel', '=', channel)
        .where('conversation_id', '=', id)
        .returning('channel')
        .execute();
      return removed.length === 1 ? 'removed' : 'absent';
    },
    list: () => list(db),
  };
}

function add(db: Kysely<StoreTables>, route: Route): Promise<'added' | 'already'> {
  const { channel, id } = route.conversation;
  const conversation = JSON.stringify(route.conversation);
  return db.transaction().execute(async (transaction) => {
    const refreshed = await transaction
      .updateTable('routes')
      .set({ conversation })
      .where('channel', '=', channel)
      .where('conversation_id', '=', id)
      .returning('channel')
      .execute();
    if (refreshed.length === 1) return 'already';
    const added = await transaction
      .insertInto('routes')
      .values({
        channel,
        conversation_id: id,
        conversation,
        created_by: route.createdBy,
        created_at: route.createdAt.getTime(),
      })
      .onConflict((conflict) => conflict.columns(['channel', 'conversation_id']).doNothing())
      .returning('channel')
      .execute();
    return added.length === 1 ? 'added' : 'already';
  });
}

async function list(db: Kysely<StoreTables>): Promise<Route[]> {
  const rows = await db
    .selectFrom('routes')
    .selectAll()
    .orderBy('created_at')
    .orderBy('channel')
    .orderBy('conversation_id')
    .execute();
  return rows.map((row) => ({
    conversation: JSON.parse(row.conversation),
    createdBy: row.created_by,
    createdAt: new Date(Number(row.created_at)),
  }));
}
