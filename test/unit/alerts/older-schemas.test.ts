import { readAlert } from '../../../src/alerts/read-alert';
import { hubArmId } from '../../support/alert-payloads';
import { resourceHealthEvent, serviceHealthEvent } from '../../support/alert-payloads-activity';
import {
  autoscaleNotification,
  bareLogAlert,
  budgetNotification,
  classicAlert,
  envelopedLogAlert,
  legacyActivityAlert,
  legacyMetricAlert,
} from '../../support/alert-payloads-legacy';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const now = new Date('2026-03-01T03:20:00Z');
const hubs = knownHubs('contoso-hub');
const deps = { hubs, clock: fixedClock(now) };

describe('a metric alert of its own schema', () => {
  it('reads like one of the common schema', () => {
    const alert = readAlert(legacyMetricAlert(), deps);

    expect(alert).toMatchObject({
      condition: 'fired',
      firedAt: new Date('2026-03-01T03:14:12.970Z'),
      resolvedAt: undefined,
      timesFrom: 'sender',
      rule: 'low',
      severity: 'Sev3',
      description: 'Fewer devices',
      hub: hubs.all()[0],
      hubCertainty: 'named',
      targets: [hubArmId],
      windowSize: 'PT5M',
      portalUrl: `https://portal.azure.com/#resource${hubArmId}`,
    });
    expect(alert.criteria[0]).toMatchObject({ metric: 'connectedDeviceCount', threshold: 285 });
  });

  it('ended at its only time', () => {
    const alert = readAlert(legacyMetricAlert({ status: 'Deactivated' }), deps);

    expect(alert).toMatchObject({
      condition: 'resolved',
      firedAt: alert.resolvedAt,
      resolvedAt: new Date('2026-03-01T03:14:12.970Z'),
    });
  });

  it('is the same alert when Azure spells its ids another way', () => {
    const fired = readAlert(legacyMetricAlert(), deps);
    const context = {
      id: '/subscriptions/1/resourcegroups/Plant-RG/providers/microsoft.insights/metricalerts/LOW',
      resourceId: hubArmId.toUpperCase(),
    };

    const ended = readAlert(legacyMetricAlert({ status: 'Deactivated' }, context), deps);

    expect(ended.id).toBe(fired.id);
  });

  it.each([
    ['another resource', { resourceId: `${hubArmId}-2` }],
    [
      'another dimension',
      { condition: { allOf: [{ metricName: 'm', dimensions: [{ name: 'Result', value: 'x' }] }] } },
    ],
  ])('is another alert for %s of the same rule', (_what, context) => {
    const one = readAlert(legacyMetricAlert(), deps);

    const other = readAlert(legacyMetricAlert({}, context), deps);

    expect(other.id).not.toBe(one.id);
  });

  it.each([
    ['no data', { schemaId: 'AzureMonitorMetricAlert' }, 'data'],
    ['no status', legacyMetricAlert({ status: null }), 'data.status'],
    ['no time', legacyMetricAlert({}, { timestamp: null }), 'data.context.timestamp'],
    ['no rule', legacyMetricAlert({}, { id: null, name: '' }), 'data.context.id'],
  ])('is refused with %s', (_what, body, field) => {
    const read = () => readAlert(body, deps);

    expect(read).toThrow(expect.objectContaining({ code: 'alert_invalid', field }));
  });

  it('goes by the name where the rule has no id', () => {
    const alert = readAlert(legacyMetricAlert({}, { id: null }), deps);

    expect(alert.id).toBe(JSON.stringify(['low', hubArmId.toLowerCase()]));
  });
});

describe('a classic alert', () => {
  it('reads figures from texts and the window from minutes', () => {
    const alert = readAlert(classicAlert(), deps);

    expect(alert).toMatchObject({
      condition: 'fired',
      rule: 'low',
      severity: 'unknown',
      hub: hubs.all()[0],
      windowSize: 'PT15M',
      criteria: [
        {
          metric: 'connectedDeviceCount',
          operator: 'LessThan',
          threshold: 285,
          value: 240,
          aggregation: 'Average',
        },
      ],
      about: { kind: 'metric', threshold: 'static' },
    });
  });

  it.each([
    ['minutes as a figure', 5, 'PT5M'],
    ['an ISO length', 'PT1H', 'PT1H'],
    ['nothing', null, undefined],
  ])('reads a window of %s', (_what, windowSize, expected) => {
    const alert = readAlert(classicAlert({}, { windowSize }), deps);

    expect(alert.windowSize).toBe(expected);
  });

  it('is resolved by its status', () => {
    const alert = readAlert(classicAlert({ status: 'Resolved' }), deps);

    expect(alert).toMatchObject({ condition: 'resolved', resolvedAt: alert.firedAt });
  });

  it('may be what autoscale did', () => {
    const alert = readAlert(autoscaleNotification(), deps);

    expect(alert.about).toEqual({
      kind: 'other',
      service: 'autoscale',
      summary: 'From 1 to 2 units',
      facts: [],
    });
  });

  it.each([
    ['no time', { timestamp: '' }, 'context.timestamp'],
    ['no rule', { timestamp: '2026-03-01T03:14:41Z' }, 'context.id'],
  ])('is refused with %s', (_what, context, field) => {
    const read = () => readAlert(classicAlert({ context }), deps);

    expect(read).toThrow(expect.objectContaining({ code: 'alert_invalid', field }));
  });
});

describe('an alert of the activity log schema', () => {
  it('is an alert of its own for every event and resource', () => {
    const alert = readAlert(legacyActivityAlert(), deps);

    expect(alert).toMatchObject({
      id: `activity deed0000-1111-2222-3333-444444444444 ${hubArmId.toLowerCase()}`,
      condition: 'fired',
      firedAt: new Date('2026-03-01T03:12:00.291Z'),
      rule: '',
      description: 'What happens to the hub',
      hub: hubs.all()[0],
      about: { kind: 'activity', operation: 'Microsoft.Devices/IotHubs/Write' },
    });
  });

  it.each([
    ['health of the hub', resourceHealthEvent(), { current: 'Unavailable' }],
    ['health of a service', serviceHealthEvent(), { trackingId: 'VT60-LC0' }],
  ])('reads the %s', (_what, event, expected) => {
    const { about } = readAlert(legacyActivityAlert(event), deps);

    expect(about).toMatchObject(expected);
  });

  it.each([
    [
      'no context',
      { schemaId: 'Microsoft.Insights/activityLogs', data: { status: 'Activated' } },
      'data.context',
    ],
    [
      'no time',
      legacyActivityAlert({ eventTimestamp: null, submissionTimestamp: 'x' }),
      'data.context.activityLog.eventTimestamp',
    ],
    [
      'no id',
      legacyActivityAlert({ eventDataId: null, correlationId: null }),
      'data.context.activityLog.eventDataId',
    ],
    ['no status', legacyActivityAlert({}, { status: undefined }), 'data.status'],
  ])('is refused with %s', (_what, body, field) => {
    const read = () => readAlert(body, deps);

    expect(read).toThrow(expect.objectContaining({ code: 'alert_invalid', field }));
  });
});

describe('a log alert V1 outside the common schema', () => {
  it('fired when the searched interval ended', () => {
    const alert = readAlert(bareLogAlert(), deps);

    expect(alert).toMatchObject({
      condition: 'fired',
      firedAt: new Date('2026-03-01T03:10:00Z'),
      timesFrom: 'sender',
      rule: 'devices-dropping',
      severity: 'Sev3',
      windowSize: 'PT60M',
      hub: hubs.all()[0],
      hubCertainty: 'dimension',
    });
    expect(alert.about).toMatchObject({
      generation: 'v1',
      operator: 'Greater Than',
      threshold: 0,
      aggregation: '',
      measure: 'AggregatedValue',
      workspace: 'plant-logs',
      resultsUrl: 'https://portal.azure.com/#blade/x',
      rows: { columns: ['TimeGenerated', 'deviceId', 'count_'] },
    });
  });

  it('reads the same in an envelope', () => {
    expect(readAlert(envelopedLogAlert(), deps)).toEqual(readAlert(bareLogAlert(), deps));
  });

  it('fired when it reached us if it does not say', () => {
    const alert = readAlert(bareLogAlert({ SearchIntervalEndtimeUtc: null }), deps);

    expect(alert).toMatchObject({ firedAt: now, timesFrom: 'receipt' });
  });

  it.each([
    ['rule', { AlertRuleName: 'other' }],
    ['dimension', { Dimensions: [{ name: 'Resource', value: 'OTHER-HUB' }] }],
    ['workspace', { ResourceId: '/subscriptions/2' }],
    ['query of a rule without name', { AlertRuleName: null }],
  ])('is another alert for another %s', (_what, fields) => {
    const one = readAlert(bareLogAlert(), deps);

    const other = readAlert(bareLogAlert(fields), deps);

    expect(other.id).not.toBe(one.id);
  });

  it.each([
    ['minutes', { SearchIntervalInMinutes: '30' }, 'PT30M'],
    ['minutes in short', { SearchIntervalInMin: 20 }, 'PT20M'],
    ['a duration', { SearchIntervalDurationMin: 10 }, 'PT10M'],
    ['seconds', { SearchIntervalInSeconds: 300 }, 'PT5M'],
    ['nothing', { SearchIntervalInSeconds: null }, undefined],
    ['less than nothing', { SearchIntervalInSeconds: -60 }, undefined],
  ])('reads the window from %s', (_what, fields, expected) => {
    const alert = readAlert(bareLogAlert(fields), deps);

    expect(alert.windowSize).toBe(expected);
  });
});

describe('a budget notification', () => {
  it('has no time but its receipt, and no hub', () => {
    const alert = readAlert(budgetNotification(), deps);

    expect(alert).toMatchObject({
      condition: 'fired',
      firedAt: now,
      timesFrom: 'receipt',
      rule: 'plant-budget',
      hub: undefined,
      notAHub: 'resource group plant-rg',
    });
    expect(alert.about).toMatchObject({
      kind: 'budget',
      amount: 1111.32,
      limit: 10_000,
      notifyAt: 8000,
      unit: 'USD',
    });
  });

  it('is about the subscription where no group is named', () => {
    const alert = readAlert(budgetNotification({ ResourceGroup: '' }), deps);

    expect(alert.notAHub).toBe('subscription 11111111-2222-3333-4444-555555555555');
  });

  it('names nothing where nothing is named', () => {
    const alert = readAlert(budgetNotification({ SubscriptionId: null }), deps);

    expect(alert).toMatchObject({ hubCertainty: 'none', notAHub: undefined, targets: [] });
  });

  it('is another alert when more was spent', () => {
    const one = readAlert(budgetNotification(), deps);

    const other = readAlert(budgetNotification({ SpendingAmount: '9000' }), deps);

    expect(other.id).not.toBe(one.id);
  });

  it('is refused without a name', () => {
    const read = () => readAlert(budgetNotification({ BudgetName: null }), deps);

    expect(read).toThrow(
      expect.objectContaining({ code: 'alert_invalid', field: 'data.BudgetName' }),
    );
  });
});
