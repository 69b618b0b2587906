import { type Fields, hubArmId } from './alert-payloads';
import { administrativeEvent } from './alert-payloads-activity';
import { hubQuery, searchResults, workspaceArmId } from './alert-payloads-log';

/** A metric alert outside the common schema. */
export function legacyMetricAlert(data: Fields = {}, context: Fields = {}): Fields {
  return {
    schemaId: 'AzureMonitorMetricAlert',
    data: {
      version: '2.0',
      properties: { team: 'plant' },
      status: 'Activated',
      context: {
        timestamp: '2026-03-01T03:14:12.9703687Z',
        id: '/subscriptions/1/resourceGroups/plant-rg/providers/microsoft.insights/metricAlerts/low',
        name: 'low',
        description: 'Fewer devices',
        conditionType: 'SingleResourceMultipleMetricCriteria',
        severity: '3',
        condition: {
          windowSize: 'PT5M',
          allOf: [
            {
              metricName: 'connectedDeviceCount',
              metricNamespace: 'Microsoft.Devices/IotHubs',
              operator: 'LessThan',
              threshold: '285',
              timeAggregation: 'Average',
              dimensions: [],
              metricValue: 240,
              webTestName: null,
            },
          ],
        },
        subscriptionId: '1',
        resourceGroupName: 'plant-rg',
        resourceName: 'contoso-hub',
        resourceType: 'Microsoft.Devices/IotHubs',
        resourceId: hubArmId,
        portalLink: `https://portal.azure.com/#resource${hubArmId}`,
        ...context,
      },
      ...data,
    },
  };
}

/** An alert on the activity log outside the common schema, with the event given or a plain one. */
export function legacyActivityAlert(event: Fields = {}, data: Fields = {}): Fields {
  return {
    schemaId: 'Microsoft.Insights/activityLogs',
    data: {
      status: 'Activated',
      context: {
        activityLog: {
          ...administrativeEvent(),
          description: 'What happens to the hub',
          resourceId: hubArmId,
          resourceGroupName: 'plant-rg',
          resourceProviderName: 'Microsoft.Devices',
          subscriptionId: '1',
          resourceType: 'MICROSOFT.DEVICES/IOTHUBS',
          ...event,
        },
      },
      properties: { team: 'plant' },
      ...data,
    },
  };
}

/** A log alert of the first generation: no schemaId, no id, the results in the singular. */
export function bareLogAlert(fields: Fields = {}): Fields {
  return {
    SubscriptionId: '11111111-2222-3333-4444-555555555555',
    AlertRuleName: 'devices-dropping',
    SearchQuery: hubQuery,
    SearchIntervalStartTimeUtc: '2026-03-01T02:10:00Z',
    SearchIntervalEndtimeUtc: '2026-03-01T03:10:00Z',
    AlertThresholdOperator: 'Greater Than',
    AlertThresholdValue: 0,
    ResultCount: 2,
    SearchIntervalInSeconds: 3600,
    LinkToSearchResults: 'https://portal.azure.com/#blade/x',
    Description: null,
    Severity: '3',
    SearchResult: searchResults(),
    WorkspaceId: '66666666-aaaa-bbbb-cccc-777777777777',
    ResourceId: workspaceArmId,
    AlertType: 'Metric measurement',
    Dimensions: [{ name: 'Resource', value: 'CONTOSO-HUB' }],
    ...fields,
  };
}

export function envelopedLogAlert(fields: Fields = {}): Fields {
  return { schemaId: 'Microsoft.Insights/LogAlert', data: bareLogAlert(fields) };
}

export function budgetNotification(fields: Fields = {}): Fields {
  return {
    schemaId: 'AIP Budget Notification',
    data: {
      SubscriptionName: 'plant',
      SubscriptionId: '11111111-2222-3333-4444-555555555555',
      ResourceGroup: 'plant-rg',
      SpendingAmount: '1111.32',
      BudgetStartDate: '6/1/2026',
      Budget: '10000',
      Unit: 'USD',
      BudgetCreator: 'anna@contoso.com',
      BudgetName: 'plant-budget',
      BudgetType: 'Cost',
      NotificationThresholdAmount: '8000.0',
      ...fields,
    },
  };
}

/** A classic metric alert: every figure is a text, the window a number of minutes. */
export function classicAlert(parts: Fields = {}, condition: Fields = {}): Fields {
  return {
    status: 'Activated',
    context: {
      timestamp: '2026-03-01T03:14:41.9975398Z',
      id: '/subscriptions/1/resourceGroups/plant-rg/providers/microsoft.insights/alertrules/low',
      name: 'low',
      description: 'Fewer devices',
      conditionType: 'Metric',
      condition: {
        metricName: 'connectedDeviceCount',
        metricUnit: 'Count',
        metricValue: '240',
        threshold: '285',
        windowSize: '15',
        timeAggregation: 'Average',
        operator: 'LessThan',
        ...condition,
      },
      subscriptionId: '1',
      resourceGroupName: 'plant-rg',
      resourceName: 'contoso-hub',
      resourceType: 'microsoft.devices/iothubs',
      resourceId: hubArmId,
      resourceRegion: 'westeurope',
      portalLink: `https://portal.azure.com/#resource${hubArmId}`,
    },
    properties: { team: 'plant' },
    ...parts,
  };
}

/** What autoscale settings send: classic in shape, without a condition. */
export function autoscaleNotification(): Fields {
  return {
    version: '1.0',
    status: 'Activated',
    operation: 'Scale Out',
    context: {
      timestamp: '2026-03-01T03:14:41.9975398Z',
      id: '/subscriptions/1/resourceGroups/plant-rg/providers/microsoft.insights/autoscalesettings/a',
      name: 'a',
      details: 'From 1 to 2 units',
      resourceId: hubArmId,
      portalLink: `https://portal.azure.com/#resource${hubArmId}`,
    },
  };
}
