// Alerts as action groups send them, made unlike each other by a number.
const subscription = '/subscriptions/00000000-0000-0000-0000-000000000042';
const hub = `${subscription}/resourcegroups/bench/providers/microsoft.devices/iothubs/bench-hub`;

/** One of four kinds in turn: static and dynamic metric, log, Resource Health. */
export function mixedAlert(n) {
  return [metricAlert, dynamicAlert, logAlert, healthAlert][Number(n) % 4](n);
}

export function metricAlert(n) {
  const criterion = { ...connectedDevices, threshold: '285', webTestName: null };
  return alert(
    n,
    { monitoringService: 'Platform', signalType: 'Metric' },
    {
      properties: null,
      conditionType: 'SingleResourceMultipleMetricCriteria',
      condition: { windowSize: 'PT5M', allOf: [criterion] },
    },
  );
}

/** The same about a hub of one's own. */
export function alertAboutHub(n, name) {
  const body = metricAlert(n);
  body.data.essentials.alertTargetIDs = [hub.replace('bench-hub', name)];
  body.data.essentials.configurationItems = [name];
  return body;
}

function dynamicAlert(n) {
  const failingPeriods = { numberOfEvaluationPeriods: 4, minFailingPeriodsToAlert: 3 };
  const criterion = {
    ...connectedDevices,
    alertSensitivity: 'Medium',
    failingPeriods,
    threshold: '281.4',
  };
  return alert(
    n,
    { monitoringService: 'Platform', signalType: 'Metric' },
    {
      properties: null,
      conditionType: 'DynamicThresholdCriteria',
      condition: { windowSize: 'PT5M', allOf: [criterion] },
    },
  );
}

function logAlert(n) {
  const criterion = {
    searchQuery: 'AzureDiagnostics | where Category == "Connections" and Level == "Error"',
    metricMeasureColumn: null,
    targetResourceTypes: "['Microsoft.OperationalInsights/workspaces']",
    operator: 'GreaterThan',
    threshold: '10',
    timeAggregation: 'Count',
    dimensions: [{ name: '_ResourceId', value: hub }],
    metricValue: 42,
    failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
  };
  return alert(
    n,
    { monitoringService: 'Log Alerts V2', signalType: 'Log' },
    {
      properties: null,
      conditionType: 'LogQueryCriteria',
      condition: { windowSize: 'PT5M', allOf: [criterion] },
    },
  );
}

function healthAlert(n) {
  return alert(
    n,
    { monitoringService: 'Resource Health', signalType: 'Activity Log' },
    {
      channels: 'Admin, Operation',
      correlationId: `bench-${n}`,
      eventSource: 'ResourceHealth',
      eventTimestamp: new Date().toISOString(),
      operationName: 'Microsoft.Resourcehealth/healthevent/Activated/action',
      properties: {
        title: 'Connections fail',
        details: null,
        currentHealthStatus: 'Degraded',
        previousHealthStatus: 'Available',
        type: 'Downtime',
        cause: 'PlatformInitiated',
      },
      status: 'Active',
    },
  );
}

const connectedDevices = {
  metricName: 'connectedDeviceCount',
  metricNamespace: 'Microsoft.Devices/IotHubs',
  operator: 'LessThan',
  timeAggregation: 'Average',
  dimensions: [],
  metricValue: 240,
};

function alert(n, source, alertContext) {
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: `${subscription}/providers/Microsoft.AlertsManagement/alerts/bench-${n}`,
        alertRule: `bench rule ${Number(n) % 4}`,
        severity: 'Sev2',
        monitorCondition: 'Fired',
        alertTargetIDs: [hub],
        configurationItems: ['bench-hub'],
        originAlertId: `bench-${n}`,
        firedDateTime: new Date().toISOString(),
        description: '',
        essentialsVersion: '1.0',
        alertContextVersion: '1.0',
        ...source,
      },
      alertContext,
    },
  };
}
