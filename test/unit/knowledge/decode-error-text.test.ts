import fc from 'fast-check';
import { decodeErrorText } from '../../../src/knowledge/decode-error-text';

const keysOf = (text: string) =>
  decodeErrorText(text).entries.map(({ code, name }) => code || name);

describe('decodeErrorText', () => {
  it.each([
    ['404104', ['404104']],
    ['what does 404104 mean', ['404104']],
    ['5000001 ServerError', ['500001']],
    ['404102', ['404103']],
    ['device not found', ['404001']],
    ['iothub-errorcode: DeviceNotFound', ['404001']],
    ['see https://aka.ms/iothub404104', ['404104']],
    ['{"Message":"ErrorCode:404103;offline"}', ['404103']],
    ['resultType "401003", then "404104"', ['401003', '404104']],
    ['401003 IoTHubUnauthorized 401003', ['401003']],
    ['ServiceUnavailable', ['ServiceUnavailable', '503001']],
    ['unauthorized', ['Unauthorized']],
    ['HTTP 401 Unauthorized: DeviceDisabled', ['403012']],
    ['Thumbprint does not match configuration: Thumbprint: SHA1Hash=AB', ['401003']],
    ["IotHub 'contoso' does not contain the specified device 'x.1'", ['401003']],
    ['Principal a@b.c is not authorized for GET on /x due to no assigned permissions', ['401003']],
    ['500xxx', ['500001', '500008']],
    ['404', ['404001', '404012', '404103', '404104']],
  ])('reads %s', (text, expected) => {
    expect(keysOf(text)).toEqual(expected);
  });

  it('reads a pasted row of the resource log', () => {
    const row = `{"time":"2023-09-21T22:33:34.404001Z","resultType":"404104","resultDescription":"DeviceConnectionClosedRemotely","properties":"{\\"statusCode\\":\\"404\\"}"}`;

    expect(keysOf(row)).toEqual(['404104']);
  });

  it.each([
    '2026-11-21T03:00:00.401003Z',
    '03:00:00,401003 connected',
    'device a401003b',
    '4011003100',
    'pid 123456',
    '200404',
    '',
    'hello there',
  ])('finds no error in "%s"', (text) => {
    expect(decodeErrorText(text).entries).toEqual([]);
  });

  it('reads an unknown code from its family and says so', () => {
    const { entries, suggestions } = decodeErrorText('404199');

    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ code: '404199', transient: 'no' });
    expect(entries[0]?.meaning).toContain('not in the knowledge base');
    expect(suggestions).toEqual([]);
  });

  it('offers known neighbours of an unknown code, those with a card first', () => {
    const { entries, suggestions } = decodeErrorText('404105');

    expect(entries[0]?.name).toContain('Unknown');
    expect(suggestions).toContain('404104 DeviceConnectionClosedRemotely');
  });

  it.each([
    ['DeviceNotFuond', '404001 DeviceNotFound'],
    ['LinkCreationConflct', '409002 LinkCreationConflict'],
    ['ConnectionClosedRemotely', '404104 DeviceConnectionClosedRemotely'],
    ['throttlingexeption', '429001 ThrottlingException'],
  ])('offers what is near to %s', (text, expected) => {
    expect(decodeErrorText(text)).toMatchObject({ entries: [] });
    expect(decodeErrorText(text).suggestions[0]).toBe(expected);
  });

  it.each([
    'MQTT connection refused: not authorized',
    'Connection Refused: Not Authorised',
    'mqtt_operation_complete_callback: CONN_REFUSED_NOT_AUTHORIZED',
    'Connection Not Accepted: 0x5: Not Authorized',
    'CONNECT failed: RefusedNotAuthorized',
    'rc=5',
    'return code: 5',
  ])('says that "%s" over MQTT proves no wrong credential', (text) => {
    const { entries } = decodeErrorText(text);

    expect(entries.map(({ name }) => name)).toEqual(['MQTT return code 5: not authorized']);
    expect(entries[0]?.evidence?.provesNot).toMatch(/^That key, token or certificate is wrong/);
  });

  it('warns where an answer of MQTT is named without its code', () => {
    const { entries, caution } = decodeErrorText('CONNACK received');

    expect(entries).toEqual([]);
    expect(caution).toContain('does not prove a wrong credential');
  });

  it('warns that a status is not a code', () => {
    expect(decodeErrorText('404').caution).toContain('404 is a status');
    expect(decodeErrorText('404104').caution).toBeUndefined();
  });

  it('keeps to the error whose code stands beside a name that two errors share', () => {
    expect(keysOf('503001 ServiceUnavailable')).toEqual(['503001']);
  });

  it.each([
    ['an id', '"deviceId":"sensor-404104","resultType":"401003"', ['401003']],
    ['an id of digits', '{"deviceId":"404104","resultType":"401003"}', ['401003']],
    ['an escaped id', '"{\\"deviceId\\":\\"404104\\"}" 401003', ['401003']],
    ['a path', 'iot-hub-troubleshoot-error-503003-partitionnotfound', ['503003']],
  ])('tells a code from %s', (_what, text, expected) => {
    expect(keysOf(text)).toEqual(expected);
  });

  it('goes with a refusal that names its reason', () => {
    const text = "401003 IotHub 'contoso' does not contain the specified device 'x.1'";

    const { entries } = decodeErrorText(text);

    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      code: '401003',
      evidence: { saidBy: 'IoT Hub', proves: 'The device is not registered on this hub.' },
    });
    expect(entries[0]?.resolution[0]).toContain('Device management > Devices');
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(Array.isArray(decodeErrorText(text).entries)).toBe(true);
      }),
    );
  });

  it('answers soon for a very long paste', () => {
    const startedAt = performance.now();

    decodeErrorText(`${'Principal '.repeat(200_000)} 404104`);

    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

it.each(['404104', ' 5000001', '404102', 'error 404104', '404-104'])(
  '%s names one error, once',
  (text) => {
    const { entries } = decodeErrorText(text);

    expect(entries.map(({ count }) => count)).toEqual([undefined]);
  },
);
