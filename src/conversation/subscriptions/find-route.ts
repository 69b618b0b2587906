import type { ConversationKey } from '../../ports/conversation-memory';
import type { Route, RouteBook } from '../../ports/route-book';

/** What that conversation asked to hear of. */
export async function findRoute(
  { channel, id }: ConversationKey,
  routes: RouteBook,
): Promise<Route | undefined> {
  const all = await routes.list();
  return all.find(({ conversation }) => conversation.channel === channel && conversation.id === id);
}
