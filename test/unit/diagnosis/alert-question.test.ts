import { questionOfAlert } from '../../../src/diagnosis/topics/alert-question';
import type { AlertAbout, LogAbout } from '../../../src/ports/alert-about';
import { aboutOf } from '../../support/alert-abouts';
import { alert } from '../../support/alerts';

const none = { hub: undefined, hubs: [], hubCertainty: 'none' as const };
const other = { name: 'fabrikam-hub', hostName: 'fabrikam-hub.azure-devices.net' };
const metric = (name: string) =>
  alert({
    criteria: [
      {
        metric: name,
        operator: 'GreaterThan',
        threshold: 1,
        value: 2,
        aggregation: 'Total',
        sensitivity: undefined,
      },
    ],
  });
const query = (text: string) => alert({ about: { ...(aboutOf.log as LogAbout), query: text } });

describe('questionOfAlert', () => {
  it.each([
    ['connectedDeviceCount', undefined],
    ['d2c.telemetry.ingress.sendThrottle', 'throttling'],
    ['dailyMessageQuotaUsed', 'quota'],
    ['RoutingDeliveries', 'routing'],
    ['d2c.telemetry.egress.dropped', 'routing'],
  ])('finds the topic of the metric %s', (name, topic) => {
    expect(questionOfAlert(metric(name))).toEqual({
      hubName: 'contoso-hub',
      ...(topic && { topic }),
    });
  });

  it.each([
    ['AzureDiagnostics | where ResultType == "429001"', 'throttling'],
    ['AzureDiagnostics | where ResultType startswith "429"', 'throttling'],
    ['AzureDiagnostics | where ResultType == "403002"', 'quota'],
    ['AzureDiagnostics | where OperationName == "endpointDead"', 'routing'],
    ["AzureDiagnostics | where Category == 'Routes'", 'routing'],
    ['AzureDiagnostics | where ResultType == "404104"', undefined],
    ['AzureDiagnostics | where deviceId == "pump-14290012"', undefined],
  ])('finds what the query %s looks for', (text, topic) => {
    expect(questionOfAlert(query(text))?.topic).toBe(topic);
  });

  it('asks about every hub where the alert names its workspace, and by name where it names several', () => {
    const { hub } = alert();
    const hubs = hub === undefined ? [] : [hub, other];

    expect(questionOfAlert(alert({ hubs }))).toEqual({
      hubNames: ['contoso-hub', 'fabrikam-hub'],
    });
    expect(questionOfAlert(alert({ ...none, hubCertainty: 'workspace' }))).toEqual({});
  });

  it.each(['DeviceId', 'deviceId', 'Device', 'device_id', 'deviceId_s'])(
    'asks about the devices of the dimension %s as well',
    (name) => {
      const dimensions = [
        { name, value: 'pump-7' },
        { name, value: 'pump-8' },
        { name, value: 'pump-7' },
        { name, value: 'no device, surely: é' },
        { name: 'ResultType', value: '404104' },
      ];
      const split = alert({ about: { ...aboutOf.log, query: '', dimensions } });

      expect(questionOfAlert(split)).toEqual({
        hubName: 'contoso-hub',
        devices: ['pump-7', 'pump-8'],
      });
    },
  );

  it('asks nothing about what is no hub, and about hubs that nobody configured', () => {
    expect(
      questionOfAlert(alert({ ...none, notAHub: 'the virtual machine vm-7' })),
    ).toBeUndefined();
    expect(questionOfAlert(alert({ ...none, unknownHub: 'lab-hub' }))).toBeUndefined();
    expect(questionOfAlert(alert({ ...none }))).toBeUndefined();
    expect(questionOfAlert(alert({ about: aboutOf.budget as AlertAbout }))).toBeUndefined();
  });

  it('asks about every hub when a service of theirs is in trouble, and not for others', () => {
    const about = aboutOf['service-health'];
    const elsewhere = { ...about, concernsIotHub: false } as AlertAbout;

    expect(questionOfAlert(alert({ ...none, about }))).toEqual({});
    expect(questionOfAlert(alert({ ...none, about: elsewhere }))).toBeUndefined();
  });
});
