import {
  createDiagnosticsCells,
  diagnosticsColumns,
  findHubName,
} from '../../../src/playground/azure/diagnostics-row';
import { type ExportedRecord, readRecord } from '../../../src/playground/azure/exported-record';

const resourceId =
  '/SUBSCRIPTIONS/0A/RESOURCEGROUPS/Mixed-Rg/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/My-Hub';

function rowOf(fields: Partial<ExportedRecord>): Record<string, unknown> {
  const record = { time: '2026-03-10T12:00:00Z', resourceId, ...fields };
  const cells = createDiagnosticsCells()(record);
  return Object.fromEntries(diagnosticsColumns.map(({ name }, at) => [name, cells[at]]));
}

describe('createDiagnosticsCells', () => {
  it('turns an exported record into a row of the table', () => {
    const row = rowOf({
      operationName: 'deviceDisconnect',
      category: 'Connections',
      level: 'Error',
      resultType: '404104',
      resultDescription: 'DeviceConnectionClosedRemotely',
      properties: '{"deviceId":"a"}',
      location: 'westeurope',
      durationMs: '17',
      callerIpAddress: '203.0.113.9',
      correlationId: 'c-1',
    });

    expect(row).toEqual({
      TenantId: '',
      TimeGenerated: '2026-03-10T12:00:00Z',
      ResourceId: resourceId.toUpperCase(),
      _ResourceId: resourceId.toLowerCase(),
      SubscriptionId: '0A',
      ResourceGroup: 'MIXED-RG',
      ResourceProvider: 'MICROSOFT.DEVICES',
      ResourceType: 'IOTHUBS',
      Resource: 'MY-HUB',
      OperationName: 'deviceDisconnect',
      OperationVersion: '',
      Category: 'Connections',
      Level: 'Error',
      ResultType: '404104',
      ResultSignature: '',
      ResultDescription: 'DeviceConnectionClosedRemotely',
      DurationMs: 17,
      CallerIPAddress: '203.0.113.9',
      CorrelationId: 'c-1',
      properties_s: '{"deviceId":"a"}',
      location_s: 'westeurope',
      SourceSystem: 'Azure',
      Type: 'AzureDiagnostics',
    });
  });

  it('writes properties that came as an object as a text', () => {
    const row = rowOf({ properties: { deviceId: 'a', authType: null } });

    expect(row.properties_s).toBe('{"deviceId":"a","authType":null}');
  });

  it('leaves absent texts empty and an absent number null', () => {
    const row = rowOf({});

    expect([row.ResultType, row.properties_s, row.DurationMs]).toEqual(['', '', null]);
  });

  it('takes codes and levels that came as numbers', () => {
    const row = rowOf({ resultType: 404104, level: 4 } as unknown as Partial<ExportedRecord>);

    expect([row.ResultType, row.Level]).toEqual(['404104', '4']);
  });

  it.each([
    ['2026-03-10T12:00:00.1234567Z', '2026-03-10T12:00:00.1234567Z'],
    ['2026-03-10T12:00:00', '2026-03-10T12:00:00Z'],
    ['2026-03-10T13:00:00+01:00', '2026-03-10T12:00:00.000Z'],
  ])('reads the time %s in UTC', (time, expected) => {
    expect(rowOf({ time }).TimeGenerated).toBe(expected);
  });

  it('manages a resource outside any group', () => {
    const row = rowOf({ resourceId: '/subscriptions/1/providers/Microsoft.X/things/t' });

    expect([row.ResourceGroup, row.Resource]).toEqual(['', 'T']);
  });
});

describe('readRecord', () => {
  it.each([
    [undefined, 'a record must be a JSON object'],
    [[], 'a record must be a JSON object'],
    ['text', 'a record must be a JSON object'],
    [{ resourceId }, 'time is missing'],
    [{ time: null, resourceId }, 'time is missing'],
    [{ time: 'yesterday', resourceId }, 'time is not an ISO 8601 date'],
    [{ time: '2026-99-10T12:00:00Z', resourceId }, 'time is not an ISO 8601 date'],
    [{ time: '2026-03-10T12:00:00Z' }, 'resourceId is missing'],
    [{ time: '2026-03-10T12:00:00Z', resourceId: 'my-hub' }, 'resourceId is not an ARM id'],
    [
      { time: '2026-03-10T12:00:00Z', resourceId, ingestedAt: 5 },
      'ingestedAt is not an ISO 8601 date',
    ],
  ])('refuses %j', (value, refused) => {
    expect(readRecord(value)).toEqual({ refused });
  });

  it('takes a record with nothing but time and resource', () => {
    const value = { time: '2026-03-10T12:00:00Z', resourceId };

    expect(readRecord(value)).toEqual({ record: value });
  });
});

describe('findHubName', () => {
  it.each([
    [resourceId, 'my-hub'],
    ['/subscriptions/1/providers/Microsoft.X/things/t', undefined],
  ])('finds the hub in %s', (id, name) => {
    expect(findHubName(id)).toBe(name);
  });
});
