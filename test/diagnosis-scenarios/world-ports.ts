import type { DeviceRegistry, DeviceTwin } from '../../src/ports/device-registry';
import type { HealthSource, HealthStatus } from '../../src/ports/health-source';
import type { HubInfo, HubInfoSource } from '../../src/ports/hub-info';
import type { MetricName, MetricSource } from '../../src/ports/metric-source';
import { AppError } from '../../src/shared/app-error';
import { hubResourceId } from './connection-record';
import type { HealthBody, HubBody, MetricBody, TwinBody, World } from './scenario';

/** Registry, hub, health and metrics, answered out of a story. What it does not tell is unreachable. */
export function worldPorts(world: World): {
  registry: DeviceRegistry;
  hubInfo: HubInfoSource;
  health: HealthSource;
  metrics: MetricSource;
} {
  return {
    registry: { findTwin: async (hub, id) => readTwin(findTwin(world, hub.name, id), hub.name) },
    hubInfo: {
      findHub: async (hub) => readHub(hub.name, told(world.hub, hub.name, 'arm_unreachable')),
      listDiagnosticSettings: async (hub) => [
        {
          name: 'to-workspace',
          categories: ['Connections'],
          workspace: { resourceId: hubResourceId(hub.name), name: 'plant-logs' },
        },
      ],
    },
    health: {
      history: async (hub) => readHealth(told(world.health, hub.name, 'arm_unreachable')),
    },
    metrics: {
      read: async ({ hub, metrics, window, grainSeconds }) => {
        const series = told(world.metrics, hub.name, 'arm_unreachable');
        const inside = (at: Date) => at >= window.from && at < window.to;
        return metrics.map((metric) => ({
          metric: metric as MetricName,
          grainSeconds,
          points: readPoints(series[metric] ?? []).filter(({ at }) => inside(at)),
        }));
      },
    },
  };
}

function told<T>(all: Record<string, T> | undefined, hub: string, code: string): T {
  const found = Object.entries(all ?? {}).find(
    ([name]) => name.toLowerCase() === hub.toLowerCase(),
  );
  if (found === undefined) throw new AppError(code, `Nothing is told of ${hub}.`);
  return found[1];
}

function findTwin({ twins }: World, hub: string, id: string): TwinBody | undefined {
  if (twins === undefined) {
    throw new AppError('registry_unreachable', 'The registry cannot be reached.');
  }
  return twins.find(
    (one) =>
      one.deviceId === id && (one.hub === undefined || one.hub.toLowerCase() === hub.toLowerCase()),
  );
}

function readTwin(body: TwinBody | undefined, hubName: string): DeviceTwin | undefined {
  return (
    body && {
      deviceId: body.deviceId,
      hubName,
      status: body.status,
      statusReason: body.statusReason,
      statusUpdatedAt: readTime(body.statusUpdateTime),
      connectionState: body.connectionState,
      lastActivityAt: readTime(body.lastActivityTime),
      authenticationType: body.authenticationType,
    }
  );
}

/** Times that were never set come as the year 1. */
function readTime(text: string): Date | undefined {
  return text.startsWith('0001-') ? undefined : new Date(text);
}

function readHub(name: string, { sku, location, properties }: HubBody): HubInfo {
  return {
    name,
    sku: sku.name,
    units: sku.capacity,
    state: properties.state,
    location,
    publicAccess: properties.publicNetworkAccess === 'Disabled' ? 'disabled' : 'enabled',
    ipRules: (properties.ipFilterRules ?? []).map(({ filterName, action, ipMask }) => ({
      name: filterName,
      action: action === 'Accept' ? 'accept' : 'reject',
      mask: ipMask,
    })),
    otherAddresses: 'accept',
    localAuth: 'enabled',
  };
}

const states = {
  Available: 'available',
  Degraded: 'degraded',
  Unavailable: 'unavailable',
  Unknown: 'unknown',
} as const;

function readHealth({ properties }: HealthBody): HealthStatus[] {
  return [
    {
      state: states[properties.availabilityState],
      title: properties.title,
      summary: properties.summary,
      reason: properties.reasonType,
      since: new Date(properties.occuredTime),
      until: undefined,
    },
  ];
}

function readPoints(points: MetricBody[]) {
  return points.map(({ timeStamp, ...figures }) => ({ at: new Date(timeStamp), ...figures }));
}
