import type { ExportedRecord } from '../../../src/playground/azure/exported-record';
import { keepFleetAlive } from '../../../src/playground/azure/keep-fleet-alive';
import { readConnection } from '../../../src/playground/azure/read-connection';
import { createWorkspace, type Workspace } from '../../../src/playground/azure/workspace';
import { createFleet } from '../../../src/playground/samples/fleet';
import { connectRecord, dropRecord } from '../../../src/playground/samples/records';
import { createSampleDay } from '../../../src/playground/samples/sample-day';

const startedAt = new Date('2026-03-10T12:34:56.789Z');
const hoursLater = (hours: number) => new Date(startedAt.getTime() + hours * 3_600_000);

function openFleet(ingestionDelayMs = 0): Workspace {
  const workspace = keepFleetAlive(createWorkspace(), { startedAt, ingestionDelayMs });
  for (const record of createSampleDay(startedAt).records) {
    workspace.add(record, new Date(record.time));
  }
  return workspace;
}

/** Connection rows of a device since the start: time, operation, code. */
function rowsOf(workspace: Workspace, deviceId: string, now: Date): unknown[][] {
  const kql = `AzureDiagnostics | where Category == "Connections"
    | where tostring(parse_json(properties_s).deviceId) == "${deviceId}"
    | order by TimeGenerated asc | project TimeGenerated, OperationName, ResultType`;
  return workspace.query(kql, now, { from: startedAt }).rows;
}

function count(workspace: Workspace, now: Date): unknown {
  return workspace.query('AzureDiagnostics | count', now, { from: startedAt }).rows[0]?.[0];
}

function device(deviceId: string) {
  const found = createFleet().find((one) => one.deviceId === deviceId);
  if (!found) throw new Error(`no ${deviceId}`);
  return found;
}

describe('keepFleetAlive', () => {
  it('adds nothing while no time passes', () => {
    const workspace = openFleet();
    const before = workspace.rows;

    workspace.query('AzureDiagnostics | count', startedAt);

    expect(workspace.rows - before).toBeLessThan(40);
    expect(count(workspace, startedAt)).toBe(0);
  });

  it('goes on at the pace of the day before', () => {
    const workspace = openFleet();
    const ordinary = createSampleDay(startedAt).records.length;

    const added = Number(count(workspace, hoursLater(24)));

    expect(added).toBeGreaterThan(ordinary * 0.7);
    expect(added).toBeLessThan(ordinary * 1.3);
  });

  it('is the same life however often somebody asks', () => {
    const often = openFleet();
    for (let hours = 0.5; hours < 30; hours += 0.5) count(often, hoursLater(hours));
    const once = openFleet();

    const all = 'AzureDiagnostics | order by TimeGenerated asc, properties_s asc, ResultType asc';

    expect(often.query(all, hoursLater(30)).rows).toEqual(once.query(all, hoursLater(30)).rows);
  });

  it('keeps the rhythm of token renewals across the start', () => {
    const workspace = openFleet();
    const steady = createFleet().filter(
      ({ sdk, protocol }) => sdk.renewalMinutes === 45 && protocol === 'Mqtt',
    );

    const gaps = steady.slice(0, 4).flatMap(({ deviceId }) => {
      const kql = `AzureDiagnostics | where OperationName == "deviceDisconnect"
        | where tostring(parse_json(properties_s).deviceId) == "${deviceId}"
        | order by TimeGenerated asc | project TimeGenerated`;
      const times = workspace.query(kql, hoursLater(24)).rows.map(([at]) => Date.parse(String(at)));
      return times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 60_000);
    });

    const offBeat = gaps.filter((gap) => Math.abs(gap - 45) > 1.5);
    expect(gaps.length).toBeGreaterThan(200);
    expect(offBeat.length).toBeLessThan(6);
  });

  it('lets device-42 lose its connection a few times a day, and the others hardly ever', () => {
    // Only a loss keeps a device away for minutes.
    const kql = `AzureDiagnostics | where Category == "Connections"
      | extend device = tostring(parse_json(properties_s).deviceId)
      | where device !in ("device-77", "device-118")
      | order by device asc, TimeGenerated asc, OperationName desc
      | where OperationName == "deviceDisconnect" and next(device) == device
        and next(TimeGenerated) - TimeGenerated > 1m
      | summarize losses = count() by device`;

    const rows = openFleet().query(kql, hoursLater(26), { from: startedAt }).rows;
    const losses = new Map(rows.map(([one, count]) => [one, Number(count)]));

    expect(losses.get('device-42')).toBeGreaterThanOrEqual(5);
    expect(losses.get('device-42')).toBeLessThanOrEqual(14);
    expect(losses.size).toBeGreaterThan(5);
    expect(losses.size).toBeLessThan(50);
  });

  it.each([
    ['device-77', '403012'],
    ['device-118', '401003'],
  ])('goes on refusing %s with %s', (deviceId, code) => {
    const rows = rowsOf(openFleet(), deviceId, hoursLater(2));

    expect(rows.length).toBeGreaterThan(15);
    expect(
      rows.every(([, operation, type]) => operation === 'deviceConnect' && type === code),
    ).toBe(true);
  });

  it('leaves a device away that others say is, until they say that it is back', () => {
    const workspace = openFleet();
    const one = device('device-5');
    count(workspace, hoursLater(1));
    workspace.add(dropRecord(one, hoursLater(1), '404104'), hoursLater(1));

    const away = rowsOf(workspace, 'device-5', hoursLater(20)).filter(
      ([at]) => Date.parse(String(at)) > hoursLater(1).getTime(),
    );
    workspace.add(connectRecord(one, hoursLater(20)), hoursLater(20));
    const back = rowsOf(workspace, 'device-5', hoursLater(30)).filter(
      ([at]) => Date.parse(String(at)) > hoursLater(20.1).getTime(),
    );

    expect(away).toEqual([]);
    expect(back.length).toBeGreaterThan(0);
  });

  it('lets rows arrive as late as the day before did', () => {
    const workspace = openFleet(120_000);
    const kql = `AzureDiagnostics | extend lag = ingestion_time() - TimeGenerated
      | summarize newest = max(TimeGenerated), lag = max(lag)`;

    const [row] = workspace.query(kql, hoursLater(5), { from: startedAt }).rows;

    expect(row?.[1]).toBe('00:02:00');
    expect(Date.parse(String(row?.[0]))).toBeLessThanOrEqual(hoursLater(5).getTime() - 120_000);
  });
});

describe('readConnection', () => {
  const record: ExportedRecord = {
    time: '2026-03-10T11:30:00Z',
    resourceId: 'r',
    category: 'Connections',
    operationName: 'deviceConnect',
    properties: { deviceId: 'a' },
  };

  it.each<[Partial<ExportedRecord>, string | undefined]>([
    [{}, 'connect'],
    [{ properties: '{"deviceId":"a"}' }, 'connect'],
    [{ resultType: '401003' }, 'refused'],
    [{ level: 'Error' }, 'refused'],
    [{ operationName: 'deviceDisconnect' }, 'disconnect'],
    [{ operationName: 'other' }, undefined],
    [{ category: 'Routes' }, undefined],
    [{ properties: 'no json' }, undefined],
    [{ properties: null }, undefined],
  ])('reads %j as %s', (fields, kind) => {
    expect(readConnection({ ...record, ...fields })?.kind).toBe(kind);
  });
});
