import type { Hub, HubDirectory } from '../../src/ports/hub';

/** A directory that knows exactly these hubs. */
export function knownHubs(...names: string[]): HubDirectory {
  const hubs = names.map(
    (name): Hub => ({ name, hostName: `${name}.azure-devices.net`, resourceId: `/hubs/${name}` }),
  );
  return {
    find: (name) => hubs.find((hub) => hub.name.toLowerCase() === name.toLowerCase()),
    all: () => hubs,
  };
}
