import fc from 'fast-check';
import { readAlert } from '../../../src/alerts/read-alert';
import { isAppError } from '../../../src/shared/app-error';
import { alertId, hubArmId, metricAlert, resolvedMetricAlert } from '../../support/alert-payloads';
import { fixedClock } from '../../support/fixed-clock';
import { knownHubs } from '../../support/hubs';

const hubs = knownHubs('contoso-hub');
const deps = { hubs, clock: fixedClock(new Date('2026-03-01T03:20:00Z')) };

describe('readAlert', () => {
  it('reads a fired static-threshold alert', () => {
    const body = metricAlert();

    const alert = readAlert(body, deps);

    expect(alert).toEqual({
      id: alertId,
      condition: 'fired',
      firedAt: new Date('2026-03-01T03:14:15.765Z'),
      resolvedAt: undefined,
      timesFrom: 'sender',
      rule: 'connected-devices-low',
      severity: 'Sev1',
      description: 'Fewer connected devices than usual',
      hub: hubs.all()[0],
      hubs: hubs.all(),
      hubCertainty: 'named',
      unknownHub: undefined,
      notAHub: undefined,
      targets: [hubArmId],
      criteria: [
        {
          metric: 'connectedDeviceCount',
          operator: 'LessThan',
          threshold: 285,
          value: 240,
          aggregation: 'Average',
          sensitivity: undefined,
        },
      ],
      windowSize: 'PT5M',
      portalUrl: undefined,
      about: {
        kind: 'metric',
        threshold: 'static',
        namespace: 'Microsoft.Devices/IotHubs',
        dimensions: [],
        failingPeriods: undefined,
        webTest: '',
        window: undefined,
      },
    });
  });

  it('reads a resolved alert with the same id and fired time', () => {
    const body = resolvedMetricAlert();

    const alert = readAlert(body, deps);

    expect(alert).toMatchObject({
      id: alertId,
      condition: 'resolved',
      firedAt: new Date('2026-03-01T03:14:15.765Z'),
      resolvedAt: new Date('2026-03-01T03:31:02.123Z'),
    });
  });

  it('reads a dynamic threshold with the bound that Azure computed', () => {
    const body = metricAlert(
      {},
      {
        conditionType: 'DynamicThresholdCriteria',
        condition: {
          windowSize: 'PT15M',
          allOf: [
            {
              alertSensitivity: 'Low',
              failingPeriods: { numberOfEvaluationPeriods: 3, minFailingPeriodsToAlert: 3 },
              ignoreDataBefore: null,
              metricName: 'connectedDeviceCount',
              operator: 'LessThan',
              threshold: '0.3',
              timeAggregation: 'Average',
              metricValue: 78.09,
            },
          ],
        },
      },
    );

    const alert = readAlert(body, deps);

    expect(alert.windowSize).toBe('PT15M');
    expect(alert.criteria).toEqual([
      {
        metric: 'connectedDeviceCount',
        operator: 'LessThan',
        threshold: 0.3,
        value: 78.09,
        aggregation: 'Average',
        sensitivity: 'Low',
      },
    ]);
  });

  it('reads the same alert whatever the casing of its keys', () => {
    const body = upperCaseKeys(metricAlert());

    const alert = readAlert(body, deps);

    expect(alert).toEqual(readAlert(metricAlert(), deps));
  });

  it('prefers the exact spelling where a key is there in two casings', () => {
    const body = metricAlert({ alertid: 'other', ALERTID: 'another' });

    const alert = readAlert(body, deps);

    expect(alert.id).toBe(alertId);
  });

  it.each([
    ['a severity as a number', { severity: 2 }, { severity: 'Sev2' }],
    ['a severity as a digit', { severity: '3' }, { severity: 'Sev3' }],
    ['a severity in lower case', { severity: 'sev0' }, { severity: 'Sev0' }],
    ['no severity', { severity: null }, { severity: 'unknown' }],
    ['a severity that is none', { severity: 'Sev9' }, { severity: 'unknown' }],
    ['a rule name that is a number', { alertRule: 42 }, { rule: '42' }],
    ['no rule name', { alertRule: null }, { rule: '' }],
    ['no description', { description: undefined }, { description: '' }],
    ['a description that is an object', { description: {} }, { description: '' }],
    ['no alert id but an origin id', { alertId: null }, { id: 'origin-1' }],
    ['a condition in lower case', { monitorCondition: 'fired' }, { condition: 'fired' }],
    ['null targets', { alertTargetIDs: null }, { targets: [], hub: undefined }],
    ['a single target', { alertTargetIDs: hubArmId }, { targets: [hubArmId] }],
    [
      'targets that are no texts',
      { alertTargetIDs: [null, {}, hubArmId] },
      { targets: [hubArmId] },
    ],
    [
      'a time without zone',
      { firedDateTime: '2026-03-01T03:14:15' },
      { firedAt: new Date('2026-03-01T03:14:15Z') },
    ],
    [
      'a time with an offset',
      { firedDateTime: '2026-03-01T04:14:15.1+01:00' },
      { firedAt: new Date('2026-03-01T03:14:15.100Z') },
    ],
    [
      'control characters',
      { alertRule: 'a\u0000b\u001b[31m\ud800c', description: 'two\nlines' },
      { rule: 'ab[31mc', description: 'two\nlines' },
    ],
    [
      'a link to the portal',
      { investigationLink: 'https://portal.azure.com/#blade/x' },
      { portalUrl: 'https://portal.azure.com/#blade/x' },
    ],
    [
      'a link to elsewhere',
      { investigationLink: 'https://portal.azure.com.evil.example/' },
      { portalUrl: undefined },
    ],
    [
      'a link with a user name',
      { investigationLink: 'https://me@portal.azure.com/' },
      { portalUrl: undefined },
    ],
    ['a link that is none', { investigationLink: 'click here' }, { portalUrl: undefined }],
  ])('reads %s', (_what, essentials, expected) => {
    const body = metricAlert(essentials);

    const alert = readAlert(body, deps);

    expect(alert).toMatchObject(expected);
  });

  it.each([
    ['no fired time on a resolve', { firedDateTime: null }, '2026-03-01T03:31:02.123Z'],
    ['a fired time on a resolve', {}, '2026-03-01T03:14:15.765Z'],
  ])('reads %s', (_what, essentials, firedAt) => {
    const body = resolvedMetricAlert(essentials);

    const alert = readAlert(body, deps);

    expect(alert.firedAt).toEqual(new Date(firedAt));
  });

  it('takes a resolve that does not say when', () => {
    const body = resolvedMetricAlert({ resolvedDateTime: null });

    const alert = readAlert(body, deps);

    expect(alert.resolvedAt).toBeUndefined();
  });

  it.each([
    ['a number as threshold', { threshold: 285 }, { threshold: 285 }],
    ['no threshold', { threshold: null }, { threshold: undefined }],
    ['an empty threshold', { threshold: ' ' }, { threshold: undefined }],
    ['a threshold that is no number', { threshold: 'many' }, { threshold: undefined }],
    ['a value as text', { metricValue: '7.5' }, { value: 7.5 }],
    ['no value', { metricValue: undefined }, { value: undefined }],
  ])('reads a criterion with %s', (_what, fields, expected) => {
    const body = metricAlert({}, { condition: { allOf: [{ metricName: 'm', ...fields }] } });

    const alert = readAlert(body, deps);

    expect(alert.criteria[0]).toMatchObject(expected);
  });

  it.each([
    ['no context', null],
    ['a context that is a text', 'context'],
    ['no condition', {}],
    ['criteria that are no list', { condition: { allOf: 'all' } }],
    ['criteria that are no objects', { condition: { allOf: [null, 'x', 7] } }],
    ['a criterion without a metric', { condition: { allOf: [{ metricName: null }] } }],
  ])('takes an alert with %s', (_what, alertContext) => {
    const body = metricAlert();
    Object.assign(body.data as object, { alertContext });

    const alert = readAlert(body, deps);

    expect(alert.criteria).toEqual([]);
  });

  it.each([
    ['in lower case', hubArmId.toLowerCase()],
    ['in upper case', hubArmId.toUpperCase()],
    ['with a slash at the end', `${hubArmId}/`],
    ['of something below it', `${hubArmId}/certificates/root`],
  ])('finds the hub from an ARM id %s', (_what, target) => {
    const body = metricAlert({ alertTargetIDs: [target] });

    const alert = readAlert(body, deps);

    expect(alert.hub?.name).toBe('contoso-hub');
  });

  it('takes the first target that is a hub we know', () => {
    const storage =
      '/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/accounts/contoso-hub';
    const other = hubArmId.replace('contoso-hub', 'other-hub');
    const body = metricAlert({ alertTargetIDs: [storage, other, hubArmId] });

    const alert = readAlert(body, deps);

    expect(alert.hub?.name).toBe('contoso-hub');
  });

  it.each([
    ['a hub that is not known', hubArmId.replace('contoso-hub', 'fabrikam-hub')],
    ['a host that is not a hub name', hubArmId.replace('contoso-hub', 'evil.example')],
    ['text around an ARM id', `${hubArmId} and more`],
  ])('takes an alert on %s, without a hub', (_what, target) => {
    const body = metricAlert({ alertTargetIDs: [target] });

    const alert = readAlert(body, deps);

    expect(alert.hub).toBeUndefined();
    expect(alert.targets).toEqual([target]);
  });

  it('cuts texts and lists that are longer than any real one', () => {
    const body = metricAlert(
      { description: 'x'.repeat(100_000), alertTargetIDs: Array(5000).fill(hubArmId) },
      { condition: { allOf: Array(5000).fill({ metricName: 'm' }) } },
    );

    const alert = readAlert(body, deps);

    expect(alert.description).toHaveLength(4096);
    expect(alert.targets).toHaveLength(100);
    expect(alert.criteria).toHaveLength(20);
  });

  it.each([
    ['null', null, ''],
    ['a list', [], ''],
    ['a text', 'fired', ''],
    ['no schema', {}, 'schemaId'],
    ['another schema', { schemaId: 'Microsoft.Insights/Unheard' }, 'schemaId'],
    ['a schema that is an object', { schemaId: {} }, 'schemaId'],
    ['no data', { schemaId: 'azureMonitorCommonAlertSchema' }, 'data'],
    ['data that is a list', { schemaId: 'azureMonitorCommonAlertSchema', data: [] }, 'data'],
    [
      'no essentials',
      { schemaId: 'azureMonitorCommonAlertSchema', data: { essentials: null } },
      'data.essentials',
    ],
    ['no id', metricAlert({ alertId: ' ', originAlertId: null }), 'data.essentials.alertId'],
    ['no condition', metricAlert({ monitorCondition: null }), 'data.essentials.monitorCondition'],
    [
      'a condition that is none',
      metricAlert({ monitorCondition: 'Acknowledged' }),
      'data.essentials.monitorCondition',
    ],
    ['no time', metricAlert({ firedDateTime: null }), 'data.essentials.firedDateTime'],
    [
      'a time that is none',
      metricAlert({ firedDateTime: 'yesterday' }),
      'data.essentials.firedDateTime',
    ],
    [
      'a day that does not exist',
      metricAlert({ firedDateTime: '2026-13-45T00:00:00Z' }),
      'data.essentials.firedDateTime',
    ],
    [
      'an unset time',
      metricAlert({ firedDateTime: '0001-01-01T00:00:00Z' }),
      'data.essentials.firedDateTime',
    ],
    [
      'a resolve without any time',
      resolvedMetricAlert({ firedDateTime: null, resolvedDateTime: null }),
      'data.essentials.resolvedDateTime',
    ],
    [
      'a resolved time that is none',
      resolvedMetricAlert({ resolvedDateTime: 'soon' }),
      'data.essentials.resolvedDateTime',
    ],
  ])('refuses %s and names the field', (_what, body, field) => {
    const read = () => readAlert(body, deps);

    expect(read).toThrow(expect.objectContaining({ code: 'alert_invalid', field }));
  });

  it('says what was wrong with the field', () => {
    const read = () => readAlert(metricAlert({ firedDateTime: 'yesterday' }), deps);

    expect(read).toThrow('data.essentials.firedDateTime: is not an ISO 8601 time: "yesterday"');
  });

  it('either reads or refuses any JSON, and never fails otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, two, three) => {
        const body = metricAlert({ alertTargetIDs: one, description: two }, { condition: three });
        Object.assign(body, { customProperties: one });
        const bodies = [body, one, { schemaId: 'azureMonitorCommonAlertSchema', data: two }];

        const outcomes = bodies.map((each) => {
          try {
            return readAlert(each, deps).id !== '';
          } catch (error) {
            return isAppError(error, 'alert_invalid');
          }
        });

        expect(outcomes).toEqual([true, true, true]);
      }),
    );
  });
});

function upperCaseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upperCaseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key.toUpperCase(), upperCaseKeys(field)]),
  );
}
