import { notTold } from './arm-errors';
import type { ArmRequest } from './arm-resource';
import type { HubSide } from './hub-side';

/** `GET {resourceId}`: a hub that exists somewhere is not made up where no file describes it. */
export function describeHub(request: ArmRequest, side: Pick<HubSide, 'hubs' | 'isMadeUp'>): object {
  const given = side.hubs.find(request.hub);
  if (given?.isStory || side.isMadeUp(request.hub)) return hubBody(request, side);
  if (!given) return hubNotTold(request);
  return hasSize(given.body) ? hubBody(request, side) : sizeNotTold(request);
}

/** Every card about a hub begins with its size, so a usual one would stand there as read. */
function hasSize(body: Record<string, unknown>): boolean {
  const { name, capacity } = fieldsOf(body.sku);
  return name !== undefined && capacity !== undefined;
}

function sizeNotTold({ hub }: ArmRequest): object {
  const name = hub.toLowerCase();
  return notTold(
    `The hub.json in the data folder gives no sku with name and capacity of the hub ${name}.`,
  );
}

export function hubNotTold({ hub }: ArmRequest): object {
  return notTold(`No hub.json in the data folder tells of the hub ${hub.toLowerCase()}.`);
}

/** The body of `GET {resourceId}`: what every hub has, with what was given over it. */
export function hubBody(
  { resourceId, subscriptionId, resourceGroup, hub }: ArmRequest,
  { hubs }: Pick<HubSide, 'hubs'>,
): Record<string, unknown> & { location: string } {
  const body = hubs.find(hub)?.body ?? {};
  const location = typeof body.location === 'string' ? body.location : usualLocation;
  return {
    id: resourceId,
    name: hub,
    type: 'Microsoft.Devices/IotHubs',
    tags: {},
    subscriptionid: subscriptionId,
    resourcegroup: resourceGroup,
    etag: 'AAAADGk8lOs=',
    identity: { type: 'None' },
    ...body,
    location,
    properties: { ...usualProperties(hub, location), ...fieldsOf(body.properties) },
    sku: { name: 'S1', tier: 'Standard', capacity: 1, ...tierOf(body.sku) },
  };
}

function usualProperties(hub: string, location: string): Record<string, unknown> {
  const host = hub.toLowerCase();
  return {
    locations: [{ location, role: 'primary' }],
    state: 'Active',
    provisioningState: 'Succeeded',
    ipFilterRules: [],
    networkRuleSets: {
      defaultAction: 'Allow',
      applyToBuiltInEventHubEndpoint: false,
      ipRules: [],
    },
    hostName: `${host}.azure-devices.net`,
    eventHubEndpoints: {
      events: {
        retentionTimeInDays: 1,
        partitionCount: 4,
        partitionIds: ['0', '1', '2', '3'],
        path: host,
        endpoint: `sb://iothub-ns-${host}.servicebus.windows.net/`,
      },
    },
    cloudToDevice: {
      maxDeliveryCount: 10,
      defaultTtlAsIso8601: 'PT1H',
      feedback: { lockDurationAsIso8601: 'PT60S', ttlAsIso8601: 'PT1H', maxDeliveryCount: 10 },
    },
    features: 'None',
    minTlsVersion: '1.2',
    publicNetworkAccess: 'Enabled',
    privateEndpointConnections: [],
    disableLocalAuth: false,
    allowedFqdnList: [],
    enableDataResidency: false,
  };
}

/** The tier is the first letter of the name in words. */
function tierOf(sku: unknown): Record<string, unknown> {
  const { name, ...others } = fieldsOf(sku);
  if (typeof name !== 'string') return others;
  return { name, tier: tiers[name.charAt(0)] ?? 'Standard', ...others };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const tiers: Record<string, string> = { F: 'Free', B: 'Basic', S: 'Standard' };
const usualLocation = 'westeurope';
