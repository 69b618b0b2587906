import { decodeErrorText } from '../../../src/knowledge/decode-error-text';

const decoded = (text: string) =>
  decodeErrorText(text).entries.map(({ code, name, count }) => [code || name, count]);

const record = (code: string, name: string) =>
  JSON.stringify({
    time: '2026-11-21T03:12:41Z',
    resourceId: '/SUBSCRIPTIONS/1/RESOURCEGROUPS/PLANT/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/HUB',
    operationName: 'deviceDisconnect',
    category: 'Connections',
    level: 'Error',
    resultType: code,
    resultDescription: name,
    properties: JSON.stringify({
      deviceId: 'sensor-400027',
      protocol: 'Mqtt',
      statusCode: code.slice(0, 3),
      errorMessage: `Device disconnected, see https://aka.ms/iothub${code}`,
    }),
    location: 'westeurope',
  });

const lost = record('404104', 'DeviceConnectionClosedRemotely');
const refused = record('401003', 'IoTHubUnauthorized');

describe('decodeErrorText of pasted logs', () => {
  it('reads one record of the resource log', () => {
    expect(decoded(lost)).toEqual([['404104', undefined]]);
  });

  it('reads a record that is written over many lines as one', () => {
    expect(decoded(JSON.stringify(JSON.parse(lost), null, 2))).toEqual([['404104', 1]]);
  });

  it('counts the records of several lines by code', () => {
    expect(decoded([lost, refused, lost, lost].join('\n'))).toEqual([
      ['404104', 3],
      ['401003', 1],
    ]);
  });

  it('counts them as well where a chat has put all on one line', () => {
    expect(decoded(`{"records":[${[lost, refused, lost].join(',')}]}`)).toEqual([
      ['404104', 2],
      ['401003', 1],
    ]);
  });

  it.each([
    ['CSV', ','],
    ['TSV', '\t'],
  ])('reads a row of AzureDiagnostics as %s', (_name, comma) => {
    const row = ['2026-11-21T03:12:41Z', 'HUB', 'deviceDisconnect', 'Connections', '4', '404104'];

    const text = [...row, 'DeviceConnectionClosedRemotely', 'westeurope'].join(comma);

    expect(decoded(text)).toEqual([['404104', undefined]]);
  });

  it('reads a table copied from the portal, headings and all', () => {
    const text =
      'TimeGenerated [UTC],OperationName,ResultType,ResultDescription\n' +
      '"11/21/2026, 3:12:41.404 AM",deviceDisconnect,404104,DeviceConnectionClosedRemotely\n' +
      '"11/21/2026, 3:13:02.401 AM",deviceConnect,401003,IoTHubUnauthorized\n';

    expect(decoded(text)).toEqual([
      ['404104', 1],
      ['401003', 1],
    ]);
  });

  it('reads the details of a row as the portal shows them', () => {
    const text =
      'ResultType: 404104 ResultDescription: DeviceConnectionClosedRemotely Level: Error';

    expect(decoded(text)).toEqual([['404104', undefined]]);
  });

  it('reads what hub and device say side by side', () => {
    const text = '03:12:41 Error: connect ETIMEDOUT\n03:15:02 ResultType 404104\n';

    expect(decoded(text)).toEqual([
      ['404104', 1],
      ['ETIMEDOUT', 1],
    ]);
  });

  it('reads the error envelope of the service', () => {
    const text =
      '{"Message":"{\\"errorCode\\":404103,\\"message\\":\\"The operation failed because the requested device isn\'t online\\"}"}';

    expect(decoded(text)).toEqual([['404103', undefined]]);
  });
});
