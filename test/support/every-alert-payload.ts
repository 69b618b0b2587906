import { type Fields, metricAlert, resolvedMetricAlert } from './alert-payloads';
import {
  administrativeAlert,
  autoscaleAlert,
  policyAlert,
  resourceHealthAlert,
  resourceHealthEvent,
  securityAlert,
  serviceHealthAlert,
  serviceHealthEvent,
} from './alert-payloads-activity';
import {
  autoscaleNotification,
  bareLogAlert,
  budgetNotification,
  classicAlert,
  envelopedLogAlert,
  legacyActivityAlert,
  legacyMetricAlert,
} from './alert-payloads-legacy';
import { logAlert, logAlertV1, simpleLogAlert } from './alert-payloads-log';
import {
  budgetAlert,
  dynamicMetricAlert,
  prometheusAlert,
  smartDetectorAlert,
  webtestAlert,
} from './alert-payloads-other';

interface Known {
  name: string;
  kind: string;
  body: Fields;
  /** The path of the field that says whether it fired; absent where nothing says so. */
  status?: string[];
}

const monitorCondition = ['data', 'essentials', 'monitorCondition'];
const dataStatus = ['data', 'status'];

/** One payload of everything an action group sends, by schema and kind. */
export const everyAlertPayload: Known[] = [
  { name: 'metric, static', kind: 'metric', body: metricAlert(), status: monitorCondition },
  {
    name: 'metric, resolved',
    kind: 'metric',
    body: resolvedMetricAlert(),
    status: monitorCondition,
  },
  { name: 'metric, dynamic', kind: 'metric', body: dynamicMetricAlert(), status: monitorCondition },
  { name: 'webtest', kind: 'metric', body: webtestAlert(), status: monitorCondition },
  { name: 'log V2', kind: 'log', body: logAlert(), status: monitorCondition },
  { name: 'simple log', kind: 'log', body: simpleLogAlert(), status: monitorCondition },
  { name: 'log V1', kind: 'log', body: logAlertV1(), status: monitorCondition },
  {
    name: 'administrative',
    kind: 'activity',
    body: administrativeAlert(),
    status: monitorCondition,
  },
  { name: 'policy', kind: 'activity', body: policyAlert(), status: monitorCondition },
  { name: 'autoscale', kind: 'activity', body: autoscaleAlert(), status: monitorCondition },
  { name: 'security', kind: 'activity', body: securityAlert(), status: monitorCondition },
  {
    name: 'Resource Health',
    kind: 'resource-health',
    body: resourceHealthAlert(),
    status: monitorCondition,
  },
  {
    name: 'Service Health',
    kind: 'service-health',
    body: serviceHealthAlert(),
    status: monitorCondition,
  },
  { name: 'budget', kind: 'budget', body: budgetAlert(), status: monitorCondition },
  { name: 'smart detector', kind: 'other', body: smartDetectorAlert(), status: monitorCondition },
  { name: 'Prometheus', kind: 'other', body: prometheusAlert(), status: monitorCondition },
  { name: 'legacy metric', kind: 'metric', body: legacyMetricAlert(), status: dataStatus },
  { name: 'legacy activity', kind: 'activity', body: legacyActivityAlert(), status: dataStatus },
  {
    name: 'legacy Resource Health',
    kind: 'resource-health',
    body: legacyActivityAlert(resourceHealthEvent()),
    status: dataStatus,
  },
  {
    name: 'legacy Service Health',
    kind: 'service-health',
    body: legacyActivityAlert(serviceHealthEvent()),
    status: dataStatus,
  },
  { name: 'bare log V1', kind: 'log', body: bareLogAlert() },
  { name: 'enveloped log V1', kind: 'log', body: envelopedLogAlert() },
  { name: 'budget notification', kind: 'budget', body: budgetNotification() },
  { name: 'classic', kind: 'metric', body: classicAlert(), status: ['status'] },
  {
    name: 'autoscale notification',
    kind: 'other',
    body: autoscaleNotification(),
    status: ['status'],
  },
];
