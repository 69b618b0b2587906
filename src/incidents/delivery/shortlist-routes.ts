import type { Route } from '../../ports/route-book';

/**
 * The routes that may ask for an incident of these hubs. Where no hub is known every route may; what
 * else a route asks for is not looked at.
 */
export type ShortlistRoutes = (routes: Route[], hubNames: string[]) => Route[];

/** There may be thousands of routes and as many incidents: a list is sorted once, by its hubs. */
export function createShortlist(): ShortlistRoutes {
  let latest: { routes: Route[]; index: RouteIndex } | undefined;
  return (routes, hubNames) => {
    if (hubNames.length === 0) return routes;
    if (latest?.routes !== routes) latest = { routes, index: sortByHub(routes) };
    const { ofHub, ofAny } = latest.index;
    const asked = hubNames.flatMap((name) => ofHub.get(name.toLowerCase()) ?? []);
    return [...new Set([...asked, ...ofAny])];
  };
}

interface RouteIndex {
  /** By the name in lower case. */
  ofHub: Map<string, Route[]>;
  ofAny: Route[];
}

function sortByHub(routes: Route[]): RouteIndex {
  const index: RouteIndex = { ofHub: new Map(), ofAny: [] };
  for (const route of routes) {
    const hubs = route.filter?.hubs ?? [];
    if (hubs.length === 0) index.ofAny.push(route);
    for (const hub of hubs.map((name) => name.toLowerCase())) {
      index.ofHub.set(hub, [...(index.ofHub.get(hub) ?? []), route]);
    }
  }
  return index;
}
