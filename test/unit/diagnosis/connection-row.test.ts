import { ConnectionRow } from '../../../src/diagnosis/device/connection-row';

const cells = { TimeGenerated: new Date('2026-11-20T01:00:00Z'), OperationName: 'deviceConnect' };

describe('ConnectionRow', () => {
  it.each([
    [{ OperationName: 'deviceConnect', Level: 'Information' }, 'connect', ''],
    [{ OperationName: 'moduleConnect', Level: 'Information' }, 'connect', ''],
    [{ OperationName: 'deviceDisconnect', Level: 'Information' }, 'disconnect', ''],
    [
      { OperationName: 'moduleDisconnect', Level: 'Error', ResultType: '404104' },
      'disconnect',
      '404104',
    ],
    [
      { OperationName: 'DEVICEDISCONNECT', Level: 'error', ResultType: '404104' },
      'disconnect',
      '404104',
    ],
    [{ OperationName: 'deviceConnect', Level: 'Error', ResultType: '401003' }, 'refused', '401003'],
    [{ OperationName: 'deviceConnect', Level: 'Error' }, 'refused', 'unnamed error'],
    [{ OperationName: 'deviceConnect', ResultType: '403012' }, 'refused', '403012'],
    [
      { OperationName: 'deviceDisconnect', Level: 'Error', ResultDescription: 'ServerError' },
      'disconnect',
      'ServerError',
    ],
    [{ OperationName: 'somethingElse', Level: 'Information' }, 'other', ''],
    [{ OperationName: 'deviceConnect', Level: 'Critical' }, 'refused', 'unnamed error'],
    [
      {
        Category: 'DeviceTelemetry',
        OperationName: 'ingress',
        Level: 'Error',
        ResultType: '429001',
      },
      'operation',
      '429001',
    ],
    [
      { Category: 'D2CTwinOperations', OperationName: 'disconnect', ResultType: '500001' },
      'operation',
      '500001',
    ],
  ])('reads %j as %s', (changes, event, fault) => {
    expect(ConnectionRow.parse({ ...cells, ...changes })).toMatchObject({ event, fault });
  });

  it('takes absent and null cells as empty, and ids in lower case', () => {
    const row = ConnectionRow.parse({
      ...cells,
      sdkVersion: null,
      _ResourceId: '/X/IOTHUBS/A-Hub',
    });

    expect(row).toMatchObject({
      sdkVersion: '',
      moduleId: '',
      code: '',
      hubId: '/x/iothubs/a-hub',
    });
  });

  it.each([{ TimeGenerated: undefined }, { TimeGenerated: '2026' }, { ResultType: 404104 }])(
    'refuses %j',
    (changes) => {
      expect(ConnectionRow.safeParse({ ...cells, ...changes }).success).toBe(false);
    },
  );
});
