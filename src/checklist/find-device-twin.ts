import type { DeviceRegistry, DeviceTwin } from '../ports/device-registry';
import type { Hub, HubDirectory } from '../ports/hub';
import { AppError } from '../shared/app-error';

export interface FoundTwin {
  /** Hubs that were asked. */
  hubs: Hub[];
  twin: DeviceTwin | undefined;
}

/** The registry answers 100 reads a second; a question of one person takes a few of them. */
const mostHubs = 10;

/**
 * The device's twin on the hub that was named, else on any of the configured hubs, else on the hub
 * whose rows the logs have. Throws AppError `hub_unknown`, and what the registry throws when no hub
 * has the device and one could not be asked.
 */
export async function findDeviceTwin(
  device: string,
  hubName: string | undefined,
  hubInLogs: () => Promise<string>,
  deps: { registry: DeviceRegistry; hubs: HubDirectory },
): Promise<FoundTwin> {
  const hubs = await chooseHubs(hubName, hubInLogs, deps);
  const answers = await Promise.allSettled(hubs.map((hub) => deps.registry.findTwin(hub, device)));
  const twins = answers.flatMap((answer) =>
    answer.status === 'fulfilled' && answer.value !== undefined ? [answer.value] : [],
  );
  const preferred = twins.length > 1 ? await hubInLogs().catch(() => '') : '';
  const twin = twins.find(({ hubName: name }) => isSameHub(name, preferred)) ?? twins[0];
  if (twin !== undefined) return { hubs, twin };
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return { hubs, twin };
}

async function chooseHubs(
  hubName: string | undefined,
  hubInLogs: () => Promise<string>,
  { hubs }: { hubs: HubDirectory },
): Promise<Hub[]> {
  if (hubName !== undefined) return [requireHub(hubName, hubs)];
  const configured = hubs.all();
  if (configured.length > 0) return configured.slice(0, mostHubs);
  const named = await hubInLogs();
  const hub = named === '' ? undefined : hubs.find(named);
  if (hub !== undefined) return [hub];
  throw new AppError('hub_unknown', 'Neither your question nor the logs tell the hub.');
}

/** Throws AppError `hub_unknown`: only hubs from the settings are ever asked. */
export function requireHub(hubName: string, hubs: HubDirectory): Hub {
  const hub = hubs.find(hubName);
  if (hub !== undefined) return hub;
  throw new AppError('hub_unknown', `The hub ${hubName} is not one of those I know.`);
}

function isSameHub(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
