import { DefaultAzureCredential } from '@azure/identity';
import { createTwinRegistry } from '../adapters/iot-hub/twin-registry';
import { createLogAnalytics } from '../adapters/log-analytics/log-analytics';
import {
  createQueryBudget,
  noLimits,
  type QueryBudget,
} from '../adapters/log-analytics/query-budget';
import type { DeviceRegistry } from '../ports/device-registry';
import type { HubDirectory } from '../ports/hub';
import type { LogSource } from '../ports/log-source';
import type { Settings } from '../settings';
import type { Logger } from '../shared/logger';
import { createHubDirectory, createLocalHubDirectory } from './hub-directory';
import { createSystemClock } from './system-clock';

/** What we ask Azure: the real one, or the stand-in at `localOrigin` by the same clients. */
export interface Azure {
  logs: LogSource;
  registry: DeviceRegistry;
  hubs: HubDirectory;
}

/** Any id will do for the stand-in: it has one workspace. */
const localWorkspaceId = '00000000-0000-0000-0000-000000000042';

export function openAzure(
  settings: Settings,
  deps: { localOrigin: string | undefined; log: Logger },
): Azure {
  const { localOrigin, log } = deps;
  const isLocal = localOrigin !== undefined;
  const credential = isLocal ? undefined : new DefaultAzureCredential();
  const { logsOrigin, hubDomain } = settings.cloud;
  return {
    logs: createLogAnalytics({
      workspaceId: settings.workspaceId ?? localWorkspaceId,
      credential,
      endpoint: logsOrigin,
      audience: logsOrigin,
      localOrigin,
      serverTimeoutSeconds: settings.queryTimeoutSeconds,
      budget: openBudget(settings, isLocal),
      log,
    }),
    registry: createTwinRegistry({ credential, localOrigin, log }),
    hubs: isLocal ? createLocalHubDirectory(hubDomain) : createHubDirectory(settings.hubs),
  };
}

function openBudget(settings: Settings, isLocal: boolean): QueryBudget {
  const clock = createSystemClock();
  if (!isLocal || settings.local.enforceLimits) return createQueryBudget({ clock });
  return createQueryBudget({ clock, limits: noLimits });
}
