import { inflateSync } from 'node:zlib';
import type { ExportedRecord } from '../../../src/playground/azure/exported-record';
import { readRecord } from '../../../src/playground/azure/exported-record';
import { createHealthShelf } from '../../../src/playground/azure/health-shelf';
import { createHubShelf } from '../../../src/playground/azure/hub-shelf';
import { createMetricShelf } from '../../../src/playground/azure/metric-shelf';
import { createTwinShelf } from '../../../src/playground/azure/twin-shelf';
import { resolveAlert } from '../../../src/playground/scenarios/resolve-alert';
import { scenarios } from '../../../src/playground/scenarios/scenarios';

const now = new Date('2026-03-10T12:34:56.789Z');

interface AlertBody {
  data: {
    essentials: Record<string, unknown>;
    alertContext: { condition?: object; properties?: object };
  };
}

function build(id: string, at = now) {
  const scenario = scenarios.find((one) => one.id === id);
  if (!scenario) throw new Error(`no scenario ${id}`);
  const built = scenario.build(at);
  return { ...built, alert: built.alert as AlertBody };
}

function propertiesOf(record: ExportedRecord): Record<string, unknown> {
  return JSON.parse(String(record.properties));
}

const ids = scenarios.map(({ id }) => id);
/** These have rows that arrive late, or no alert at all. */
const inTimeIds = ids.filter((id) => id !== 'late-logs');
const eventIds = scenarios.filter(({ group }) => group === 'Device events').map(({ id }) => id);
const alertIds = ids.filter((id) => id !== 'port-blocked' && !eventIds.includes(id));

function expectTaken({ records, twins }: Pick<ReturnType<typeof build>, 'records' | 'twins'>) {
  const shelf = createTwinShelf();
  const refused = records.flatMap((one) => ('refused' in readRecord(one) ? [one] : []));
  expect([...refused, ...twins.flatMap((one) => shelf.put(one) ?? [])]).toEqual([]);
}

it('tells of eighteen disasters, each under its own id', () => {
  expect(new Set(ids).size).toBe(18);
});

describe.each(eventIds)('the device events of %s', (id) => {
  const { events = [], alert, expect: say, recover } = build(id);

  it('come without an alert and are about devices of this run', () => {
    expect(alert).toBeUndefined();
    expect(events.length).toBeGreaterThan(1);
    for (const { hub, deviceId, at } of events) {
      expect([hub, deviceId]).toEqual(['contoso-hub', expect.stringContaining('-123456')]);
      expect(at.getTime()).toBeLessThanOrEqual(now.getTime());
    }
  });

  it('leave each device as its twin says, and bring it back', () => {
    const twins = new Map(build(id).twins.map((twin) => [twin.deviceId, twin]));
    const last = new Map(events.map(({ deviceId, what }) => [deviceId, what]));
    const back = recover(new Date(now.getTime() + 60_000)).events ?? [];
    for (const [deviceId, what] of last) {
      expect(twins.get(deviceId)).toMatchObject({
        connectionState: what === 'connected' ? 'Connected' : 'Disconnected',
      });
      const returns = back.filter((moment) => moment.deviceId === deviceId);
      expect(returns.every((moment) => moment.what === 'connected')).toBe(true);
      if (what === 'disconnected') expect(returns).toHaveLength(1);
    }
  });

  it('say what to look for', () => {
    expect(say?.('2 min')).toMatch(/card/);
  });
});

it('tells of events beside the alert of a disaster', () => {
  const { events = [], recover } = build('site-outage');

  expect(events.filter(({ what }) => what === 'disconnected')).toHaveLength(59);
  expect(recover(new Date(now.getTime() + 60_000)).events).toHaveLength(58);
});

describe.each(ids)('scenario %s', (id) => {
  it('makes records and twins that the local workspace takes', () => {
    const built = build(id);

    expectTaken(built);
    expect(built.records.length).toBeGreaterThan(0);
    expect(built.twins.length).toBeGreaterThan(0);
  });

  it('tells only of the past', () => {
    for (const { time } of build(id).records) {
      expect(Date.parse(time)).toBeLessThanOrEqual(now.getTime());
    }
  });

  it('recovers after it began and not in the future, with the twins connected', () => {
    const at = new Date(now.getTime() + 90_000);

    const recovery = build(id).recover(at);

    expectTaken(recovery);
    for (const { time, operationName, resultType, ingestedAt } of recovery.records) {
      expect(Date.parse(time)).toBeGreaterThanOrEqual(now.getTime() - 1000);
      expect(Date.parse(time)).toBeLessThanOrEqual(at.getTime());
      expect([operationName, resultType, ingestedAt]).toEqual([
        'deviceConnect',
        undefined,
        undefined,
      ]);
    }
    expect(recovery.twins.length).toBeGreaterThan(0);
    for (const twin of recovery.twins) {
      expect(twin).toMatchObject({ status: 'enabled', connectionState: 'Connected' });
    }
  });
});

describe.each(inTimeIds)('the history of %s', (id) => {
  it('reached the workspace in time', () => {
    for (const { time, ingestedAt } of build(id).records) {
      const arrivedAt = Date.parse(ingestedAt ?? '');

      expect(arrivedAt).toBeGreaterThanOrEqual(Date.parse(time));
      expect(arrivedAt).toBeLessThanOrEqual(now.getTime());
      expect(arrivedAt - Date.parse(time)).toBeLessThanOrEqual(60_000);
    }
  });
});

describe.each(alertIds)('the alert of %s', (id) => {
  it('has the fields of the common schema and is new each time', () => {
    const { alert } = build(id);

    expect(alert).toMatchObject({
      schemaId: 'azureMonitorCommonAlertSchema',
      data: {
        essentials: {
          alertRule: expect.stringMatching(/^contoso-hub-/),
          severity: expect.stringMatching(/^Sev[0-4]$/),
          monitorCondition: 'Fired',
          firedDateTime: now.toISOString(),
          alertTargetIDs: [expect.stringMatching(/^\/subscriptions\/[-0-9]+42\/resourcegroups\//)],
          configurationItems: ['contoso-hub'],
          essentialsVersion: '1.0',
        },
      },
    });
    expect(build(id).alert.data.essentials.alertId).not.toBe(alert.data.essentials.alertId);
  });

  it('resolves under the same id, without the times of a window', () => {
    const { alert } = build(id);
    const at = new Date('2026-03-10T12:50:00Z');

    const resolved = resolveAlert(alert, at) as AlertBody;

    expect(resolved.data.essentials).toEqual({
      ...alert.data.essentials,
      monitorCondition: 'Resolved',
      resolvedDateTime: at.toISOString(),
    });
    expect(resolved.data.alertContext.condition ?? {}).not.toHaveProperty('windowStartTime');
    expect(resolved.data.alertContext.condition ?? {}).not.toHaveProperty('windowEndTime');
    expect(alert.data.essentials.monitorCondition).toBe('Fired');
  });
});

it.each([
  ['site-outage', 'SingleResourceMultipleMetricCriteria', 'connectedDeviceCount', 'Minimum'],
  ['token-renewal', 'DynamicThresholdCriteria', 'connectedDeviceCount', 'Minimum'],
  [
    'throttling',
    'SingleResourceMultipleMetricCriteria',
    'd2c.telemetry.ingress.sendThrottle',
    'Total',
  ],
  ['quota', 'SingleResourceMultipleMetricCriteria', 'dailyMessageQuotaUsed', 'Maximum'],
])('%s is found by a metric rule (%s on %s)', (id, conditionType, metricName, timeAggregation) => {
  expect(build(id).alert).toMatchObject({
    data: {
      essentials: { signalType: 'Metric', monitoringService: 'Platform' },
      alertContext: {
        conditionType,
        condition: {
          allOf: [{ metricName, timeAggregation, threshold: expect.any(String) }],
          windowStartTime: expect.any(String),
        },
      },
    },
  });
});

it.each(['shared-identity', 'disabled-device', 'faulty-sdk', 'platform-upgrade'])(
  '%s is found by a log rule whose target is the workspace and whose dimension is the hub',
  (id) => {
    const { alert } = build(id);

    expect(alert).toMatchObject({
      data: {
        essentials: {
          signalType: 'Log',
          monitoringService: 'Log Alerts V2',
          alertTargetIDs: [
            expect.stringMatching(/microsoft\.operationalinsights\/workspaces\/contoso-logs$/),
          ],
        },
        alertContext: { conditionType: 'LogQueryCriteria' },
      },
    });
    const [found] = (alert.data.alertContext.condition as { allOf: Record<string, unknown>[] })
      .allOf;
    const [dimension] = (found?.dimensions ?? []) as { name: string; value: string }[];
    expect(dimension?.name).toBe('_ResourceId');
    expect(dimension?.value).toMatch(/\/microsoft\.devices\/iothubs\/contoso-hub$/);
    expect(found?.metricValue).toBeGreaterThan(Number(found?.threshold));
    const packed = /\/q\/(?<packed>[^/]+)\//.exec(String(found?.linkToSearchResultsUI))?.groups
      ?.packed;
    const query = inflateSync(Buffer.from(decodeURIComponent(packed ?? ''), 'base64')).toString();
    expect(query).toBe(found?.searchQuery);
  },
);

describe('what else a scenario changes', () => {
  const hub = 'contoso-hub';
  const later = new Date(now.getTime() + 90_000);
  const changing = ['network-refused', 'hub-fault', 'throttling', 'quota'];

  type Sides = Record<string, Record<string, Record<string, unknown>>>[];
  type Point = { timeStamp: string; total?: number; maximum?: number };

  function pointsOf(metrics: object[] | undefined, name: string): Point[] {
    return ((metrics as Sides)[0]?.[hub]?.[name] ?? []) as unknown as Point[];
  }

  it.each(changing)('of %s is taken by the local Azure, as it happens and as it ends', (id) => {
    const { recover, ...built } = build(id);

    for (const { metrics = [], health = [], hubs = [] } of [built, recover(later)]) {
      const complaints = [
        ...metrics.flatMap(createMetricShelf().put),
        ...health.flatMap((told) => createHealthShelf(now).put(told, 'story')),
        ...hubs.flatMap((told) => createHubShelf().put(told, 'story')),
      ];
      expect(complaints).toEqual([]);
      expect(metrics.length + health.length + hubs.length).toBeGreaterThan(0);
    }
  });

  it.each(ids.filter((id) => !changing.includes(id)))('is nothing for %s', (id) => {
    const { metrics, health, hubs } = build(id);

    expect([metrics, health, hubs]).toEqual([undefined, undefined, undefined]);
  });

  it('is a degraded hub for hub-fault, and an available one afterwards', () => {
    const shelf = createHealthShelf(new Date('2026-01-01T00:00:00Z'));
    const { health = [], recover } = build('hub-fault');

    const stateAt = (at: Date) => shelf.history(hub, at, true)[0]?.properties.availabilityState;
    for (const told of [...health, ...(recover(later).health ?? [])]) shelf.put(told, 'story');

    expect(stateAt(new Date(now.getTime() - 8 * 60_000))).toBe('Available');
    expect(stateAt(now)).toBe('Degraded');
    expect(stateAt(later)).toBe('Available');
  });

  it('is as many throttled messages as the alert of throttling counts, near the limit', () => {
    const { metrics, alert } = build('throttling');

    const throttled = pointsOf(metrics, 'd2c.telemetry.ingress.sendThrottle');
    const taken = pointsOf(metrics, 'd2c.telemetry.ingress.success');
    const attempts = pointsOf(metrics, 'd2c.telemetry.ingress.allProtocol');

    const sum = throttled.reduce((all, { total = 0 }) => all + total, 0);
    expect(alert.data.alertContext.condition).toMatchObject({ allOf: [{ metricValue: sum }] });
    expect(taken.at(-1)?.total).toBeGreaterThan(5850);
    expect(Math.max(...taken.map(({ total = 0 }) => total))).toBeLessThanOrEqual(6000);
    for (const [at, { total }] of attempts.entries()) {
      expect(total).toBe((taken[at]?.total ?? 0) + (throttled[at]?.total ?? 0));
    }
  });

  it('is a quota of one S1 unit that climbs until it is spent, and another unit afterwards', () => {
    const { metrics, recover } = build('quota');

    const used = pointsOf(metrics, 'dailyMessageQuotaUsed').map(({ maximum = 0 }) => maximum);

    expect(used).toHaveLength(61);
    expect([...used].sort((one, other) => one - other)).toEqual(used);
    expect(used[0]).toBeLessThan(390_000);
    expect(used.slice(-14)).toEqual(Array(14).fill(400_000));
    expect(recover(later).hubs).toMatchObject([{ [hub]: { sku: { name: 'S1', capacity: 2 } } }]);
  });

  it('counts the quota from midnight UTC', () => {
    const early = pointsOf(
      build('quota', new Date('2026-03-10T00:20:00Z')).metrics,
      'dailyMessageQuotaUsed',
    );

    expect(early[0]?.timeStamp).toBe('2026-03-10T00:00:00Z');
  });

  it('is a filter for network-refused that leaves out only the site of its devices', () => {
    const { hubs, records } = build('network-refused');

    const rules = (hubs as Sides)[0]?.[hub]?.properties?.networkRuleSets as {
      defaultAction: string;
      ipRules: { ipMask: string }[];
    };
    const blocks = rules.ipRules.map(({ ipMask }) => ipMask.replace('0/24', 'XXX'));
    expect(rules.defaultAction).toBe('Deny');
    expect(blocks).toContain('203.0.113.XXX');
    for (const record of records)
      expect(blocks).not.toContain(propertiesOf(record).maskedIpAddress);
    const refused = records.filter(({ resultType }) => resultType === '401003');
    expect(refused.length).toBeGreaterThan(100);
    expect(JSON.stringify(refused)).not.toMatch(/filter/i);
  });
});

describe('resolveAlert', () => {
  it('refuses what is no fired alert', () => {
    const resolved = resolveAlert(build('site-outage').alert, now);

    expect(() => resolveAlert(resolved, now)).toThrow(RangeError);
    expect(() => resolveAlert({}, now)).toThrow(RangeError);
  });
});

function addressOf(record: ExportedRecord): string {
  return String(propertiesOf(record).maskedIpAddress);
}

describe('site-outage', () => {
  it('drops 56 of the 60 devices of a site within 70 seconds, and three others', () => {
    const drops = build('site-outage').records.filter(({ resultType }) => resultType === '404104');
    const here = drops.filter(
      (one) => /^198\.18\.\d+\.XXX$/.test(addressOf(one)) && addressOf(one) !== '198.18.4.XXX',
    );
    const times = here.map(({ time }) => Date.parse(time));

    expect(new Set(here.map((one) => propertiesOf(one).deviceId)).size).toBe(56);
    expect(drops.length - here.length).toBe(3);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(70_000);
  });

  it('shows all 60 devices of the site connected before', () => {
    const { records } = build('site-outage');
    const firstDrop = records.findIndex(({ resultType }) => resultType === '404104');

    const connected = records.slice(0, firstDrop).map((one) => propertiesOf(one).deviceId);

    expect(new Set(connected).size).toBe(60);
  });
});

describe('token-renewal', () => {
  it('renews 40 devices six times, every 70 minutes and back within a minute', () => {
    const { records } = build('token-renewal');
    const renewals = records.filter(({ resultType }) => resultType === '401003');
    const first = propertiesOf(renewals[0] as ExportedRecord).deviceId;
    const times = renewals
      .filter((one) => propertiesOf(one).deviceId === first)
      .map(({ time }) => Date.parse(time) / 60_000);

    expect(renewals).toHaveLength(240);
    for (const [at, time] of times.slice(1).entries()) {
      expect(Math.abs(time - (times[at] ?? 0) - 70)).toBeLessThan(1);
    }
  });

  it('uses other devices for another run, so that no rhythm is played over another', () => {
    const one = build('token-renewal').twins.map(({ deviceId }) => deviceId);
    const other = build('token-renewal', new Date(now.getTime() + 60_000)).twins;

    expect(other.filter(({ deviceId }) => one.includes(deviceId))).toEqual([]);
  });
});

describe('expired-credential', () => {
  it('is refused until now and never connects again', () => {
    const { records } = build('expired-credential');
    const refusals = records.filter(
      (one) => one.operationName === 'deviceConnect' && one.resultType === '401003',
    );

    expect(refusals.length).toBeGreaterThan(30);
    expect(records.slice(3)).toEqual(refusals);
    expect(new Set(records.map((one) => propertiesOf(one).deviceId)).size).toBe(1);
  });
});

describe('shared-identity', () => {
  it('shows two addresses that throw each other out with 400027 and 409002', () => {
    const { records } = build('shared-identity');
    const drops = records.filter(({ operationName }) => operationName === 'deviceDisconnect');
    const addresses = drops.map((one) => String(propertiesOf(one).maskedIpAddress));

    expect(new Set(drops.map(({ resultType }) => resultType))).toEqual(
      new Set(['400027', '409002']),
    );
    expect(new Set(addresses).size).toBe(2);
    expect(addresses.slice(1).every((one, at) => one !== addresses[at])).toBe(true);
  });
});

describe('disabled-device', () => {
  it('is disabled in the registry and refused since, and enabled again at the end', () => {
    const { records, twins, recover } = build('disabled-device');
    const codes = records.flatMap(({ resultType }) => resultType ?? []);

    expect(twins[0]).toMatchObject({ status: 'disabled', statusReason: 'Reported stolen' });
    expect(codes[0]).toBe('404104');
    expect(codes.filter((code) => code === '403012').length).toBeGreaterThan(8);
    expect(codes.at(-1)).toBe('404001');
    expect(recover(now).twins[0]).toMatchObject({ status: 'enabled' });
  });
});

describe('faulty-sdk', () => {
  it('drops devices of one version far more often than those of the other', () => {
    const { records, recover } = build('faulty-sdk');
    const dropsOf = (kind: string) =>
      records.filter(
        (one) => one.resultType === '404104' && String(propertiesOf(one).deviceId).startsWith(kind),
      ).length;

    expect(dropsOf('cam-') / 20).toBeGreaterThan(4);
    expect(dropsOf('eye-') / 40).toBeLessThan(0.2);
    const [back] = recover(now).records;
    expect(propertiesOf(back as ExportedRecord).sdkVersion).toContain('2.14.0');
  });
});

describe('hub-fault', () => {
  it('reaches devices at every site, with the errors of the hub itself', () => {
    const { records } = build('hub-fault');
    const drops = records.filter(({ resultType }) => resultType === '404104');
    const refusals = records.filter(({ resultType }) => resultType?.startsWith('500'));

    expect(drops).toHaveLength(180);
    expect(new Set(drops.map((one) => propertiesOf(one).maskedIpAddress)).size).toBe(5);
    expect(new Set(refusals.map(({ resultType }) => resultType))).toEqual(
      new Set(['500001', '500008']),
    );
  });

  it('is told by Resource Health, and so is its end', () => {
    const { alert } = build('hub-fault');
    const resolved = resolveAlert(alert, now) as AlertBody;

    expect(alert.data.essentials).toMatchObject({
      signalType: 'Activity Log',
      monitoringService: 'Resource Health',
    });
    expect(alert.data.alertContext.properties).toMatchObject({
      currentHealthStatus: 'Degraded',
      previousHealthStatus: 'Available',
    });
    expect(resolved.data.alertContext).toMatchObject({
      operationName: 'Microsoft.Resourcehealth/healthevent/Resolved/action',
      status: 'Resolved',
      properties: { currentHealthStatus: 'Available', previousHealthStatus: 'Degraded' },
    });
  });
});

describe('port-blocked', () => {
  it('leaves nothing in the logs of the last day, and an old last activity', () => {
    const { records, twins, alert } = build('port-blocked');
    const dayAgo = now.getTime() - 86_400_000;

    expect(alert).toBeUndefined();
    expect(records.every(({ time }) => Date.parse(time) < dayAgo)).toBe(true);
    for (const twin of twins) {
      expect(twin).toMatchObject({ status: 'enabled', connectionState: 'Disconnected' });
      expect(Date.parse(String(twin.lastActivityTime))).toBeLessThan(dayAgo);
    }
  });

  it('comes back over WebSockets', () => {
    const [back] = build('port-blocked').recover(now).records;

    expect(propertiesOf(back as ExportedRecord).protocol).toBe('MqttWs');
  });
});

describe('platform-upgrade', () => {
  it('closes, refuses and takes back every device within a minute', () => {
    const { records } = build('platform-upgrade');
    const timesOf = (found: (one: ExportedRecord) => boolean) =>
      new Map(
        records
          .filter(found)
          .map((one) => [String(propertiesOf(one).deviceId), Date.parse(one.time)]),
      );
    const dropped = timesOf(({ resultType }) => resultType === '400029');
    const refused = timesOf(({ resultType }) => resultType === '400030');
    const back = timesOf((one) => one.operationName === 'deviceConnect' && !one.resultType);

    expect(dropped.size).toBe(90);
    for (const [device, at] of dropped) {
      expect((refused.get(device) ?? 0) - at).toBeGreaterThan(0);
      expect((back.get(device) ?? 0) - at).toBeLessThanOrEqual(60_000);
    }
  });
});

describe('late-logs', () => {
  it('shows five drops at once and the others in the four minutes after the alert', () => {
    const drops = build('late-logs').records.filter(({ resultType }) => resultType === '404104');
    const arrivals = drops.map(({ ingestedAt }) => Date.parse(ingestedAt ?? '') - now.getTime());

    expect(arrivals).toHaveLength(44);
    expect(arrivals.filter((ms) => ms <= 0)).toHaveLength(5);
    expect(new Set(arrivals.slice(5))).toEqual(new Set([60_000, 120_000, 180_000, 240_000]));
  });
});
