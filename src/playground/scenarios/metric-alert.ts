import { sampleHub } from '../samples/hub';
import { commonAlert, type FiredRule, hubTarget } from './alert-essentials';

interface FiredMetric extends FiredRule {
  /** The connected devices where absent. */
  metric?: { name: string; aggregation: 'Minimum' | 'Maximum' | 'Total' };
  windowMinutes: number;
  operator: string;
  threshold: number;
  value: number;
}

/** An alert on a metric of the hub in the common schema, with a threshold somebody chose. */
export function staticAlert(fired: FiredMetric): object {
  return metricAlert(fired, 'SingleResourceMultipleMetricCriteria', criterion(fired));
}

/** The same with a threshold that Azure learns. */
export function dynamicAlert(fired: FiredMetric & { sensitivity: string }): object {
  return metricAlert(fired, 'DynamicThresholdCriteria', {
    alertSensitivity: fired.sensitivity,
    failingPeriods: { numberOfEvaluationPeriods: 4, minFailingPeriodsToAlert: 2 },
    ignoreDataBefore: null,
    ...criterion(fired),
  });
}

function criterion({ metric, operator, threshold, value }: FiredMetric) {
  return {
    metricName: metric?.name ?? 'connectedDeviceCount',
    metricNamespace: 'Microsoft.Devices/IotHubs',
    operator,
    threshold: String(threshold),
    timeAggregation: metric?.aggregation ?? 'Minimum',
    dimensions: [],
    metricValue: value,
    webTestName: null,
  };
}

function metricAlert(fired: FiredMetric, conditionType: string, metric: object): object {
  const { subscriptionId, name } = sampleHub;
  const windowMs = fired.windowMinutes * 60_000;
  const endedAt = new Date(fired.firedAt.getTime() - evaluationLagMs);
  const signal = {
    signalType: 'Metric',
    monitoringService: 'Platform',
    alertTargetIDs: [hubTarget],
    configurationItems: [name],
    originAlertId: `${subscriptionId}_contoso-rg_microsoft.insights_metricAlerts_${fired.rule}_1042404104`,
  };
  return commonAlert(fired, signal, {
    properties: null,
    conditionType,
    condition: {
      windowSize: `PT${fired.windowMinutes}M`,
      allOf: [metric],
      windowStartTime: new Date(endedAt.getTime() - windowMs).toISOString(),
      windowEndTime: endedAt.toISOString(),
    },
  });
}

/** Metrics settle for about a minute before a rule looks at them. */
const evaluationLagMs = 60_000;
