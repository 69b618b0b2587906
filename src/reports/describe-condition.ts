import type { Alert, MetricCriterion } from '../ports/alert';
import { describeAbout } from './describe-about';
import { sayComparison } from './say-comparison';
import { sayIsoDuration, sayNumber } from './words';

const metricNames = new Map(
  Object.entries({
    connectedDeviceCount: 'Connected devices',
    totalDeviceCount: 'Total devices',
    'devices.connectedDevices.allProtocol': 'Connected devices (deprecated metric)',
    'devices.totalDevices': 'Total devices (deprecated metric)',
    'd2c.telemetry.ingress.allProtocol': 'Telemetry send attempts',
    'd2c.telemetry.ingress.success': 'Telemetry messages sent',
    'd2c.telemetry.ingress.sendThrottle': 'Throttling errors',
    dailyMessageQuotaUsed: 'Messages used today',
    RoutingDeliveries: 'Routing deliveries',
    RoutingDeliveryLatency: 'Routing latency',
  }),
);

/**
 * What the rule measured: "Connected devices 240 < 285 (average over 5 min)". For rules that measure
 * nothing, what the alert says instead.
 */
export function describeCondition(alert: Alert): string {
  if (alert.about.kind !== 'metric') return describeAbout(alert.about, alert.windowSize);
  const [first, ...others] = alert.criteria;
  if (first === undefined) return 'The alert does not say what it measured';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${describeCriterion(first, alert)}${more}`;
}

/** What is not above its bound any more is not told as if it were. */
function describeCriterion(
  criterion: MetricCriterion,
  { windowSize, condition }: Pick<Alert, 'windowSize' | 'condition'>,
): string {
  const metric = metricNames.get(criterion.metric) ?? (criterion.metric || 'Metric');
  const value = criterion.value === undefined ? 'value not given' : sayNumber(criterion.value);
  const bound = sayComparison(criterion.operator, criterion.threshold);
  const compared = condition === 'resolved' && bound !== '' ? `, alert at${bound}` : bound;
  const how = [measured(criterion, windowSize), sensitivity(criterion)].filter(Boolean).join('; ');
  return `${metric} ${value}${compared}${how === '' ? '' : ` (${how})`}`;
}

function measured(criterion: MetricCriterion, windowSize: string | undefined): string {
  const over = windowSize === undefined ? '' : ` over ${sayIsoDuration(windowSize)}`;
  return `${criterion.aggregation.toLowerCase()}${over}`.trim();
}

function sensitivity(criterion: MetricCriterion): string {
  return criterion.sensitivity === undefined
    ? ''
    : `learned threshold, ${criterion.sensitivity.toLowerCase()} sensitivity`;
}
