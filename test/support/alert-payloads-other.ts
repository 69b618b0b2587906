import { commonAlert, type Fields, hubArmId, metricAlert } from './alert-payloads';

export function dynamicMetricAlert(): Fields {
  return metricAlert(
    {},
    {
      conditionType: 'DynamicThresholdCriteria',
      condition: {
        windowSize: 'PT15M',
        allOf: [
          {
            alertSensitivity: 'Low',
            failingPeriods: { numberOfEvaluationPeriods: 4, minFailingPeriodsToAlert: 3 },
            ignoreDataBefore: null,
            metricName: 'connectedDeviceCount',
            metricNamespace: 'Microsoft.Devices/IotHubs',
            operator: 'LessThan',
            threshold: '280.5',
            timeAggregation: 'Average',
            dimensions: [],
            metricValue: 240,
            webTestName: null,
          },
        ],
        windowStartTime: '2026-03-01T02:59:00Z',
        windowEndTime: '2026-03-01T03:14:00Z',
      },
    },
  );
}

export function webtestAlert(): Fields {
  return metricAlert(
    {},
    {
      conditionType: 'WebtestLocationAvailabilityCriteria',
      condition: {
        windowSize: 'PT5M',
        allOf: [
          {
            metricName: 'Failed Location',
            metricNamespace: null,
            operator: 'GreaterThan',
            threshold: '2',
            timeAggregation: 'Sum',
            dimensions: [],
            metricValue: 5,
            webTestName: 'plant-portal',
          },
        ],
        windowStartTime: '2026-03-01T03:09:00Z',
        windowEndTime: '2026-03-01T03:14:00Z',
      },
    },
  );
}

/** Most of the essentials of a budget alert are null. */
export function budgetAlert(data: Fields = {}): Fields {
  return commonAlert(
    {
      alertRule: null,
      severity: null,
      signalType: null,
      monitoringService: 'CostAlerts',
      alertTargetIDs: null,
      configurationItems: ['budgets'],
      originAlertId: null,
    },
    {
      AlertCategory: 'budgets',
      AlertData: {
        Scope: '/subscriptions/11111111-2222-3333-4444-555555555555/',
        ThresholdType: 'Forecasted',
        BudgetType: 'Cost',
        BudgetThreshold: '$50.00',
        NotificationThresholdAmount: '$40.00',
        BudgetName: 'plant-budget',
        BudgetId: '/subscriptions/x/providers/Microsoft.Consumption/budgets/plant-budget',
        BudgetStartDate: '2026-03-01',
        BudgetCreator: 'anna@contoso.com',
        Unit: 'USD',
        SpentAmount: '$11,111.50',
        ForecastedTotalForPeriod: '$12345.67',
        ...data,
      },
    },
  );
}

export function smartDetectorAlert(): Fields {
  return commonAlert(
    { signalType: 'Log', monitoringService: 'SmartDetector' },
    {
      DetectionSummary: 'Calls to the hub became slow',
      FormattedOccurrenceTime: '2026-03-01T03:00:00Z',
      DetectedValue: '0.45 sec',
      NormalValue: '0.27 sec (over the last 7 days)',
      PresentationInsightEventRequest: `${hubArmId}/query?query=${'x'.repeat(400)}`,
      SmartDetectorName: 'Dependency Performance Degradation Detector',
    },
  );
}

export function prometheusAlert(): Fields {
  return commonAlert(
    { signalType: 'Metric', monitoringService: 'Prometheus', configurationItems: [] },
    {
      interval: 'PT1M',
      expression: 'gateway_up < 1',
      expressionValue: '0',
      for: 'PT2M',
      labels: { cluster: 'plant', Environment: 'Prod' },
      annotations: { summary: 'A gateway is down', runbook: 'https://evil.example/' },
      ruleGroup: '/subscriptions/x/providers/Microsoft.AlertsManagement/prometheusRuleGroups/g',
    },
  );
}
