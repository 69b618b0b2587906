import { createAzureArm } from '../../../src/adapters/azure-arm/azure-arm';
import { createAzureMetrics } from '../../../src/adapters/azure-metrics/azure-metrics';
import type { FaultName, FaultOrder } from '../../../src/playground/azure/faults';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { metricNames } from '../../../src/ports/metric-source';
import { armHub } from '../../support/arm-bodies';
import { exportedRecord, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
const window = { from: new Date('2026-03-10T11:00:00Z'), to: now };
const log = quietLog();
const healthy = { availabilityState: 'Available', occuredTime: '2026-03-01T00:00:00Z' };
const troubled = {
  availabilityState: 'Unavailable',
  title: 'Trouble',
  summary: 'We are on it.',
  reasonType: 'Unplanned',
  occuredTime: '2026-03-10T11:31:00Z',
};
const toPlantLogs = {
  name: 'to-plant-logs',
  properties: {
    workspaceId:
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/plant-logs',
    logs: [{ category: 'Connections', enabled: true }],
  },
};
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeAll(async () => {
  const connect = { operationName: 'deviceConnect', resultType: '', level: 'Information' };
  const data = await writeDataFolder({
    'logs/hub.jsonl': [
      exportedRecord({ time: '2026-03-10T11:10:00Z', ...connect }),
      exportedRecord({ time: '2026-03-10T11:30:00Z' }),
    ]
      .map((record) => JSON.stringify(record))
      .join('\n'),
    'metrics.json': JSON.stringify({
      'my-hub': {
        'd2c.telemetry.ingress.success': [
          { timeStamp: '2026-03-10T11:20:00Z', total: 7 },
          { timeStamp: '2026-03-10T11:21:00Z', total: 0 },
        ],
      },
    }),
    'hub.json': JSON.stringify({
      'my-hub': {
        location: 'northeurope',
        sku: { name: 'S2', capacity: 3 },
        diagnosticSettings: [toPlantLogs],
        properties: {
          networkRuleSets: {
            defaultAction: 'Deny',
            applyToBuiltInEventHubEndpoint: true,
            ipRules: [{ filterName: 'plant', action: 'Allow', ipMask: '203.0.113.0/24' }],
          },
        },
      },
      'silent-hub': { diagnosticSettings: [] },
      'half-told-hub': { sku: { name: 'S1', capacity: 1 } },
    }),
    'health.json': JSON.stringify([
      { 'my-hub': { properties: healthy } },
      { 'my-hub': { properties: troubled } },
    ]),
  });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 0,
    log,
  });
  ({ origin } = await azure.listen(0));
});

afterEach(async () => {
  await fetch(`${origin}/local/faults`, { method: 'DELETE' });
});

afterAll(async () => {
  await azure.close();
  await remove();
});

function arm(patienceMs?: number) {
  return createAzureArm({
    credential: undefined,
    localOrigin: origin,
    now: () => now,
    patienceMs,
    log,
  });
}

function readMetrics(hub = armHub, patienceMs?: number) {
  const metrics = createAzureMetrics({
    credential: undefined,
    localOrigin: origin,
    patienceMs,
    log,
  });
  return metrics.read({ hub, metrics: metricNames, window, grainSeconds: 300 });
}

function hubNamed(name: string) {
  return { ...armHub, name, resourceId: armHub.resourceId?.replace('my-hub', name) };
}

describe("Azure's own metrics client against the local Azure", () => {
  it('reads one series for each metric, empty where nothing was measured', async () => {
    const series = await readMetrics();

    expect(series.map(({ metric }) => metric)).toEqual(metricNames);
    const of = (name: string) => series.find(({ metric }) => metric === name)?.points;
    expect(of('connectedDeviceCount')).toContainEqual(
      expect.objectContaining({ at: new Date('2026-03-10T11:15:00Z'), maximum: 1, minimum: 1 }),
    );
    expect(of('connectedDeviceCount')?.at(-1)).toMatchObject({ maximum: 0 });
    expect(of('d2c.telemetry.ingress.success')).toContainEqual(
      expect.objectContaining({ at: new Date('2026-03-10T11:20:00Z'), total: 7 }),
    );
    expect(of('d2c.telemetry.ingress.sendThrottle')).toEqual([]);
  });

  it('says so of a hub that is not there', async () => {
    await expect(readMetrics(hubNamed('other-hub'))).rejects.toMatchObject({
      code: 'arm_not_found',
      message: expect.stringContaining('IotHubs/other-hub'),
    });
  });
});

describe('the Resource Manager client against the local Azure', () => {
  it('reads how a hub is set up', async () => {
    await expect(arm().findHub(armHub)).resolves.toEqual({
      name: 'my-hub',
      sku: 'S2',
      units: 3,
      state: 'Active',
      location: 'northeurope',
      publicAccess: 'enabled',
      ipRules: [{ name: 'plant', action: 'accept', mask: '203.0.113.0/24' }],
      otherAddresses: 'reject',
      localAuth: 'enabled',
    });
  });

  it('reads where the logs go, if anywhere', async () => {
    const [setting, ...others] = await arm().listDiagnosticSettings(armHub);

    expect(setting?.categories).toContain('Connections');
    expect(setting?.workspace?.resourceId).toMatch(/\/workspaces\/[\w-]+$/);
    expect(others).toEqual([]);
    await expect(arm().listDiagnosticSettings(hubNamed('silent-hub'))).resolves.toEqual([]);
  });

  it('reads the health of a hub and what it was before', async () => {
    const [state, before] = await arm().history(armHub);

    const since = new Date('2026-03-10T11:31:00Z');
    expect(state).toEqual({
      state: 'unavailable',
      title: 'Trouble',
      summary: 'We are on it.',
      reason: 'Unplanned',
      since,
      until: undefined,
    });
    expect(before).toMatchObject({ state: 'available', reason: '', until: since });
  });

  it('says so of a hub that is not there', async () => {
    await expect(arm().findHub(hubNamed('other-hub'))).rejects.toMatchObject({
      code: 'arm_not_found',
      message: expect.stringContaining('Check IOT_HUB_RESOURCE_IDS'),
    });
  });

  it('says which file does not tell of a hub', async () => {
    const hub = hubNamed('half-told-hub');

    await expect(arm().findHub(hub)).resolves.toMatchObject({ name: 'half-told-hub' });
    await expect(arm().listDiagnosticSettings(hub)).rejects.toMatchObject({
      code: 'arm_not_found',
      message:
        'The hub.json in the data folder gives no diagnosticSettings of the hub half-told-hub.',
    });
    await expect(arm().history(hub)).rejects.toMatchObject({
      code: 'arm_not_found',
      message: 'No health.json in the data folder tells of the hub half-told-hub.',
    });
  });
});

describe('what is asked of Resource Manager while Azure fails', () => {
  const parts = [
    ['metrics', (patienceMs?: number) => readMetrics(armHub, patienceMs)],
    ['hub', (patienceMs?: number) => arm(patienceMs).findHub(armHub)],
    ['diagnostics', (patienceMs?: number) => arm(patienceMs).listDiagnosticSettings(armHub)],
    ['health', (patienceMs?: number) => arm(patienceMs).history(armHub)],
  ] as const;
  const failures: [FaultName, string, boolean, string][] = [
    ['unreachable', 'arm_unreachable', true, 'ECONNRESET'],
    ['tls', 'arm_unreachable', false, 'No secure connection'],
    ['401', 'arm_unauthorized', false, 'Signing in'],
    ['403', 'arm_forbidden', false, armHub.resourceId ?? ''],
    ['404', 'arm_not_found', false, 'IOT_HUB_RESOURCE_IDS'],
    ['429', 'arm_throttled', true, 'no more requests'],
    ['503', 'arm_unavailable', true, 'status 503, ServiceUnavailable'],
    ['504', 'arm_timeout', true, 'did not answer in time'],
    ['aborted', 'arm_unreachable', true, 'broke in the middle'],
    ['not-json', 'arm_unreadable', false, 'answered'],
    ['empty-200', 'arm_unreadable', false, 'answered'],
  ];

  it.each(
    parts.flatMap(([part, ask]) => failures.map((failure) => [part, ...failure, ask] as const)),
  )('%s: explains %s as %s', async (part, fault, code, retryable, said, ask) => {
    await turnOn({ fault, part });

    await expect(ask()).rejects.toMatchObject({
      code,
      retryable,
      message: expect.stringContaining(said),
      retryAfterSeconds: fault === '429' ? 20 : fault === '503' ? 5 : undefined,
    });
  });

  it.each(parts)('explains %s that never come', async (part, ask) => {
    await turnOn({ fault: 'time-out', part });

    await expect(ask(60)).rejects.toMatchObject({ code: 'arm_timeout', retryable: true });
  });

  it('lets one fail while the others go on', async () => {
    await turnOn({ fault: 'metrics-403' });

    await expect(readMetrics()).rejects.toMatchObject({
      code: 'arm_forbidden',
      message: expect.stringContaining('Monitoring Reader'),
    });
    await expect(arm().history(armHub)).resolves.toHaveLength(2);
  });
});

async function turnOn(order: FaultOrder) {
  const reply = await fetch(`${origin}/local/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  expect(reply.status).toBe(200);
}
