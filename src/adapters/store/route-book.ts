import type { Kysely } from 'kysely';
import type { Route, RouteBook } from '../../ports/route-book';
import { lock } from './lock';
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
  return db.transaction().execute(async (within) => {
    await lock(within, 'routes');
    const { channel, id } = route.conversation;
    const words = writeWords(route);
    const refreshed = await within
      .updateTable('routes')
      .set(words)
      .where('channel', '=', channel)
      .where('conversation_id', '=', id)
      .returning('channel')
      .execute();
    if (refreshed.length === 1) return 'already';
    const made = { created_by: route.createdBy, created_at: route.createdAt.getTime() };
    await within
      .insertInto('routes')
      .values({ channel, conversation_id: id, ...words, ...made })
      .execute();
    return 'added';
  });
}

/** What adding again replaces. */
function writeWords({ conversation, filter, source = 'chat' }: Route) {
  return {
    conversation: JSON.stringify(conversation),
    filter: filter === undefined ? null : JSON.stringify(filter),
    source,
  };
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
    ...(row.filter === null ? {} : { filter: JSON.parse(row.filter) }),
    ...(row.source === 'chat' ? {} : { source: row.source }),
    createdBy: row.created_by,
    createdAt: new Date(Number(row.created_at)),
  }));
}
