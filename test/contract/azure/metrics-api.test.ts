import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { askArm } from '../../support/ask-arm';
import { exportedRecord, hubId, writeDataFolder } from '../../support/local-azure';
import { createLocalMetricsClient } from '../../support/local-metrics-client';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
const path = '/providers/Microsoft.Insights/metrics';
const span = '2026-03-10T11:00:00Z/2026-03-10T11:10:00Z';
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeAll(async () => {
  const rows = [
    row('11:02:00', 'a', 'deviceConnect'),
    row('11:02:30', 'b', 'deviceConnect'),
    row('11:04:00', 'c', 'deviceDisconnect'),
    row('11:05:00', 'a', 'deviceDisconnect'),
    row('11:05:30', 'd', 'deviceConnect', '401003'),
  ];
  const data = await writeDataFolder({
    'logs/hub.jsonl': rows.map((one) => JSON.stringify(one)).join('\n'),
    'twins.json': JSON.stringify([
      { hub: 'my-hub', deviceId: 'silent', connectionState: 'Connected' },
      { hub: 'my-hub', deviceId: 'a', connectionState: 'Disconnected' },
      { hub: 'other-hub', deviceId: 'x', connectionState: 'Connected' },
    ]),
    'metrics.json': JSON.stringify({
      'My-Hub': {
        'd2c.telemetry.ingress.allProtocol': [
          { timeStamp: '2026-03-10T11:00:00Z', total: 10 },
          { timeStamp: '2026-03-10T11:01:00Z', total: 20, count: 2 },
          { timeStamp: '2026-03-10T11:06:00Z', total: 40 },
        ],
        dailyMessageQuotaUsed: [
          { timeStamp: '2026-03-10T11:00:00Z', average: 100, maximum: 110 },
          { timeStamp: '2026-03-10T11:03:00Z', average: 200, maximum: 210, minimum: 190 },
        ],
      },
    }),
  });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 86_400,
    log: quietLog(),
  });
  ({ origin } = await azure.listen(0));
});

afterAll(async () => {
  await azure.close();
  await remove();
});

function row(clock: string, deviceId: string, operationName: string, resultType?: string) {
  const level = resultType ? 'Error' : 'Information';
  const time = `2026-03-10T${clock}Z`;
  return exportedRecord({ time, operationName, level, resultType }, { deviceId });
}

interface Metric {
  name: { value: string };
  timeseries: { data: Record<string, unknown>[] }[];
}

function ask(query: Record<string, string>) {
  return askArm(origin, { path, query: { 'api-version': '2018-01-01', timespan: span, ...query } });
}

async function dataOf(query: Record<string, string>) {
  const { body } = await ask(query);
  const [metric] = (body as { value: Metric[] }).value;
  return metric?.timeseries[0]?.data ?? [];
}

describe('GET {resourceId}/providers/Microsoft.Insights/metrics', () => {
  it('answers in the form of the service', async () => {
    const { status, body } = await ask({
      metricnames: 'D2C.telemetry.ingress.allprotocol,totalDeviceCount',
      aggregation: 'Total,Average',
      interval: 'PT5M',
    });

    expect(status).toBe(200);
    expect(body).toEqual({
      cost: 9,
      timespan: span,
      interval: 'PT5M',
      namespace: 'Microsoft.Devices/IotHubs',
      resourceregion: 'westeurope',
      value: [
        {
          id: `${hubId}/providers/Microsoft.Insights/metrics/d2c.telemetry.ingress.allProtocol`,
          type: 'Microsoft.Insights/metrics',
          name: {
            value: 'd2c.telemetry.ingress.allProtocol',
            localizedValue: 'Telemetry message send attempts',
          },
          displayDescription: expect.any(String),
          unit: 'Count',
          timeseries: [
            {
              metadatavalues: [],
              data: [
                { timeStamp: '2026-03-10T11:00:00Z', total: 30 },
                { timeStamp: '2026-03-10T11:05:00Z', total: 40 },
              ],
            },
          ],
          errorCode: 'Success',
        },
        expect.objectContaining({
          timeseries: [
            {
              metadatavalues: [],
              data: [
                { timeStamp: '2026-03-10T11:00:00Z', average: 5 },
                { timeStamp: '2026-03-10T11:05:00Z', average: 5 },
              ],
            },
          ],
        }),
      ],
    });
  });

  it('counts the connected devices by playing the rows back, also those not ingested yet', async () => {
    const data = await dataOf({
      metricnames: 'connectedDeviceCount',
      aggregation: 'average,minimum,maximum',
      timespan: '2026-03-10T11:01:00Z/2026-03-10T11:07:00Z',
    });

    // c was there before its row, silent leaves none, d was refused.
    expect(data).toEqual([
      { timeStamp: '2026-03-10T11:01:00Z' },
      { timeStamp: '2026-03-10T11:02:00Z', average: 3.5, minimum: 3, maximum: 4 },
      { timeStamp: '2026-03-10T11:03:00Z', average: 4, minimum: 4, maximum: 4 },
      { timeStamp: '2026-03-10T11:04:00Z', average: 3, minimum: 3, maximum: 3 },
      { timeStamp: '2026-03-10T11:05:00Z', average: 2, minimum: 2, maximum: 2 },
      { timeStamp: '2026-03-10T11:06:00Z', average: 2, minimum: 2, maximum: 2 },
    ]);
  });

  it('keeps hubs apart', async () => {
    const { body } = await askArm(origin, {
      of: hubId.replace('MY-HUB', 'Other-Hub'),
      path,
      query: {
        'api-version': '2024-02-01',
        metricnames: 'connectedDeviceCount,totalDeviceCount,dailyMessageQuotaUsed',
        timespan: span,
        interval: 'FULL',
      },
    });

    const point = { timeStamp: '2026-03-10T11:00:00Z', average: 1 };
    expect((body as { value: Metric[] }).value.map(({ timeseries }) => timeseries)).toEqual([
      [{ metadatavalues: [], data: [point] }],
      [{ metadatavalues: [], data: [point] }],
      [],
    ]);
  });

  it('leaves out what no point has', async () => {
    const data = await dataOf({
      metricnames: 'dailyMessageQuotaUsed',
      aggregation: 'average,minimum,maximum,total',
      interval: 'PT5M',
    });

    expect(data).toEqual([
      { timeStamp: '2026-03-10T11:00:00Z', average: 150, minimum: 190, maximum: 210 },
      { timeStamp: '2026-03-10T11:05:00Z' },
    ]);
  });

  it('has no series of a metric that nothing was ever told of', async () => {
    const { body } = await ask({ metricnames: 'd2c.telemetry.ingress.sendThrottle' });

    expect(body).toMatchObject({ value: [{ timeseries: [], errorCode: 'Success' }] });
  });

  it('tells nothing of the time to come', async () => {
    const data = await dataOf({
      metricnames: 'connectedDeviceCount',
      interval: 'PT1H',
      timespan: '2026-03-10T11:00:00Z/2026-03-10T14:00:00Z',
    });

    expect(data).toEqual([
      { timeStamp: '2026-03-10T11:00:00Z', average: expect.any(Number) },
      { timeStamp: '2026-03-10T12:00:00Z', average: 2 },
      { timeStamp: '2026-03-10T13:00:00Z' },
    ]);
  });

  it.each<[Record<string, string>, string]>([
    [
      { metricnames: 'nonsense' },
      'Failed to find metric configuration for provider: Microsoft.Devices, resource Type: IotHubs, metric: nonsense, Valid metrics: connectedDeviceCount,',
    ],
    [{ metricnames: '' }, "query parameter: 'metricnames'"],
    [
      { metricnames: Array(21).fill('totalDeviceCount').join() },
      'Requested metrics count: 21 bigger than allowed max: 20',
    ],
    [
      { metricnames: 'totalDeviceCount', interval: 'PT2M' },
      "Detect invalid value: PT2M for query parameter: 'interval', the value must be: PT1M,PT5M",
    ],
    [
      { metricnames: 'totalDeviceCount', aggregation: 'average,median' },
      "query parameter: 'aggregation'",
    ],
    [{ metricnames: 'totalDeviceCount', timespan: 'lately' }, "query parameter: 'timespan'"],
    [
      { metricnames: 'totalDeviceCount', metricnamespace: 'Microsoft.Web/sites' },
      "query parameter: 'metricnamespace'",
    ],
    [{ metricnames: 'totalDeviceCount', timespan: 'P90D' }, 'more than 44640 intervals'],
  ])('refuses %j in the words of the service', async (query, words) => {
    const { status, body } = await ask(query);

    expect(status).toBe(400);
    expect(body).toEqual({ code: 'BadRequest', message: expect.stringContaining(words) });
  });
});

describe("Azure's own metrics client against the local Azure", () => {
  it('reads the series of several metrics', async () => {
    const client = createLocalMetricsClient(origin);

    const answer = await client.queryResource(hubId, ['connectedDeviceCount', 'totalDeviceCount'], {
      aggregations: ['Average', 'Minimum', 'Maximum'],
      granularity: 'PT5M',
      timespan: {
        startTime: new Date('2026-03-10T11:00:00Z'),
        endTime: new Date('2026-03-10T11:10:00Z'),
      },
    });

    expect(answer).toMatchObject({
      granularity: 'PT5M',
      namespace: 'Microsoft.Devices/IotHubs',
      resourceRegion: 'westeurope',
      timespan: { startTime: new Date('2026-03-10T11:00:00Z') },
    });
    expect(answer.getMetricByName('connectedDeviceCount')).toMatchObject({
      unit: 'Count',
      errorCode: 'Success',
      timeseries: [
        {
          data: [
            { timeStamp: new Date('2026-03-10T11:00:00Z'), minimum: 3, maximum: 4 },
            { timeStamp: new Date('2026-03-10T11:05:00Z'), average: 2, minimum: 2, maximum: 2 },
          ],
        },
      ],
    });
    expect(answer.getMetricByName('totalDeviceCount')?.timeseries[0]?.data?.[0]).toMatchObject({
      average: 5,
    });
  });

  it('asks for the last hour by a duration', async () => {
    const client = createLocalMetricsClient(origin);

    const { metrics } = await client.queryResource(hubId, ['connectedDeviceCount'], {
      timespan: { duration: 'PT1H' },
      aggregations: ['Maximum'],
    });

    expect(metrics[0]?.timeseries[0]?.data).toHaveLength(60);
  });

  it('finds the words of a refusal', async () => {
    const client = createLocalMetricsClient(origin);

    await expect(client.queryResource(hubId, ['nonsense'])).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadRequest',
      message: expect.stringContaining('Failed to find metric configuration'),
    });
  });
});
