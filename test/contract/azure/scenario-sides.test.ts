import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { sampleHub } from '../../../src/playground/samples/hub';
import type { Traces } from '../../../src/playground/scenarios/scenario';
import { scenarios } from '../../../src/playground/scenarios/scenarios';
import { askArm } from '../../support/ask-arm';
import { quietLog } from '../../support/quiet-log';

const startedAt = new Date('2026-03-10T12:34:56.789Z');
const later = new Date('2026-03-10T12:40:00Z');
let now = startedAt;
let azure: LocalAzure;
let origin = '';

beforeEach(async () => {
  now = startedAt;
  azure = await createLocalAzure({
    now: () => now,
    ingestionDelaySeconds: 0,
    log: quietLog(),
  });
  ({ origin } = await azure.listen(0));
});

afterEach(() => azure.close());

function play(id: string) {
  const scenario = scenarios.find((one) => one.id === id);
  if (!scenario) throw new Error(`no scenario ${id}`);
  return scenario.build(startedAt);
}

async function leave({ records, twins, metrics = [], health = [], hubs = [] }: Traces) {
  for (const [list, values] of Object.entries({ metrics, health, hubs })) {
    const reply = await fetch(`${origin}/local/${list}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ [list]: values }),
    });
    expect(await reply.json()).toEqual({ added: values.length, refused: [] });
  }
  azure.putTwins(twins);
  azure.appendLogs(records);
}

async function ask(path: string, query: Record<string, string> = {}) {
  const of = sampleHub.resourceId;
  const reply = await askArm(origin, {
    of,
    path,
    query: { 'api-version': '2018-01-01', ...query },
  });
  expect(reply.status).toBe(200);
  return reply.body as Record<string, unknown>;
}

/** The metric of the last half hour, minute by minute. */
async function lastHalfHour(metric: string, aggregation: string): Promise<number[]> {
  const from = new Date(now.getTime() - 30 * 60_000).toISOString();
  const to = new Date(now.getTime() + 60_000).toISOString();
  const body = await ask('/providers/Microsoft.Insights/metrics', {
    metricnames: metric,
    aggregation,
    timespan: `${from}/${to}`,
  });
  const [found] = body.value as { timeseries: { data: Record<string, number>[] }[] }[];
  return (found?.timeseries[0]?.data ?? []).flatMap((point) => point[aggregation] ?? []);
}

async function healthNow() {
  return ask('/providers/Microsoft.ResourceHealth/availabilityStatuses/current');
}

it('counts about as many connected devices on the bundled hub as it has', async () => {
  const counts = await lastHalfHour('connectedDeviceCount', 'average');
  const [total] = await lastHalfHour('totalDeviceCount', 'average');

  expect(total).toBe(312);
  expect(counts).toHaveLength(31);
  for (const count of counts) {
    expect(count).toBeGreaterThan(300);
    expect(count).toBeLessThanOrEqual(310);
  }
});

it.each([
  ['site-outage', 58],
  ['hub-fault', 180],
  ['network-refused', 24],
  ['late-logs', 44],
])('%s takes %i devices off the count, and gives them back', async (id, lost) => {
  const played = play(id);
  await leave(played);

  const during = await lastHalfHour('connectedDeviceCount', 'minimum');
  now = later;
  await leave(played.recover(later));
  now = new Date(later.getTime() + 60_000);
  const after = await lastHalfHour('connectedDeviceCount', 'minimum');

  const dip = Math.max(...during) - (during.at(-1) ?? 0);
  expect(dip).toBeGreaterThanOrEqual(lost - 3);
  expect(dip).toBeLessThanOrEqual(lost + 3);
  expect(after.at(-1)).toBeGreaterThanOrEqual(Math.max(...during) - 4);
});

it.each(['site-outage', 'late-logs', 'network-refused', 'expired-credential', 'token-renewal'])(
  'the metric bears out what the alert of %s says',
  async (id) => {
    const played = play(id);
    await leave(played);

    const counts = await lastHalfHour('connectedDeviceCount', 'minimum');

    const { data } = played.alert as {
      data: {
        alertContext: { condition: { allOf: { threshold: string; metricValue: number }[] } };
      };
    };
    const [said] = data.alertContext.condition.allOf;
    const least = Math.min(...counts.slice(-5));
    expect(least).toBeLessThan(Number(said?.threshold));
    expect(Math.abs(least - (said?.metricValue ?? 0))).toBeLessThanOrEqual(3);
  },
);

it('hub-fault is degraded until it is mended', async () => {
  const played = play('hub-fault');
  await leave(played);
  const during = await healthNow();
  now = later;
  await leave(played.recover(later));

  expect(during).toMatchObject({
    location: 'westeurope',
    properties: { availabilityState: 'Degraded', reasonType: 'Unplanned' },
  });
  expect(await healthNow()).toMatchObject({
    properties: { availabilityState: 'Available', occuredTime: later.toISOString() },
  });
});

it.each(['platform-upgrade', 'site-outage', 'throttling', 'quota', 'network-refused'])(
  '%s leaves no trace in health',
  async (id) => {
    await leave(play(id));

    expect(await healthNow()).toMatchObject({ properties: { availabilityState: 'Available' } });
  },
);

it('quota has spent all of one unit, and another one mends it', async () => {
  const played = play('quota');
  await leave(played);

  const used = await lastHalfHour('dailyMessageQuotaUsed', 'maximum');
  const before = await ask('');
  await leave(played.recover(later));

  expect(used.at(-1)).toBe(400_000);
  expect(before).toMatchObject({ sku: { name: 'S1', capacity: 1 } });
  expect(await ask('')).toMatchObject({ sku: { name: 'S1', capacity: 2 } });
});

it('throttling refuses messages near the limit, and calms down', async () => {
  const played = play('throttling');
  await leave(played);
  const during = await lastHalfHour('d2c.telemetry.ingress.sendThrottle', 'total');
  now = later;
  await leave(played.recover(later));

  expect(Math.max(...during)).toBeGreaterThan(10);
  expect((await lastHalfHour('d2c.telemetry.ingress.sendThrottle', 'total')).at(-1)).toBe(0);
});

it('network-refused is a rule of the hub that goes when it is mended', async () => {
  const played = play('network-refused');
  await leave(played);
  const during = await ask('');
  await leave(played.recover(later));

  expect(during).toMatchObject({ properties: { networkRuleSets: { defaultAction: 'Deny' } } });
  expect(await ask('')).toMatchObject({
    properties: { networkRuleSets: { defaultAction: 'Allow', ipRules: [] }, ipFilterRules: [] },
  });
});

it('disabled-device is disabled in the registry, by somebody and since a moment', async () => {
  const played = play('disabled-device');
  await leave(played);
  const [twin] = played.twins;

  const reply = await fetch(`${origin}/twins/${twin?.deviceId}?api-version=2021-04-12`);

  expect(await reply.json()).toMatchObject({
    status: 'disabled',
    statusReason: 'Reported stolen',
    statusUpdateTime: '2026-03-10T12:16:56.789Z',
    connectionState: 'Disconnected',
  });
});

it('a device that is not registered is unknown in the words of IoT Hub', async () => {
  const reply = await fetch(`${origin}/twins/nobody?api-version=2021-04-12`);

  expect(reply.status).toBe(404);
  expect(reply.headers.get('iothub-errorcode')).toBe('DeviceNotFound');
  expect(await reply.json()).toEqual({
    Message: expect.stringMatching(/^ErrorCode:DeviceNotFound;/),
    ExceptionMessage: expect.stringContaining('Tracking ID:'),
  });
});
