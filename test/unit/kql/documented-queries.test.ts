import { evaluate, rowsOf, tableOf } from '../../support/kql';

const types = {
  TimeGenerated: 'datetime',
  _ResourceId: 'string',
  ResourceProvider: 'string',
  ResourceType: 'string',
  Category: 'string',
  OperationName: 'string',
  Level: 'string',
  ResultType: 'string',
  ResultDescription: 'string',
  properties_s: 'string',
  Type: 'string',
} as const;

const hub = '/subscriptions/s/resourcegroups/g/providers/microsoft.devices/iothubs/contoso';

function row(
  minute: number,
  category: string,
  operation: string,
  error: [string, string] | undefined,
  properties: Record<string, unknown>,
): unknown[] {
  return [
    new Date(Date.UTC(2026, 0, 1, 3, minute)),
    hub,
    'MICROSOFT.DEVICES',
    'IOTHUBS',
    category,
    operation,
    error ? 'Error' : 'Information',
    error?.[0],
    error?.[1],
    JSON.stringify(properties),
    'AzureDiagnostics',
  ];
}

const lost: [string, string] = ['404104', 'DeviceConnectionClosedRemotely'];
const sdk = 'azure-iot-device/1.17.1 (node v10.16.0; Windows_NT 10.0.18363; x64)';
const logs = tableOf('AzureDiagnostics', types, [
  row(0, 'Connections', 'deviceConnect', undefined, {
    deviceId: 'test-device',
    protocol: 'Mqtt',
    sdkVersion: sdk,
  }),
  row(1, 'Connections', 'deviceDisconnect', lost, { deviceId: 'test-device', protocol: 'Mqtt' }),
  row(2, 'Connections', 'deviceConnect', undefined, {
    deviceId: 'test-device',
    protocol: 'Mqtt',
    sdkVersion: sdk,
  }),
  row(3, 'Connections', 'deviceConnect', undefined, { deviceId: 'other', protocol: 'Amqp' }),
  row(4, 'DeviceTelemetry', 'ingress', ['429001', 'ThrottlingException'], { deviceId: 'other' }),
  row(5, 'DeviceTelemetry', 'ingress', ['429001', 'ThrottlingException'], { deviceId: 'other' }),
  row(6, 'DeviceTelemetry', 'ingress', ['429001', 'ThrottlingException'], {
    deviceId: 'test-device',
  }),
  row(7, 'Routes', 'endpointDead', undefined, { endpointName: 'queue', details: 'timeout' }),
  row(8, 'Routes', 'endpointHealthy', undefined, { endpointName: 'queue' }),
]);
const other = tableOf('Heartbeat', { TimeGenerated: 'datetime', Computer: 'string' }, [
  ['2026-01-01', 'c'],
]);

const from = `AzureDiagnostics
| where ResourceProvider == "MICROSOFT.DEVICES" and ResourceType == "IOTHUBS"`;

describe('the documented queries', () => {
  it('finds connectivity errors', () => {
    const queries = [
      `${from}\n| where Category == "Connections" and Level == "Error"`,
      `AzureDiagnostics\n| where ( ResourceType == "IOTHUBS" and Category == "Connections" and Level == "Error")`,
    ];

    for (const query of queries) {
      expect(rowsOf(`${query} | project ResultType, ResultDescription`, [logs])).toEqual([lost]);
    }
  });

  it('finds them by searching every table', () => {
    const query = `search *
| where ( Type == "AzureDiagnostics" and ResourceType == "IOTHUBS")
| where ( Category == "Connections" and Level == "Error")`;

    const result = evaluate(query, [other, logs]);

    expect(result.columns[0]).toEqual({ name: '$table', type: 'string' });
    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]?.[0]).toBe('AzureDiagnostics');
  });

  it('counts throttling by device', () => {
    const query = `${from}
| where ResultType == "429001"
| extend DeviceId = tostring(parse_json(properties_s).deviceId)
| summarize count() by DeviceId, Category, _ResourceId
| order by count_ desc`;

    expect(rowsOf(query, [logs])).toEqual([
      ['other', 'DeviceTelemetry', hub, 2],
      ['test-device', 'DeviceTelemetry', hub, 1],
    ]);
  });

  it('finds dead endpoints', () => {
    const query = `${from}
| where Category == "Routes" and OperationName in ("endpointDead", "endpointUnhealthy")
| extend parsed_json = parse_json(properties_s)
| extend Endpoint = tostring(parsed_json.endpointName), Reason = tostring(parsed_json.details)
| summarize count() by Endpoint, OperationName, Reason, _ResourceId
| order by count_ desc`;

    expect(rowsOf(query, [logs])).toEqual([['queue', 'endpointDead', 'timeout', hub, 1]]);
  });

  it('summarizes errors of every category', () => {
    const query = `${from}
| where Level == "Error"
| summarize count() by ResultType, ResultDescription, Category, _ResourceId`;

    expect(rowsOf(query, [logs])).toEqual([
      [...lost, 'Connections', hub, 1],
      ['429001', 'ThrottlingException', 'DeviceTelemetry', hub, 3],
    ]);
  });

  it('lists recently connected devices', () => {
    const query = `${from}
| where Category == "Connections" and OperationName == "deviceConnect"
| extend DeviceId = tostring(parse_json(properties_s).deviceId)
| summarize max(TimeGenerated) by DeviceId, _ResourceId`;

    expect(rowsOf(query, [logs])).toEqual([
      ['test-device', hub, '2026-01-01T03:02:00Z'],
      ['other', hub, '2026-01-01T03:03:00Z'],
    ]);
  });

  it('lists the events of one device', () => {
    const query = `${from}
| where Category == "Connections"
| extend DeviceId = tostring(parse_json(properties_s).deviceId)
| where DeviceId == "test-device"`;

    expect(rowsOf(`${query} | project OperationName`, [logs])).toEqual([
      ['deviceConnect'],
      ['deviceDisconnect'],
      ['deviceConnect'],
    ]);
  });

  it('lists SDK versions', () => {
    const query = `${from}
| where Category == "Connections" or Category == "D2CTwinOperations"
| extend parsed_json = parse_json(properties_s)
| extend SDKVersion = tostring(parsed_json.sdkVersion) , DeviceId = tostring(parsed_json.deviceId)
| distinct DeviceId, SDKVersion, TimeGenerated, _ResourceId`;

    expect(rowsOf(query, [logs]).map((cells) => cells.slice(0, 2))).toEqual([
      ['test-device', sdk],
      ['test-device', ''],
      ['test-device', sdk],
      ['other', ''],
    ]);
  });

  it('shows token renewal', () => {
    const query = `${from}
| where Category == "Connections"
| extend parsed_json = parse_json(properties_s)
| extend SDKVersion = tostring(parsed_json.sdkVersion) , DeviceId = tostring(parsed_json.deviceId) , Protocol =  tostring(parsed_json.protocol)
| distinct TimeGenerated, OperationName, Level, ResultType, ResultDescription, DeviceId, Protocol, SDKVersion`;

    expect(rowsOf(query, [logs])[1]).toEqual([
      '2026-01-01T03:01:00Z',
      'deviceDisconnect',
      'Error',
      ...lost,
      'test-device',
      'Mqtt',
      '',
    ]);
  });
});
