import type { Hub } from '../../src/ports/hub';

export const armId =
  '/subscriptions/0a0a0a0a-0000-0000-0000-000000000001/resourceGroups/plant-rg/providers/Microsoft.Devices/IotHubs/my-hub';

/** A hub that Azure Resource Manager can be asked about. */
export const armHub: Hub = {
  name: 'my-hub',
  resourceId: armId,
  hostName: 'my-hub.azure-devices.net',
};

/** A hub as `GET {resourceId}` tells it. */
export function hubBody(properties: Record<string, unknown> = {}, fields: object = {}) {
  return {
    id: armId,
    name: 'my-hub',
    type: 'Microsoft.Devices/IotHubs',
    location: 'northeurope',
    sku: { name: 'S2', tier: 'Standard', capacity: 3 },
    properties: {
      state: 'Active',
      provisioningState: 'Succeeded',
      hostName: 'my-hub.azure-devices.net',
      ipFilterRules: [],
      publicNetworkAccess: 'Enabled',
      disableLocalAuth: false,
      ...properties,
    },
    ...fields,
  };
}

/** One availability status as Resource Health lists it; `occuredTime` is spelt as Azure does. */
export function statusBody(
  availabilityState: string,
  occuredTime: string | undefined,
  fields: object = {},
  name = (occuredTime ?? '').slice(0, 19),
) {
  return {
    id: `${armId}/providers/Microsoft.ResourceHealth/availabilityStatuses/${name}`,
    name,
    type: 'Microsoft.ResourceHealth/AvailabilityStatuses',
    location: 'northeurope',
    properties: {
      availabilityState,
      title: availabilityState,
      summary: `The hub is ${availabilityState}.`,
      reasonType: '',
      reasonChronicity: 'Persistent',
      occuredTime,
      reportedTime: '2026-03-10T12:00:00.7598931Z',
      ...fields,
    },
  };
}

export interface MetricBody {
  name: { value: string; localizedValue: string };
  [field: string]: unknown;
}

/** One metric with its points, as the metrics of a resource are answered. */
export function metricBody(
  name: string,
  data: Record<string, unknown>[],
  fields: object = {},
): MetricBody {
  return {
    id: `${armId}/providers/Microsoft.Insights/metrics/${name}`,
    type: 'Microsoft.Insights/metrics',
    displayDescription: 'What is measured.',
    name: { value: name, localizedValue: name },
    unit: 'Count',
    timeseries: [{ metadatavalues: [], data }],
    errorCode: 'Success',
    ...fields,
  };
}

export function metricsBody(value: unknown) {
  return {
    cost: 59,
    timespan: '2026-03-10T11:00:00Z/2026-03-10T12:00:00Z',
    interval: 'PT1M',
    namespace: 'Microsoft.Devices/IotHubs',
    resourceregion: 'northeurope',
    value,
  };
}
