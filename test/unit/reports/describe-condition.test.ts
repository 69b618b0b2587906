import { readAlert } from '../../../src/alerts/read-alert';
import { describeCondition } from '../../../src/reports/describe-condition';
import { type Fields, metricAlert } from '../../support/alert-payloads';
import {
  administrativeAlert,
  resourceHealthAlert,
  securityAlert,
  serviceHealthAlert,
} from '../../support/alert-payloads-activity';
import { bareLogAlert, budgetNotification } from '../../support/alert-payloads-legacy';
import { logAlert, logAlertV1, simpleLogAlert } from '../../support/alert-payloads-log';
import {
  budgetAlert,
  dynamicMetricAlert,
  prometheusAlert,
  webtestAlert,
} from '../../support/alert-payloads-other';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const deps = {
  hubs: knownHubs('contoso-hub'),
  clock: fixedClock(new Date('2026-03-01T03:20:00Z')),
};
const unsaid = { incidentType: '', trackingId: 'T-1', service: '', region: '', stage: '' };

describe('describeCondition', () => {
  it.each<[string, Fields, string]>([
    ['a static threshold', metricAlert(), 'Connected devices 240 < 285 (average over 5 min)'],
    [
      'a dynamic threshold',
      dynamicMetricAlert(),
      'Connected devices 240 < 280.5 (average over 15 min; learned threshold, low sensitivity)',
    ],
    [
      'words that every object knows',
      metricAlert(
        {},
        {
          condition: {
            allOf: [
              { metricName: 'constructor', operator: 'valueOf', threshold: 1, metricValue: 2 },
            ],
          },
        },
      ),
      'constructor 2 valueOf 1',
    ],
    ['an availability test', webtestAlert(), 'Failed Location 5 > 2 (sum over 5 min)'],
    [
      'a metric alert without criteria',
      metricAlert({}, { condition: null }),
      'The alert does not say what it measured',
    ],
    ['counted rows', logAlert(), 'Log query found 56 rows, alert at > 10 (over 1 h)'],
    ['one row', logAlert({ metricValue: 1, threshold: null }), 'Log query found 1 row (over 1 h)'],
    [
      'rows that are not counted',
      logAlert({ metricValue: null }),
      'Log query found a number of rows not given, alert at > 10 (over 1 h)',
    ],
    [
      'a measured column',
      logAlert({ metricMeasureColumn: 'Lag', timeAggregation: 'Average', operator: 'LowerThan' }),
      'Log query: average of Lag 56 < 10 (over 1 h)',
    ],
    [
      'a measured column without figures',
      logAlert({ metricMeasureColumn: 'Lag', timeAggregation: '', metricValue: null }),
      'Log query: Lag not given > 10 (over 1 h)',
    ],
    ['a simple rule', simpleLogAlert(), 'Log query found a row that matches'],
    ['the first generation', logAlertV1(), 'Log query found 2 rows, alert at > 0 (over 15 min)'],
    ['its measurements', bareLogAlert(), 'Log query: AggregatedValue > 0 (over 1 h)'],
    [
      'an event',
      administrativeAlert(),
      'Microsoft.Devices/IotHubs/Write · Succeeded · by anna.smith',
    ],
    [
      'an event by nobody',
      securityAlert(),
      'Microsoft.Security/locations/alerts/activate/action · Active',
    ],
    [
      'health',
      resourceHealthAlert(),
      'Resource Health Available → Unavailable (platform initiated) · Devices cannot connect',
    ],
    [
      'health not given',
      resourceHealthAlert({
        currentHealthStatus: null,
        previousHealthStatus: null,
        cause: null,
        title: null,
      }),
      'Resource Health not given',
    ],
    [
      'a service event',
      serviceHealthAlert(),
      'Incident VT60-LC0 · Azure IoT Hub · West Europe · Active',
    ],
    [
      'required action',
      serviceHealthAlert({ incidentType: 'ActionRequired' }),
      'Action required VT60-LC0 · Azure IoT Hub · West Europe · Active',
    ],
    ['a service event that says little', serviceHealthAlert(unsaid), 'T-1'],
    [
      'a service event that says nothing',
      serviceHealthAlert({ ...unsaid, trackingId: '' }),
      'Service Health',
    ],
    [
      'a budget',
      budgetAlert(),
      'Budget plant-budget: 11,111.5 of 50 USD spent, 12,345.67 USD forecast',
    ],
    [
      'a budget without figures',
      budgetNotification({ SpendingAmount: null }),
      'Budget plant-budget: amount not given',
    ],
    ['another signal', prometheusAlert(), 'Prometheus: A gateway is down'],
  ])('says %s', (_what, body, words) => {
    expect(describeCondition(readAlert(body, deps))).toBe(words);
  });

  it('says so when a signal says nothing', () => {
    const body = metricAlert({ monitoringService: null, signalType: null });
    Object.assign(body.data as object, { alertContext: {} });

    expect(describeCondition(readAlert(body, deps))).toBe('Not said by the alert');
  });
});
