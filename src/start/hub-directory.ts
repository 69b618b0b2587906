import type { Hub, HubDirectory } from '../ports/hub';

const hubName = /^[a-z0-9](?:[a-z0-9-]{1,48}[a-z0-9])?$/i;

/** Outside local mode: the configured hubs and no other, whatever a payload says. */
export function createHubDirectory(hubs: Hub[]): HubDirectory {
  const byName = new Map(hubs.map((hub) => [hub.name.toLowerCase(), hub]));
  return {
    find: (name) => byName.get(name.toLowerCase()),
    all: () => hubs,
  };
}

/** Local mode: every name that could be a hub's is known, because every request stays here. */
export function createLocalHubDirectory(hubDomain: string): HubDirectory {
  return {
    find: (name) =>
      hubName.test(name) ? { name, hostName: `${name.toLowerCase()}.${hubDomain}` } : undefined,
    all: () => [],
  };
}

/** The stand-in knows every hub, wherever a request says that it stands. */
export function placeLocalHub(hub: Hub): Hub {
  return { ...hub, resourceId: hub.resourceId ?? `${localPlace}/${hub.name}` };
}

const localPlace =
  '/subscriptions/00000000-0000-0000-0000-000000000042/resourceGroups/local/providers/Microsoft.Devices/IotHubs';
