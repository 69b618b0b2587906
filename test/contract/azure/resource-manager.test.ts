import { request } from 'node:http';
import type { FaultName } from '../../../src/playground/azure/faults';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { askArm } from '../../support/ask-arm';
import { exportedRecord, hubId, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
const health = '/providers/Microsoft.ResourceHealth/availabilityStatuses';
const settings = '/providers/Microsoft.Insights/diagnosticSettings';
const otherHub = hubId.replace('MY-HUB', 'other-hub');
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeEach(async () => {
  const data = await writeDataFolder({
    'logs/hub.jsonl': [exportedRecord(), exportedRecord({ category: 'DeviceTelemetry' })]
      .map((one) => JSON.stringify(one))
      .join('\n'),
    'health.json': JSON.stringify({
      'other-hub': {
        location: 'eastus',
        properties: {
          availabilityState: 'Unavailable',
          title: 'Unavailable',
          occuredTime: '2026-03-10T11:50:00Z',
          recommendedActions: [{ action: 'Wait' }],
        },
      },
    }),
    'hub.json': JSON.stringify({
      'other-hub': {
        location: 'northeurope',
        sku: { name: 'B2' },
        units: 3,
        properties: { publicNetworkAccess: 'Disabled' },
        diagnosticSettings: [],
      },
      'half-told-hub': { sku: { name: 'S1', capacity: 1 } },
      'hub-of-no-size': { sku: { name: 'S1' } },
    }),
  });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 0,
    log: quietLog(),
  });
  ({ origin } = await azure.listen(0));
});

afterEach(async () => {
  await azure.close();
  await remove();
});

function post(path: string, body: unknown) {
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function tellStory() {
  await post('/local/hubs', { hubs: [{ 'my-hub': {} }] });
  await post('/local/health', {
    health: [{ 'my-hub': { properties: { availabilityState: 'Available' } } }],
  });
}

describe('a hub that a data folder only has rows of', () => {
  it.each([
    ['the hub itself', '', 'hub.json'],
    ['its diagnostic settings', settings, 'hub.json'],
    ['its health', `${health}/current`, 'health.json'],
    ['how its health was', health, 'health.json'],
  ])('is not made up: %s', async (_, path, file) => {
    const { status, body } = await askArm(origin, { path });

    expect(status).toBe(404);
    expect(body).toEqual({
      error: {
        code: 'ResourceNotFound',
        message: `No ${file} in the data folder tells of the hub my-hub.`,
      },
    });
  });

  it('has the metrics that its rows tell', async () => {
    const { status, body } = await askArm(origin, {
      path: '/providers/Microsoft.Insights/metrics',
      query: {
        'api-version': '2018-01-01',
        metricnames: 'connectedDeviceCount',
        timespan: '2026-03-10T11:30:00Z/2026-03-10T11:31:00Z',
      },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ value: [{ timeseries: [{ data: [{ average: 0 }] }] }] });
  });

  it('says so of diagnostic settings alone where the file leaves only them out', async () => {
    const of = hubId.replace('MY-HUB', 'half-told-hub');

    const [hub, logs] = [
      await askArm(origin, { of }),
      await askArm(origin, { of, path: settings }),
    ];

    expect([hub.status, logs.status]).toEqual([200, 404]);
    expect(logs.body).toMatchObject({
      error: { message: expect.stringContaining('gives no diagnosticSettings') },
    });
  });

  it('says so of a hub whose size the file leaves out', async () => {
    const { status, body } = await askArm(origin, {
      of: hubId.replace('MY-HUB', 'hub-of-no-size'),
    });

    expect(status).toBe(404);
    expect(body).toMatchObject({
      error: { message: expect.stringContaining('gives no sku with name and capacity') },
    });
  });

  it.each([
    ['/local/hubs', { hubs: [{ 'My-Hub': {} }] }, [200, 200, 404]],
    [
      '/local/health',
      { health: [{ 'My-Hub': { properties: { availabilityState: 'Degraded' } } }] },
      [404, 404, 200],
    ],
  ])('is as usual in what a story tells of it: %s', async (list, body, expected) => {
    await post(list, body);

    const statuses = [];
    for (const path of ['', settings, health]) {
      statuses.push((await askArm(origin, { path })).status);
    }

    expect(statuses).toEqual(expected);
  });
});

describe('a hub that only a story tells of', () => {
  it('is as usual in all that the story leaves out', async () => {
    const of = hubId.replace('MY-HUB', 'story-hub');
    await post('/local/logs', {
      records: [exportedRecord({ resourceId: of })],
    });

    const statuses = [];
    for (const path of ['', settings, health]) {
      statuses.push((await askArm(origin, { of, path })).status);
    }

    expect(statuses).toEqual([200, 200, 200]);
  });
});

describe('GET {resourceId} of a hub', () => {
  it('has what every hub has where a story says nothing else', async () => {
    await tellStory();

    const { status, body } = await askArm(origin, {});

    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: hubId,
      name: 'MY-HUB',
      type: 'Microsoft.Devices/IotHubs',
      location: 'westeurope',
      resourcegroup: 'RG',
      sku: { name: 'S1', tier: 'Standard', capacity: 1 },
      properties: {
        state: 'Active',
        hostName: 'my-hub.azure-devices.net',
        ipFilterRules: [],
        networkRuleSets: { defaultAction: 'Allow', ipRules: [] },
        publicNetworkAccess: 'Enabled',
        disableLocalAuth: false,
        minTlsVersion: '1.2',
      },
    });
  });

  it('has what the file says of it, and nothing of ours', async () => {
    const { body } = await askArm(origin, { of: otherHub.toLowerCase() });

    expect(body).toMatchObject({
      name: 'other-hub',
      location: 'northeurope',
      sku: { name: 'B2', tier: 'Basic', capacity: 3 },
      properties: { state: 'Active', publicNetworkAccess: 'Disabled' },
    });
    expect(body).not.toHaveProperty('units');
    expect(body).not.toHaveProperty('diagnosticSettings');
  });

  it('does not know a hub that no data speaks of', async () => {
    const { status, body } = await askArm(origin, { of: hubId.replace('MY-HUB', 'third-hub') });

    expect(status).toBe(404);
    expect(body).toEqual({
      error: {
        code: 'ResourceNotFound',
        message: expect.stringContaining(
          "The Resource 'Microsoft.Devices/IotHubs/third-hub' under resource group 'RG' was not found.",
        ),
      },
    });
  });

  it('might be any hub where the data speaks of none, but is not made up', async () => {
    const data = await writeDataFolder({ 'logs/none.jsonl': '' });
    const options = { now: () => now, dataDir: data.folder, ingestionDelaySeconds: 0 };
    const other = await createLocalAzure({ ...options, log: quietLog() });
    const { origin: otherOrigin } = await other.listen(0);

    const reply = await askArm(otherOrigin, {}).finally(() => other.close());

    await data.remove();
    expect(reply).toMatchObject({
      status: 404,
      body: { error: { message: 'No hub.json in the data folder tells of the hub my-hub.' } },
    });
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['', {}, 400, 'MissingApiVersionParameter'],
    ['', { 'api-version': 'newest' }, 400, 'InvalidApiVersionParameter'],
    ['/providers/Microsoft.Insights/alerts', {}, 404, 'InvalidResourceType'],
    ['/constructor', {}, 404, 'InvalidResourceType'],
  ])('refuses %s with %j as Resource Manager does', async (path, query, status, code) => {
    const reply = await askArm(origin, { path, query });

    expect(reply.status).toBe(status);
    expect(reply.body).toEqual({ error: { code, message: expect.any(String) } });
  });
});

describe('the availability status of a hub', () => {
  it('is available where a story says nothing else', async () => {
    await post('/local/twins', { twins: [{ deviceId: 'a', hub: 'story-hub' }] });
    const of = hubId.replace('MY-HUB', 'story-hub');

    const { status, body } = await askArm(origin, { of, path: `${health}/current` });

    expect(status).toBe(200);
    expect(body).toEqual({
      id: `${of}${health}/current`,
      name: 'current',
      type: 'Microsoft.ResourceHealth/AvailabilityStatuses',
      location: 'westeurope',
      properties: {
        availabilityState: 'Available',
        title: 'Available',
        summary: expect.any(String),
        reasonType: '',
        reasonChronicity: 'Persistent',
        occuredTime: '2026-02-08T12:00:00.000Z',
        reportedTime: now.toISOString(),
      },
    });
  });

  it('is what the file says, with advice for those who ask', async () => {
    const path = `${health}/current`;
    const plain = await askArm(origin, { of: otherHub, path });
    const advised = await askArm(origin, {
      of: otherHub,
      path,
      query: { 'api-version': '2023-10-01-preview', $expand: 'recommendedactions' },
    });

    expect(plain.body).toMatchObject({
      location: 'eastus',
      properties: { availabilityState: 'Unavailable', occuredTime: '2026-03-10T11:50:00Z' },
    });
    expect(plain.body).not.toHaveProperty('properties.recommendedActions');
    expect(advised.body).toMatchObject({
      properties: { recommendedActions: [{ action: 'Wait' }] },
    });
  });

  it('begins with what the file says first, and has no time where the file has none', async () => {
    const data = await writeDataFolder({
      'health.json': '{"my-hub":{"properties":{"availabilityState":"Degraded"}}}',
    });
    const options = { now: () => now, dataDir: data.folder, ingestionDelaySeconds: 0 };
    const other = await createLocalAzure({ ...options, log: quietLog() });
    const { origin: otherOrigin } = await other.listen(0);

    const { body } = await askArm(otherOrigin, { path: health }).finally(() => other.close());

    await data.remove();
    expect(body).toMatchObject({
      value: [{ name: 'current', properties: { availabilityState: 'Degraded' } }],
    });
    expect(body).not.toHaveProperty('value.0.properties.occuredTime');
    expect(body).not.toHaveProperty('value.1');
  });

  it('keeps what it was before, newest first, and nothing of the future', async () => {
    const told = (availabilityState: string, occuredTime: string) => ({
      'my-hub': { properties: { availabilityState, occuredTime } },
    });
    const reply = await post('/local/health', {
      health: [
        told('Available', '2026-03-10T11:59:00Z'),
        told('Degraded', '2026-03-10T11:40:00Z'),
        told('Unknown', '2026-03-10T12:00:01Z'),
        told('Broken', '2026-03-10T11:00:00Z'),
      ],
    });

    const { body } = await askArm(origin, { path: health });

    expect(await reply.json()).toEqual({
      added: 3,
      refused: [
        {
          index: 3,
          reason: expect.stringContaining('my-hub.properties.availabilityState: is not one of'),
        },
      ],
    });
    const { value } = body as { value: { name: string; properties: Record<string, unknown> }[] };
    expect(value.map(({ name, properties }) => [name, properties.availabilityState])).toEqual([
      ['current', 'Available'],
      ['2026-03-10-11-40-00', 'Degraded'],
      ['2026-02-08-12-00-00', 'Available'],
    ]);
  });
});

describe('the diagnostic settings of a hub', () => {
  it('of a story send the categories that rows are there of to the local workspace', async () => {
    await tellStory();

    const { body } = await askArm(origin, { path: settings });

    expect(body).toMatchObject({
      value: [
        {
          id: `${hubId}/providers/microsoft.insights/diagnosticSettings/to-log-analytics`,
          type: 'Microsoft.Insights/diagnosticSettings',
          name: 'to-log-analytics',
          properties: {
            workspaceId: expect.stringMatching(/\/workspaces\/contoso-logs$/),
            logs: [
              { category: 'Connections', enabled: true },
              { category: 'DeviceTelemetry', enabled: true },
            ],
          },
        },
      ],
    });
  });

  it('are none where the file says so', async () => {
    const { body } = await askArm(origin, { of: otherHub, path: settings });

    expect(body).toEqual({ value: [] });
  });
});

describe('a fault of Resource Manager', () => {
  beforeEach(tellStory);

  const parts = [
    ['hub', '', 'Microsoft.Devices/iotHubs/read'],
    ['metrics', '/providers/Microsoft.Insights/metrics', 'Microsoft.Insights/metrics/read'],
    ['health', `${health}/current`, 'Microsoft.ResourceHealth/availabilityStatuses/read'],
    ['diagnostics', settings, 'Microsoft.Insights/diagnosticSettings/read'],
  ] as const;
  const query = { 'api-version': '2018-01-01', metricnames: 'connectedDeviceCount' };

  it.each(parts)('of %s alone leaves the other three alone', async (part) => {
    await post('/local/faults', { fault: `${part}-503` });

    const statuses = [];
    for (const [, path] of parts) statuses.push((await askArm(origin, { path, query })).status);

    expect(statuses).toEqual(parts.map(([other]) => (other === part ? 503 : 200)));
  });

  it.each(parts)('names the action that reading %s needs', async (part, path, action) => {
    await post('/local/faults', { fault: `${part}-403` });

    const { status, body } = await askArm(origin, { path, query });

    expect(status).toBe(403);
    expect(body).toEqual({
      error: {
        code: 'AuthorizationFailed',
        message: expect.stringContaining(
          `does not have authorization to perform action '${action}' over scope '${hubId}'`,
        ),
      },
    });
  });

  it.each<[FaultName, number, string]>([
    ['metrics-401', 401, 'InvalidAuthenticationToken'],
    ['metrics-404', 404, 'ResourceNotFound'],
    ['metrics-429', 429, 'SubscriptionRequestsThrottled'],
    ['504', 504, 'GatewayTimeout'],
  ])('%s comes in the envelope of Resource Manager', async (fault, status, code) => {
    await post('/local/faults', { fault });

    const reply = await askArm(origin, { path: '/providers/Microsoft.Insights/metrics', query });

    expect(reply.status).toBe(status);
    expect(reply.body).toEqual({ error: { code, message: expect.any(String) } });
    expect(reply.headers.get('retry-after')).toBe(status === 429 ? '20' : null);
  });

  it.each<[FaultName, number, string]>([
    ['401', 401, 'ErrorCode:IotHubUnauthorizedAccess;Unauthorized'],
    ['403', 403, 'is not authorized for GET on /twins/pump-1 due to no assigned permissions'],
    ['429', 429, 'ErrorCode:ThrottlingException;'],
    ['503', 503, 'ErrorCode:ServiceUnavailable;'],
  ])('%s of everything comes from a registry in its own words', async (fault, status, words) => {
    await post('/local/faults', { fault });

    const reply = await fetch(`${origin}/twins/pump-1?api-version=2021-04-12`);

    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ Message: expect.stringContaining(words) });
  });

  it('can cut the connection, or answer with a web page', async () => {
    await post('/local/faults', { fault: 'hub-unreachable', times: 1 });
    await expect(askArm(origin, {})).rejects.toThrow('fetch failed');

    await post('/local/faults', { fault: 'hub-not-json', times: 1 });
    await expect(askArm(origin, {})).rejects.toThrow('not valid JSON');

    expect((await askArm(origin, {})).status).toBe(200);
  });

  it('takes its time when it is slow', async () => {
    await post('/local/faults', { fault: 'hub-slow', milliseconds: 120 });

    const startedMs = performance.now();
    const { status } = await askArm(origin, {});

    expect(status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(115);
  });
});

describe('GET /local/calls', () => {
  beforeEach(tellStory);

  it('tells of every call with its outcome and time, newest first', async () => {
    await askArm(origin, {});
    await askArm(origin, { of: hubId.replace('MY-HUB', 'third-hub') });
    await fetch(`${origin}/twins/nobody?api-version=2021-04-12`);
    await post('/local/faults', { fault: 'hub-unreachable', times: 1 });
    await askArm(origin, {}).catch(() => undefined);

    let calls: object[] = [];
    while (calls.length < 4) {
      const reply = await fetch(`${origin}/local/calls`);
      ({ calls } = (await reply.json()) as { calls: object[] });
    }

    const about = { at: now.toISOString(), method: 'GET', host: new URL(origin).host };
    const path = `${hubId}?api-version=2018-01-01`;
    const ms = expect.any(Number);
    expect(calls).toEqual([
      { id: 4, ...about, path, ms },
      { id: 3, ...about, path: '/twins/nobody?api-version=2021-04-12', status: 404, ms },
      { id: 2, ...about, path: path.replace('MY-HUB', 'third-hub'), status: 404, ms },
      { id: 1, ...about, path, status: 200, ms },
    ]);
  });

  it('is not for a caller under a foreign name', async () => {
    const { port } = new URL(origin);

    const status = await new Promise((resolve) => {
      request({ port, path: '/local/calls', headers: { host: 'evil.example' } }, (res) => {
        res.resume();
        resolve(res.statusCode);
      }).end();
    });

    expect(status).toBe(403);
  });
});
