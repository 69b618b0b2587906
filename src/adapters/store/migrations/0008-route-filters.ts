import type { Kysely } from 'kysely';

/** What a route is about, and who made it: a conversation, or the settings file. */
export async function addRouteFilters(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables();
  const routes = tables.find(({ name }) => name === 'routes');
  const known = new Set(routes?.columns.map(({ name }) => name));
  // An earlier start may have stopped between the two.
  if (!known.has('filter')) {
    await db.schema.alterTable('routes').addColumn('filter', 'text').execute();
  }
  if (known.has('source')) return;
  await db.schema
    .alterTable('routes')
    .addColumn('source', 'text', (column) => column.notNull().defaultTo('chat'))
    .execute();
}
