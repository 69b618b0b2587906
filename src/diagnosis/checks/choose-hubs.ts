import type { Hub, HubDirectory } from '../../ports/hub';

/** A hub answers 100 twin reads a second; one question takes a few of them. */
const mostHubs = 10;

/**
 * The hubs to ask about a device: the one that is named or that its rows are of, else every one that
 * is configured, else those the logs name. Only hubs of the settings are ever asked.
 */
export function chooseHubs(
  known: { hubName: string | undefined; inLogs: string[] },
  hubs: HubDirectory,
): Hub[] {
  if (known.hubName !== undefined && known.hubName !== '') return findAll([known.hubName], hubs);
  const configured = hubs.all();
  if (configured.length > 0) return configured.slice(0, mostHubs);
  return findAll(known.inLogs, hubs).slice(0, mostHubs);
}

function findAll(names: string[], hubs: HubDirectory): Hub[] {
  return names.map((name) => hubs.find(name)).filter((hub) => hub !== undefined);
}
