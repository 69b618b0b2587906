import { readAlert } from '../../../src/alerts/read-alert';
import { hubArmId, metricAlert } from '../../support/alert-payloads';
import {
  administrativeAlert,
  autoscaleAlert,
  policyAlert,
  resourceHealthAlert,
  securityAlert,
  serviceHealthAlert,
} from '../../support/alert-payloads-activity';
import { hubQuery, logAlert, logAlertV1, simpleLogAlert } from '../../support/alert-payloads-log';
import {
  budgetAlert,
  dynamicMetricAlert,
  prometheusAlert,
  smartDetectorAlert,
  webtestAlert,
} from '../../support/alert-payloads-other';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const deps = {
  hubs: knownHubs('contoso-hub'),
  clock: fixedClock(new Date('2026-03-01T03:20:00Z')),
};

describe('a metric alert in the common schema', () => {
  it('tells a dynamic threshold with its evaluations and window', () => {
    const { about, windowSize } = readAlert(dynamicMetricAlert(), deps);

    expect(windowSize).toBe('PT15M');
    expect(about).toEqual({
      kind: 'metric',
      threshold: 'dynamic',
      namespace: 'Microsoft.Devices/IotHubs',
      dimensions: [],
      failingPeriods: { failing: 3, of: 4 },
      webTest: '',
      window: {
        from: new Date('2026-03-01T02:59:00Z'),
        to: new Date('2026-03-01T03:14:00Z'),
      },
    });
  });

  it('tells an availability test by name', () => {
    const alert = readAlert(webtestAlert(), deps);

    expect(alert.about).toMatchObject({
      kind: 'metric',
      threshold: 'webtest',
      namespace: '',
      webTest: 'plant-portal',
    });
    expect(alert.criteria[0]).toMatchObject({ metric: 'Failed Location', value: 5, threshold: 2 });
  });

  it('keeps the dimensions of every criterion', () => {
    const allOf = [
      { metricName: 'a', dimensions: [{ name: 'Result', value: 'fail' }] },
      { metricName: 'b', dimensions: [{ name: 'Code', value: 429001 }, { value: 'x' }, null] },
    ];

    const { about } = readAlert(metricAlert({}, { condition: { allOf } }), deps);

    expect(about).toMatchObject({
      dimensions: [
        { name: 'Result', value: 'fail' },
        { name: 'Code', value: '429001' },
      ],
    });
  });

  it.each([
    ['the same time twice', '2026-03-01T03:14:00Z', '2026-03-01T03:14:00Z'],
    ['an end before its start', '2026-03-01T03:14:00Z', '2026-03-01T03:00:00Z'],
    ['half a window', null, '2026-03-01T03:14:00Z'],
  ])('has no window of %s', (_what, windowStartTime, windowEndTime) => {
    const condition = { allOf: [{ metricName: 'm' }], windowStartTime, windowEndTime };

    const { about } = readAlert(metricAlert({}, { condition }), deps);

    expect(about).toMatchObject({ kind: 'metric', window: undefined });
  });

  it('fired when its window ended if it does not say', () => {
    const condition = { allOf: [{ metricName: 'm' }], windowEndTime: '2026-03-01T03:14:00Z' };

    const alert = readAlert(metricAlert({ firedDateTime: null }, { condition }), deps);

    expect(alert.firedAt).toEqual(new Date('2026-03-01T03:14:00Z'));
  });
});

describe('a log alert in the common schema', () => {
  it('tells the query, what was compared and by what it was split', () => {
    const alert = readAlert(logAlert(), deps);

    expect(alert).toMatchObject({ windowSize: 'PT1H', criteria: [], portalUrl: undefined });
    expect(alert.about).toEqual({
      kind: 'log',
      generation: 'v2',
      query: hubQuery,
      resultCount: 56,
      operator: 'GreaterThan',
      threshold: 10,
      aggregation: 'Count',
      measure: '',
      window: {
        from: new Date('2026-03-01T02:10:00.123Z'),
        to: new Date('2026-03-01T03:10:00.123Z'),
      },
      dimensions: [
        { name: 'ResultType', value: '404104' },
        { name: '_ResourceId', value: hubArmId.toLowerCase() },
      ],
      failingPeriods: { failing: 2, of: 3 },
      rows: undefined,
      workspace: 'plant-logs',
      resultsUrl: expect.stringMatching(/^https:\/\/portal\.azure\.com\/#@.*prettify\/1$/),
    });
  });

  it.each([
    ['its present name', { metricMeasureColumn: 'Lag' }],
    ['its former name', { metricMeasureColumn: null, metricMeasure: 'Lag' }],
  ])('tells the measured column by %s', (_what, criterion) => {
    const { about } = readAlert(logAlert({ ...criterion, timeAggregation: 'Average' }), deps);

    expect(about).toMatchObject({ measure: 'Lag', aggregation: 'Average' });
  });

  it.each([
    ['elsewhere', 'https://portal.azure.com.evil.example/'],
    ['to a script', 'javascript:alert(1)'],
    ['without end', `https://portal.azure.com/#${'x'.repeat(7000)}`],
  ])('drops a link that leads %s', (_what, link) => {
    const links = { linkToFilteredSearchResultsUI: link, linkToSearchResultsUI: null };

    const { about } = readAlert(logAlert(links), deps);

    expect(about).toMatchObject({ kind: 'log', resultsUrl: undefined });
  });

  it('brings the row of a simple rule', () => {
    const { about, windowSize } = readAlert(simpleLogAlert(), deps);

    expect(windowSize).toBeUndefined();
    expect(about).toMatchObject({
      kind: 'log',
      generation: 'simple',
      threshold: undefined,
      dimensions: [],
      window: undefined,
      rows: {
        columns: ['TimeGenerated', 'Resource', 'ResultType'],
        rows: [['2026-03-01T03:09:00Z', 'CONTOSO-HUB', '404104']],
        more: 0,
      },
    });
  });

  it('brings the row of a simple rule without the outer list', () => {
    const event = [{ name: 'ResultType', value: '404104' }];

    const { about } = readAlert(simpleLogAlert({ event }), deps);

    expect(about).toMatchObject({ rows: { columns: ['ResultType'], rows: [['404104']] } });
  });

  it('brings the rows of the first generation, and reads American times', () => {
    const alert = readAlert(logAlertV1(), deps);

    expect(alert.windowSize).toBe('PT15M');
    expect(alert.about).toMatchObject({
      kind: 'log',
      generation: 'v1',
      query: hubQuery,
      resultCount: 2,
      operator: 'Greater Than',
      threshold: 0,
      aggregation: 'Count',
      measure: '',
      window: { from: new Date('2026-03-01T02:55:00Z'), to: new Date('2026-03-01T03:10:00Z') },
      rows: {
        columns: ['TimeGenerated', 'deviceId', 'count_'],
        rows: [
          ['2026-03-01T03:01:00Z', 'device-1', '11'],
          ['2026-03-01T03:02:00Z', 'device-2', ''],
        ],
        more: 0,
      },
      workspace: 'plant-logs',
    });
  });

  it('is told from a metric alert by its query, whatever service it names', () => {
    const { about } = readAlert(logAlertV1({}, { monitoringService: 'Platform' }), deps);

    expect(about).toMatchObject({ kind: 'log', generation: 'v1' });
  });

  it('keeps ten rows of twelve columns and counts the others', () => {
    const columns = Array.from({ length: 30 }, (_each, index) => ({ name: `c${index}` }));
    const rows = Array.from({ length: 25 }, () => columns.map(() => 'x'.repeat(900)));

    const { about } = readAlert(
      logAlertV1({ SearchResults: { tables: [{ columns, rows }] } }),
      deps,
    );

    const kept = about.kind === 'log' ? about.rows : undefined;
    expect(kept?.columns).toHaveLength(12);
    expect(kept?.rows).toHaveLength(10);
    expect(kept?.rows[0]?.[0]).toHaveLength(200);
    expect(kept?.more).toBe(15);
  });

  it.each([
    ['left out', undefined],
    ['null', null],
    ['a text', 'none'],
    ['without tables', {}],
    ['without rows', { tables: [{ columns: [{ name: 'a' }], rows: [] }] }],
  ])('has no rows when the results are %s', (_what, SearchResults) => {
    const { about } = readAlert(
      logAlertV1({ SearchResults, IncludedSearchResults: 'False' }),
      deps,
    );

    expect(about).toMatchObject({ kind: 'log', rows: undefined, resultCount: 2 });
  });
});

describe('an alert on the activity log', () => {
  it('tells what was done, and of who did it only a name', () => {
    const alert = readAlert(administrativeAlert(), deps);

    expect(alert.about).toEqual({
      kind: 'activity',
      category: 'Administrative',
      operation: 'Microsoft.Devices/IotHubs/Write',
      caller: 'anna.smith',
      status: 'Succeeded',
      subStatus: '',
      level: 'Informational',
      correlationId: 'c0ffee00-1111-2222-3333-444444444444',
      scope: hubArmId,
      detail: '',
      at: new Date('2026-03-01T03:12:00.291Z'),
    });
    expect(JSON.stringify(alert)).not.toContain('@contoso.com');
  });

  it.each([
    ['a policy', policyAlert(), { category: 'Policy', level: 'Warning' }],
    ['autoscale', autoscaleAlert(), { detail: 'Scaling from 1 unit to 2 units' }],
    ['a scanner', securityAlert(), { caller: '', detail: 'Virus · Blocked · gateway-7' }],
    ['a level as a number', administrativeAlert({ level: 2 }), { level: 'Error' }],
    ['a level beyond all', administrativeAlert({ level: 9 }), { level: '9' }],
    [
      'a source as a number',
      administrativeAlert({ eventSource: 2 }),
      { category: 'Administrative' },
    ],
    [
      'properties as JSON in a text',
      administrativeAlert({ properties: '{"description":"Key regenerated"}' }),
      { detail: 'Key regenerated' },
    ],
    [
      'an event description',
      administrativeAlert({ 'Activity Log Event Description': 'Hub <b>deleted</b>' }),
      { detail: 'Hub deleted' },
    ],
    [
      'no operation but an action',
      administrativeAlert({ operationName: null }),
      { operation: 'Microsoft.Devices/IotHubs/Write' },
    ],
  ])('reads %s', (_what, body, expected) => {
    const { about } = readAlert(body, deps);

    expect(about).toMatchObject({ kind: 'activity', ...expected });
  });

  it('fired when the event happened if it does not say', () => {
    const alert = readAlert(administrativeAlert({}, { firedDateTime: null }), deps);

    expect(alert.firedAt).toEqual(new Date('2026-03-01T03:12:00.291Z'));
  });
});

describe('a Resource Health alert', () => {
  it('tells the health before and now, and the cause', () => {
    const { about } = readAlert(resourceHealthAlert(), deps);

    expect(about).toEqual({
      kind: 'resource-health',
      current: 'Unavailable',
      previous: 'Available',
      cause: 'PlatformInitiated',
      type: 'Downtime',
      title: 'Devices cannot connect',
      details: '',
      status: 'Active',
      correlationId: 'c0ffee00-1111-2222-3333-444444444444',
      at: new Date('2026-03-01T03:05:00.074Z'),
      isOver: false,
    });
  });

  it.each([
    ['its status', {}, { status: 'Resolved' }],
    [
      'its operation',
      {},
      { operationName: 'Microsoft.ResourceHealth/healthevent/Resolved/action' },
    ],
    ['the health itself', { currentHealthStatus: 'available' }, {}],
  ])('is over by %s, though it fired', (_what, properties, context) => {
    const alert = readAlert(resourceHealthAlert(properties, context), deps);

    expect(alert).toMatchObject({ condition: 'fired', about: { isOver: true } });
  });

  it.each([
    ['by the service without a blank', { monitoringService: 'ResourceHealth' }, null],
    ['by the service with one', { monitoringService: 'Resource Health' }, {}],
    [
      'by its operation',
      { monitoringService: 'x' },
      { operationName: 'microsoft.resourcehealth/healthevent/action' },
    ],
    ['by its source', { monitoringService: 'x' }, { eventSource: 'Resource Health' }],
    [
      'by its properties',
      { monitoringService: 'x' },
      { properties: { currentHealthStatus: 'Degraded' } },
    ],
  ])('is known %s', (_what, essentials, alertContext) => {
    const body = metricAlert(essentials);
    Object.assign(body.data as object, { alertContext });

    expect(readAlert(body, deps).about.kind).toBe('resource-health');
  });
});

describe('a Service Health alert', () => {
  it('tells the event, the services and what Azure says, as text', () => {
    const { about } = readAlert(serviceHealthAlert(), deps);

    expect(about).toEqual({
      kind: 'service-health',
      incidentType: 'Incident',
      trackingId: 'VT60-LC0',
      title: 'Connectivity & telemetry, West Europe',
      service: 'Azure IoT Hub',
      region: 'West Europe',
      impacted: [{ service: 'Azure IoT Hub', regions: ['West Europe'] }],
      concernsIotHub: true,
      stage: 'Active',
      impactStartAt: new Date('2026-03-01T02:00:00Z'),
      mitigatedAt: undefined,
      communication: 'Summary: devices cannot connect.\n\nSee status.',
      isOver: false,
    });
  });

  it.each([
    ['a list', [{ ServiceName: 'Azure IoT Hub', ImpactedRegions: [{ RegionName: 'X' }] }]],
    ['a text', '[{"ServiceName":"Azure IoT Hub","ImpactedRegions":[{"RegionName":"X"}]}]'],
  ])('reads the services from %s', (_what, impactedServices) => {
    const properties = { service: null, title: null, impactedServices };

    const { about } = readAlert(serviceHealthAlert(properties), deps);

    expect(about).toMatchObject({
      impacted: [{ service: 'Azure IoT Hub', regions: ['X'] }],
      concernsIotHub: true,
    });
  });

  it.each([
    ['no JSON', 'Azure IoT Hub'],
    ['a broken text', '[{"ServiceName":'],
    ['an object', {}],
    ['a list of nothing', [null, 'x', { ServiceName: null }]],
  ])('has no services from %s', (_what, impactedServices) => {
    const { about } = readAlert(serviceHealthAlert({ impactedServices }), deps);

    expect(about).toMatchObject({ kind: 'service-health', impacted: [] });
  });

  it.each(['Resolved', 'complete', 'RCA', 'Cancelled'])('is over at the stage %s', (stage) => {
    const { about } = readAlert(serviceHealthAlert({ stage }), deps);

    expect(about).toMatchObject({ isOver: true });
  });

  it('goes by its status when it has no stage', () => {
    const { about } = readAlert(serviceHealthAlert({ stage: null }, { status: 'Resolved' }), deps);

    expect(about).toMatchObject({ isOver: true, stage: '' });
  });

  it('does not concern IoT Hub when it is about something else', () => {
    const elsewhere = { title: 'Slow disks', service: 'Storage', impactedServices: [] };

    const { about } = readAlert(serviceHealthAlert(elsewhere), deps);

    expect(about).toMatchObject({ concernsIotHub: false });
  });
});

describe('a budget alert', () => {
  it('tells the figures without their signs', () => {
    const alert = readAlert(budgetAlert(), deps);

    expect(alert).toMatchObject({ rule: '', severity: 'unknown' });
    expect(alert.about).toEqual({
      kind: 'budget',
      name: 'plant-budget',
      amount: 11_111.5,
      limit: 50,
      notifyAt: 40,
      forecast: 12_345.67,
      unit: 'USD',
      basis: 'Forecasted',
      scope: '/subscriptions/11111111-2222-3333-4444-555555555555/',
    });
  });

  it.each([
    ['a figure', 7.5, 7.5],
    ['a sign behind it', '7.50 €', 7.5],
    ['millions', '$1,234,567.00', 1_234_567],
    ['a comma for a point', '7,50', undefined],
    ['nothing', null, undefined],
    ['words', 'a lot', undefined],
  ])('reads an amount of %s', (_what, SpentAmount, amount) => {
    const { about } = readAlert(budgetAlert({ SpentAmount }), deps);

    expect(about).toMatchObject({ kind: 'budget', amount });
  });
});

describe('another signal', () => {
  it('keeps what a smart detector says, without its queries', () => {
    const { about } = readAlert(smartDetectorAlert(), deps);

    expect(about).toEqual({
      kind: 'other',
      service: 'SmartDetector',
      summary: 'Calls to the hub became slow',
      facts: [
        { label: 'FormattedOccurrenceTime', value: '2026-03-01T03:00:00Z' },
        { label: 'DetectedValue', value: '0.45 sec' },
        { label: 'NormalValue', value: '0.27 sec (over the last 7 days)' },
        { label: 'SmartDetectorName', value: 'Dependency Performance Degradation Detector' },
      ],
    });
  });

  it('keeps what a Prometheus rule says, with its labels', () => {
    const { about } = readAlert(prometheusAlert(), deps);

    expect(about).toMatchObject({
      kind: 'other',
      service: 'Prometheus',
      summary: 'A gateway is down',
    });
    expect(about.kind === 'other' && about.facts).toContainEqual({
      label: 'cluster',
      value: 'plant',
    });
    expect(JSON.stringify(about)).not.toContain('evil.example');
  });

  it('keeps twelve facts at most', () => {
    const alertContext = Object.fromEntries(
      Array.from({ length: 50 }, (_each, index) => [`fact ${index}`, index]),
    );
    const body = metricAlert({ monitoringService: 'Something new' });
    Object.assign(body.data as object, { alertContext });

    const { about } = readAlert(body, deps);

    expect(about.kind === 'other' && about.facts).toHaveLength(12);
  });

  it.each([
    ['Platform', 'metric'],
    ['Log Alerts V2', 'log'],
    ['Log Analytics', 'log'],
    ['Application Insights', 'log'],
    ['Activity Log - Recommendation', 'activity'],
    ['Service Health', 'service-health'],
    ['CostAlerts', 'budget'],
    ['Unheard of', 'other'],
    [null, 'other'],
  ])('goes by the service %s when the context says nothing', (monitoringService, kind) => {
    const body = metricAlert({ monitoringService, signalType: null });
    Object.assign(body.data as object, { alertContext: null });

    expect(readAlert(body, deps).about.kind).toBe(kind);
  });
});
