import { fillQuery, type QueryParameter } from '../../../src/diagnosis/asking/fill-query';
import { listQueries, readQuery } from '../../../src/diagnosis/asking/read-query';
import { createWorkspace } from '../../../src/playground/azure/workspace';
import { connectionRecord } from '../../support/connection-records';

const records = [
  connectionRecord('2026-11-20T01:00:00Z', 'deviceConnect'),
  connectionRecord('2026-11-20T02:00:00Z', 'deviceDisconnect', { code: '404104' }),
  connectionRecord('2026-11-20T02:05:00Z', 'deviceConnect'),
  connectionRecord('2026-11-20T02:06:00Z', 'deviceConnect', {
    code: '401003',
    device: 'test-device',
  }),
  connectionRecord('2026-11-20T02:06:30Z', 'deviceDisconnect', { device: 'test-device' }),
  connectionRecord('2026-11-20T02:10:00Z', 'deviceDisconnect', { hub: 'fabrikam-hub' }),
  connectionRecord('2026-11-20T02:11:00Z', 'sendTelemetry', {
    category: 'DeviceTelemetry',
    code: '429001',
  }),
  connectionRecord('2026-11-20T02:12:00Z', 'endpointDead', {
    category: 'Routes',
    code: '404007',
    properties: { endpointName: 'archive', details: 'gone' },
  }),
  connectionRecord('2026-11-20T02:13:00Z', 'messageExpired', {
    category: 'C2DCommands',
    code: '404009',
  }),
  connectionRecord('2026-11-20T02:14:00Z', 'send', { category: 'DirectMethods' }),
  connectionRecord('2026-11-20T02:15:00Z', 'send', { category: 'DirectMethods', code: '404103' }),
  connectionRecord('2026-11-20T02:16:00Z', 'ingress', {
    category: 'FileUploadOperations',
    code: '400011',
  }),
];

/** Values for every parameter that one of our queries declares. */
const parameters: Record<string, QueryParameter> = {
  device: 'device-42',
  fragment: 'device-42',
  like: 'evice',
  shortest: 30,
  longest: 40,
  hub: 'Contoso-Hub',
  cap: 100,
  step: { seconds: 1800 },
  since: new Date('2026-11-20T01:59:00Z'),
  until: new Date('2026-11-20T02:11:00Z'),
};

function run(name: string, changes: Record<string, QueryParameter> = {}) {
  const { text } = readQuery(name);
  const declared = [...text.matchAll(/^\/\/ param (?<name>\w+):/gm)].map(
    (m) => m.groups?.name ?? '',
  );
  const values = { ...parameters, ...changes };
  const filled = fillQuery(
    text,
    Object.fromEntries(declared.map((key) => [key, values[key] ?? ''])),
  );
  const workspace = createWorkspace();
  for (const record of records) {
    workspace.add(record, new Date(Date.parse(record.time) + 90_000));
  }
  const { columns, rows } = workspace.query(filled, new Date('2026-11-21T00:00:00Z'));
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.name, row[index]])),
  );
}

describe('the query files', () => {
  it.each(listQueries())('%s says its question, parses and runs', (name) => {
    const rows = run(name);

    expect(readQuery(name).question).toMatch(/^[A-Z].*\?$/);
    expect(rows.length).toBeGreaterThan(0);
  });

  it.each([
    ['documented/connectivity-errors', 2],
    ['documented/connectivity-errors-short', 2],
    ['documented/connectivity-errors-search', 2],
    ['documented/devices-most-throttled', 1],
    ['documented/dead-endpoints', 1],
    ['documented/error-summary', 7],
    ['documented/recently-connected-devices', 2],
    ['documented/connection-events-of-one-device', 2],
    ['documented/sdk-versions-of-devices', 6],
    ['documented/token-renewals', 6],
  ])('%s gives %s rows over the sample', (name, count) => {
    expect(run(name)).toHaveLength(count);
  });

  it('device-connections gives the rows of one device on one hub and its errors that tell of them, newest first', () => {
    const rows = run('device-connections');

    expect(
      rows.map(({ TimeGenerated, OperationName, ResultType }) => [
        TimeGenerated,
        OperationName,
        ResultType,
      ]),
    ).toEqual([
      [expect.stringContaining('T02:11:00'), 'sendTelemetry', '429001'],
      [expect.stringContaining('T02:05:00'), 'deviceConnect', ''],
      [expect.stringContaining('T02:00:00'), 'deviceDisconnect', '404104'],
      [expect.stringContaining('T01:00:00'), 'deviceConnect', ''],
    ]);
    expect(rows[0]).toMatchObject({ Category: 'DeviceTelemetry', Level: 'Error' });
    expect(rows[1]).toMatchObject({
      Category: 'Connections',
      sdkVersion: '.NET/1.42.0 (.NET 8; Linux)',
      protocol: 'Mqtt',
      authType: '',
      maskedIpAddress: '81.24.7.XXX',
      moduleId: '',
    });
  });

  it.each([
    ['', 5],
    ['CONTOSO-HUB', 4],
    ['fabrikam-hub', 1],
    ['hub', 0],
    ['-hub', 0],
  ])('device-connections keeps to the hub "%s", whatever its case', (hub, count) => {
    expect(run('device-connections', { hub })).toHaveLength(count);
  });

  it('device-connections is capped', () => {
    expect(run('device-connections', { cap: 2 })).toHaveLength(2);
  });

  it('disconnects-by-code counts disconnects and refused connects apart', () => {
    expect(run('disconnects-by-code')).toEqual([
      { code: '', name: '', disconnects: 1, refused: 0, devices: 1 },
      { code: '404104', name: 'SomeError', disconnects: 1, refused: 0, devices: 1 },
      { code: '401003', name: 'SomeError', disconnects: 0, refused: 1, devices: 1 },
    ]);
  });

  it('disconnects-over-time bins them', () => {
    const rows = run('disconnects-over-time', { hub: '' });

    expect(rows).toEqual([
      { at: expect.stringContaining('T02:00:00'), code: '', name: '', disconnects: 2 },
      {
        at: expect.stringContaining('T02:00:00'),
        code: '404104',
        name: 'SomeError',
        disconnects: 1,
      },
    ]);
  });

  it('devices-most-disconnected names devices, codes and the last time', () => {
    expect(run('devices-most-disconnected', { cap: 1 })).toEqual([
      {
        device: 'test-device',
        hubId: expect.stringMatching(/\/iothubs\/contoso-hub$/),
        disconnects: 1,
        codes: [''],
        lastAt: expect.stringContaining('T02:06:30'),
      },
    ]);
  });

  it.each([
    ['people/commands-to-devices', { operation: 'messageExpired', code: '404009', errors: 1 }],
    ['people/file-uploads', { operation: 'ingress', code: '400011', errors: 1 }],
    ['people/telemetry-errors', { operation: 'sendTelemetry', code: '429001', errors: 1 }],
    ['people/direct-methods', { operation: 'send', code: '404103', calls: 1 }],
    ['people/routing-events', { endpoint: 'archive', event: 'endpointDead', reason: 'gone' }],
    ['people/sdk-versions-of-fleet', { sdk: '.NET/1.42.0', devices: 1 }],
    ['people/errors-over-time', { code: '400011', errors: 1 }],
  ])('%s begins with %j', (name, row) => {
    const [first] = run(name);

    expect(first).toMatchObject(row);
  });

  it.each(listQueries().filter((name) => name.startsWith('people/')))(
    '%s keeps to a hub',
    (name) => {
      expect(run(name, { hub: 'other-hub' })).toEqual([]);
    },
  );

  it('hub-totals counts who was seen, who dropped and who is still away, by hub', () => {
    expect(run('hub-totals', { hub: '' })).toEqual([
      expect.objectContaining({
        ...{ hubId: expect.stringMatching(/contoso-hub$/), devicesSeen: 2, devicesAffected: 2 },
        ...{ stillAway: 1, disconnects: 2, refused: 1, events: 5, drops: 2, backSoon: 0 },
        ...{ awayTogether: 1, address: '81.24.7.XXX', seenAtAddress: 2, lastAway: 'test-device' },
        firstAt: expect.stringContaining('T02:00:00'),
        lastAt: expect.stringContaining('T02:06:30'),
      }),
      expect.objectContaining({
        ...{ hubId: expect.stringMatching(/fabrikam-hub$/), devicesSeen: 1, devicesAffected: 1 },
        ...{ stillAway: 1, disconnects: 1, refused: 0, events: 1 },
      }),
    ]);
  });

  it('log-reach measures the newest row and the lag', () => {
    expect(run('log-reach')).toEqual([
      {
        newestAt: expect.stringContaining('T02:06:30'),
        lagP50Seconds: 90,
        lagP95Seconds: 90,
        events: 5,
        hubs: [expect.stringMatching(/\/iothubs\/contoso-hub$/)],
        losses: 1,
        cuts: 0,
      },
    ]);
  });

  it.each([
    [{ like: 'VICE-4' }, ['device-42']],
    [{ like: 'none', shortest: 11, longest: 11 }, ['test-device']],
    [{ like: 'none' }, []],
  ])('devices-seen with %j gives %j', (changes, expected) => {
    expect(run('devices-seen', changes).map(({ device }) => device)).toEqual(expected);
  });
});
