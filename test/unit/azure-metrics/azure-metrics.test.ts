import type { ServerResponse } from 'node:http';
import {
  type AzureMetricsOptions,
  createAzureMetrics,
} from '../../../src/adapters/azure-metrics/azure-metrics';
import { metricNames } from '../../../src/ports/metric-source';
import { armHub, armId, metricBody, metricsBody } from '../../support/arm-bodies';
import {
  type CannedServer,
  closedOrigin,
  openCannedServer,
  replyJson,
  type SeenRequest,
} from '../../support/canned-server';
import { quietLog } from '../../support/quiet-log';
import { recordedLog } from '../../support/recorded-log';

const question = {
  hub: armHub,
  metrics: ['connectedDeviceCount', 'd2c.telemetry.ingress.success'] as const,
  window: { from: new Date('2026-03-10T11:00:00Z'), to: new Date('2026-03-10T12:00:00Z') },
  grainSeconds: 60,
};
const empty = metricsBody(question.metrics.map((name) => metricBody(name, [])));
let server: CannedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

function create(options: Partial<AzureMetricsOptions>) {
  return createAzureMetrics({ credential: undefined, log: quietLog(), ...options });
}

async function serve(
  reply: (res: ServerResponse, request: SeenRequest, count: number) => void,
  options: Partial<AzureMetricsOptions> = {},
) {
  server = await openCannedServer(reply);
  return create({ localOrigin: server.origin, ...options });
}

describe('createAzureMetrics', () => {
  it('asks for all metrics in one request, keeping the host name', async () => {
    const metrics = await serve((res) => replyJson(res, 200, empty));

    await metrics.read(question);

    expect(server?.seen).toHaveLength(1);
    const [seen] = server?.seen ?? [];
    const url = new URL(seen?.path ?? '', 'http://x');
    expect(url.pathname).toBe(`${armId}/providers/Microsoft.Insights/metrics`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'api-version': '2024-02-01',
      timespan: '2026-03-10T11:00:00.000Z/2026-03-10T12:00:00.000Z',
      interval: 'PT1M',
      metricnames: 'connectedDeviceCount,d2c.telemetry.ingress.success',
      aggregation: 'Average,Minimum,Maximum,Total',
    });
    expect(seen?.headers).toMatchObject({
      host: 'management.azure.com',
      authorization: 'Bearer local',
    });
  });

  it('asks the Resource Manager of its cloud, and signs in for it', async () => {
    const endpoint = 'https://management.chinacloudapi.cn';
    const getToken = jest.fn().mockRejectedValue(new Error('no'));
    const metrics = await serve((res) => replyJson(res, 200, empty), { endpoint });
    const real = create({ credential: { getToken }, endpoint });

    await metrics.read(question);
    await expect(real.read(question)).rejects.toMatchObject({ code: 'arm_unreachable' });

    expect(server?.seen[0]?.headers.host).toBe('management.chinacloudapi.cn');
    expect(getToken).toHaveBeenCalledWith([`${endpoint}/.default`], expect.anything());
  });

  it('reads one series for each metric, oldest first, without points that have no figure', async () => {
    const connected = metricBody('ConnectedDeviceCount', [
      { timeStamp: '2026-03-10T11:02:00Z', average: 4, minimum: 0, maximum: 8, total: 8 },
      { timeStamp: '2026-03-10T11:00:00Z', average: 8.5, minimum: null, count: 2 },
      { timeStamp: '2026-03-10T11:01:00Z' },
      { timeStamp: '2026-03-10T11:03:00Z', average: null, count: 0 },
    ]);
    const sent = metricBody('d2c.telemetry.ingress.success', [], { timeseries: [] });
    const metrics = await serve((res) => replyJson(res, 200, metricsBody([sent, connected])));

    await expect(metrics.read(question)).resolves.toEqual([
      {
        metric: 'connectedDeviceCount',
        grainSeconds: 60,
        points: [
          { at: new Date('2026-03-10T11:00:00Z'), average: 8.5 },
          { at: new Date('2026-03-10T11:02:00Z'), average: 4, minimum: 0, maximum: 8, total: 8 },
        ],
      },
      { metric: 'd2c.telemetry.ingress.success', grainSeconds: 60, points: [] },
    ]);
  });

  it.each([
    [60, 'PT1M'],
    [300, 'PT5M'],
    [900, 'PT15M'],
    [3600, 'PT1H'],
  ])('asks for grains of %d seconds as %s', async (grainSeconds, interval) => {
    const body = metricsBody(metricNames.map((name) => metricBody(name, [])));
    const metrics = await serve((res) => replyJson(res, 200, body));

    const series = await metrics.read({ ...question, metrics: metricNames, grainSeconds });

    expect(series.map(({ metric }) => metric)).toEqual(metricNames);
    expect(server?.seen[0]?.path).toContain(`interval=${interval}&`);
  });

  it('asks nothing when no metric is wanted', async () => {
    const metrics = await serve((res) => replyJson(res, 200, empty));

    await expect(metrics.read({ ...question, metrics: [] })).resolves.toEqual([]);
    expect(server?.seen).toEqual([]);
  });

  it.each([
    ['400', 400, { code: 'BadRequest', message: 'no' }, 'arm_unreadable', false],
    ['401', 401, {}, 'arm_unauthorized', false],
    ['404', 404, { error: { code: 'ResourceNotFound' } }, 'arm_not_found', false],
    ['429', 429, {}, 'arm_throttled', true],
    ['500', 500, {}, 'arm_unavailable', true],
    ['504', 504, '<html>', 'arm_timeout', true],
    ['204', 204, '', 'arm_unreadable', false],
    ['a redirect', 302, '', 'arm_unreadable', false],
    ['a web page', 200, '<html>', 'arm_unreadable', false],
    ['an empty 200', 200, '', 'arm_unreadable', false],
    ['a list', 200, [], 'arm_unreadable', false],
    ['no values', 200, metricsBody(undefined), 'arm_unreadable', false],
    ['another metric', 200, metricsBody([metricBody('jobs.failed', [])]), 'arm_unreadable', false],
    [
      'a metric without series',
      200,
      metricsBody([metricBody('connectedDeviceCount', [], { timeseries: undefined })]),
      'arm_unreadable',
      false,
    ],
    [
      'a metric without a name',
      200,
      metricsBody([metricBody('connectedDeviceCount', [], { name: undefined })]),
      'arm_unreadable',
      false,
    ],
    [
      'a point without a time',
      200,
      metricsBody([metricBody('connectedDeviceCount', [{ average: 1 }])]),
      'arm_unreadable',
      false,
    ],
    [
      'a point at no time',
      200,
      metricsBody([metricBody('connectedDeviceCount', [{ timeStamp: 'x', average: 1 }])]),
      'arm_unreadable',
      false,
    ],
    [
      'a metric that failed by itself',
      200,
      metricsBody([metricBody('connectedDeviceCount', [], { errorCode: 'InternalServerError' })]),
      'arm_unavailable',
      true,
    ],
  ])('calls %s by its name', async (_, status, body, code, retryable) => {
    const metrics = await serve((res) => {
      res.writeHead(status, {
        'content-type': 'application/json',
        location: `${server?.origin}/elsewhere`,
      });
      res.end(typeof body === 'string' ? body : JSON.stringify(body));
    });

    await expect(metrics.read(question)).rejects.toMatchObject({
      name: 'AppError',
      code,
      retryable,
    });
    expect(server?.seen).toHaveLength(1);
  });

  it('names the role that is missing, and where', async () => {
    const metrics = await serve((res) =>
      replyJson(res, 403, { error: { code: 'AuthorizationFailed', message: 'no' } }),
    );

    await expect(metrics.read(question)).rejects.toMatchObject({
      code: 'arm_forbidden',
      message: `This bot may not read the metrics of my-hub. Give its identity the role Monitoring Reader on ${armId}; a new role can take some minutes to work.`,
    });
  });

  it('passes on when to come back', async () => {
    const metrics = await serve((res) => replyJson(res, 429, {}, { 'retry-after': '30' }));

    await expect(metrics.read(question)).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });

  it('tries once more when a gateway stumbles', async () => {
    const metrics = await serve((res, _, count) =>
      count === 1 ? replyJson(res, 502, {}) : replyJson(res, 200, empty),
    );

    await expect(metrics.read(question)).resolves.toHaveLength(2);
  });

  it('gives up when nothing is answered', async () => {
    const metrics = await serve(() => {}, { patienceMs: 50 });

    await expect(metrics.read(question)).rejects.toMatchObject({
      code: 'arm_timeout',
      retryable: true,
    });
  });

  it('stops when the asker does', async () => {
    const giveUp = new AbortController();
    const metrics = await serve(() => giveUp.abort());

    await expect(metrics.read(question, giveUp.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('says so when nothing listens', async () => {
    const metrics = create({ localOrigin: await closedOrigin() });

    await expect(metrics.read(question)).rejects.toMatchObject({
      code: 'arm_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('tells a credential that cannot sign in from a service that cannot be reached', async () => {
    const error = Object.assign(new Error('no'), { name: 'CredentialUnavailableError' });
    const metrics = create({ credential: { getToken: () => Promise.reject(error) } });

    await expect(metrics.read(question)).rejects.toMatchObject({ code: 'arm_unauthorized' });
  });

  it.each([undefined, '/hubs/my-hub', `${armId}/../../x`])(
    'asks nothing about a hub with the id %p',
    async (resourceId) => {
      const metrics = await serve((res) => replyJson(res, 200, empty));

      await expect(
        metrics.read({ ...question, hub: { ...armHub, resourceId } }),
      ).rejects.toMatchObject({ code: 'hub_unidentified' });
      expect(server?.seen).toEqual([]);
    },
  );

  it('asks once for all who ask the same at a time, and remembers nothing', async () => {
    const metrics = await serve((res) => replyJson(res, 200, empty));

    await Promise.all([
      metrics.read(question),
      metrics.read({ ...question, hub: { ...armHub, resourceId: armId.toUpperCase() } }),
      metrics.read({ ...question, grainSeconds: 300 }),
    ]);
    await metrics.read(question);

    expect(server?.seen).toHaveLength(3);
  });

  it('sends each request when its turn comes', async () => {
    const turns: unknown[] = [];
    const metrics = await serve((res) => replyJson(res, 200, empty), {
      limit: (work, signal) => {
        turns.push(signal?.aborted);
        return work();
      },
    });

    await metrics.read(question);

    expect(turns).toEqual([false]);
  });

  it('logs what failed, and no token', async () => {
    const { log, lines } = recordedLog();
    const metrics = await serve((res) => replyJson(res, 403, {}), { log });

    await expect(metrics.read(question)).rejects.toThrow();

    expect(lines().join()).toContain('"code":"arm_forbidden"');
    expect(lines().join()).not.toContain('Bearer');
  });

  it('refuses a stand-in that is not on this machine, and no credential at all', () => {
    expect(() => create({ localOrigin: 'http://192.0.2.1' })).toThrow(
      expect.objectContaining({ code: 'local_origin_invalid' }),
    );
    expect(() => create({})).toThrow(expect.objectContaining({ code: 'credential_missing' }));
  });
});
