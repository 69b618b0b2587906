export const hubArmId =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/plant-rg/providers/Microsoft.Devices/IotHubs/contoso-hub';

export const alertId =
  '/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.AlertsManagement/alerts/9a1f0c52-0f1d-4f0e-8f5b-1f5f0c9f7a10';

export type Fields = Record<string, unknown>;

/** A fired static-threshold metric alert as an action group sends it; parts can be replaced. */
export function metricAlert(essentials: Fields = {}, context: Fields = {}): Fields {
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: { ...firedEssentials(), ...essentials },
      alertContext: { ...staticContext(), ...context },
    },
  };
}

export function resolvedMetricAlert(essentials: Fields = {}): Fields {
  return metricAlert({
    monitorCondition: 'Resolved',
    resolvedDateTime: '2026-03-01T03:31:02.1234567Z',
    ...essentials,
  });
}

/** Any alert in the common schema; the essentials are those of a fired metric alert. */
export function commonAlert(essentials: Fields, alertContext: unknown): Fields {
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: { essentials: { ...firedEssentials(), ...essentials }, alertContext },
  };
}

function firedEssentials(): Fields {
  return {
    alertId,
    alertRule: 'connected-devices-low',
    severity: 'Sev1',
    signalType: 'Metric',
    monitorCondition: 'Fired',
    monitoringService: 'Platform',
    alertTargetIDs: [hubArmId],
    configurationItems: ['contoso-hub'],
    originAlertId: 'origin-1',
    firedDateTime: '2026-03-01T03:14:15.7654321Z',
    description: 'Fewer connected devices than usual',
    essentialsVersion: '1.0',
    alertContextVersion: '1.0',
  };
}

function staticContext(): Fields {
  return {
    properties: null,
    conditionType: 'SingleResourceMultipleMetricCriteria',
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
  };
}
