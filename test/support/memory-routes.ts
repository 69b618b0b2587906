import type { Route, RouteBook } from '../../src/ports/route-book';

/** Routes that last as long as the test. */
export function memoryRoutes(): RouteBook {
  const routes = new Map<string, Route>();
  return {
    async add(route) {
      const known = routes.has(route.conversation.id);
      routes.set(route.conversation.id, route);
      return known ? 'already' : 'added';
    },
    remove: async ({ id }) => (routes.delete(id) ? 'removed' : 'absent'),
    list: async () => [...routes.values()],
  };
}
