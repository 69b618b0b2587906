import { DefaultAzureCredential } from '@azure/identity';
import { createAzureArm } from '../adapters/azure-arm/azure-arm';
import { createAzureMetrics } from '../adapters/azure-metrics/azure-metrics';
import { createTwinRegistry } from '../adapters/iot-hub/twin-registry';
import { createLogAnalytics } from '../adapters/log-analytics/log-analytics';
import {
  createQueryBudget,
  noLimits,
  type QueryBudget,
} from '../adapters/log-analytics/query-budget';
import type { DeviceRegistry } from '../ports/device-registry';
import type { HealthSource } from '../ports/health-source';
import type { HubDirectory } from '../ports/hub';
import type { HubInfoSource } from '../ports/hub-info';
import type { LogSource } from '../ports/log-source';
import type { MetricSource } from '../ports/metric-source';
import type { Settings } from '../settings';
import { limitRunning } from '../shared/limit-running';
import type { Logger } from '../shared/logger';
import { createHubDirectory, createLocalHubDirectory, placeLocalHub } from './hub-directory';
import { createSystemClock } from './system-clock';

/** What we ask Azure: the real one, or the stand-in at `localOrigin` by the same clients. */
export interface Azure {
  logs: LogSource;
  registry: DeviceRegistry;
  hubs: HubDirectory;
  metrics: MetricSource;
  hubInfo: HubInfoSource;
  health: HealthSource;
}

/** Any id will do for the stand-in: it has one workspace. */
const localWorkspaceId = '00000000-0000-0000-0000-000000000042';
/** At once, and far from what Resource Manager grants: it is asked a few times for each answer. */
const mostArmRequests = 4;
/** Azure itself measures by the minute; a crowd of questions about one hub need not ask for each. */
const freshMs = 15_000;
/** A disaster that somebody starts on the page shows at once. */
const briefMs = 1000;

export function openAzure(
  settings: Settings,
  deps: { localOrigin: string | undefined; log: Logger },
): Azure {
  const { localOrigin, log } = deps;
  const isLocal = localOrigin !== undefined;
  const credential = isLocal ? undefined : new DefaultAzureCredential();
  const { logsOrigin, armOrigin, hubDomain } = settings.cloud;
  const ofArm = {
    ...{ credential, audience: armOrigin, localOrigin, log },
    identify: isLocal ? placeLocalHub : undefined,
    limit: limitRunning(mostArmRequests),
  };
  const { now } = createSystemClock();
  const rememberHealthMs = isLocal ? briefMs : freshMs;
  const arm = createAzureArm({
    ...ofArm,
    origin: armOrigin,
    rememberHubMs: isLocal ? briefMs : undefined,
    rememberHealthMs,
    now,
  });
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
    metrics: createAzureMetrics({
      ...ofArm,
      remember: { ms: rememberHealthMs, now },
      endpoint: armOrigin,
    }),
    hubInfo: arm,
    health: arm,
  };
}

function openBudget(settings: Settings, isLocal: boolean): QueryBudget {
  const clock = createSystemClock();
  if (!isLocal || settings.local.enforceLimits) return createQueryBudget({ clock });
  return createQueryBudget({ clock, limits: noLimits });
}
