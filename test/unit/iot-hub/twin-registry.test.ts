import type { ServerResponse } from 'node:http';
import { createTwinRegistry } from '../../../src/adapters/iot-hub/twin-registry';
import {
  type CannedServer,
  closedOrigin,
  openCannedServer,
  replyJson,
  type SeenRequest,
} from '../../support/canned-server';
import { quietLog } from '../../support/quiet-log';

const hub = { name: 'my-hub', hostName: 'my-hub.azure-devices.net' };
const body = {
  deviceId: 'pump-1',
  status: 'enabled',
  statusReason: null,
  statusUpdateTime: '0001-01-01T00:00:00',
  connectionState: 'Connected',
  lastActivityTime: '2026-03-10T12:00:00.1234567',
  authenticationType: 'sas',
  properties: { desired: {}, reported: {} },
};

let server: CannedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(
  reply: (res: ServerResponse, request: SeenRequest, count: number) => void,
  patienceMs?: number,
) {
  server = await openCannedServer(reply);
  const localOrigin = server.origin;
  return createTwinRegistry({ credential: undefined, localOrigin, patienceMs, log: quietLog() });
}

describe('createTwinRegistry', () => {
  it('asks the hub for the twin, keeping its host name', async () => {
    const registry = await serve((res) => replyJson(res, 200, body));

    await registry.findTwin(hub, 'a/b#%?1');

    expect(server?.seen).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/twins/a%2Fb%23%25%3F1?api-version=2021-04-12',
        headers: expect.objectContaining({
          host: 'my-hub.azure-devices.net',
          authorization: 'Bearer local',
        }),
      }),
    ]);
  });

  it('reads what the twin says, and leaves out what was never set', async () => {
    const registry = await serve((res) => replyJson(res, 200, body));

    await expect(registry.findTwin(hub, 'pump-1')).resolves.toEqual({
      deviceId: 'pump-1',
      hubName: 'my-hub',
      status: 'enabled',
      statusReason: undefined,
      statusUpdatedAt: undefined,
      connectionState: 'Connected',
      lastActivityAt: new Date('2026-03-10T12:00:00.123Z'),
      authenticationType: 'sas',
    });
  });

  it('reads a disabled device with its reason', async () => {
    const disabled = {
      ...body,
      status: 'disabled',
      statusReason: 'stolen',
      statusUpdateTime: '2026-03-01T00:00:00Z',
      lastActivityTime: 'some day',
    };
    const registry = await serve((res) => replyJson(res, 200, disabled));

    await expect(registry.findTwin(hub, 'pump-1')).resolves.toMatchObject({
      status: 'disabled',
      statusReason: 'stolen',
      statusUpdatedAt: new Date('2026-03-01T00:00:00Z'),
      lastActivityAt: undefined,
    });
  });

  it('keeps no secret that somebody wrote into the reason', async () => {
    const statusReason = 'new key is HostName=x;SharedAccessKey=c2VjcmV0';
    const registry = await serve((res) => replyJson(res, 200, { ...body, statusReason }));

    await expect(registry.findTwin(hub, 'pump-1')).resolves.toMatchObject({
      statusReason: 'new key is HostName=x;SharedAccessKey=…',
    });
  });

  it.each([
    [{ Message: 'x' }, { 'iothub-errorcode': 'DeviceNotFound' }],
    [{ Message: 'ErrorCode:DeviceNotFound;no such device' }, {}],
  ])('finds nothing when the hub says that the device is unknown: %j %j', async (said, headers) => {
    const registry = await serve((res) => replyJson(res, 404, said, headers));

    await expect(registry.findTwin(hub, 'pump-1')).resolves.toBeUndefined();
  });

  it.each([
    ['another 404', 404, '{}', 'registry_unreadable', false],
    ['401', 401, '{}', 'registry_unauthorized', false],
    ['403', 403, '{}', 'registry_forbidden', false],
    ['429', 429, '{}', 'registry_throttled', true],
    ['500', 500, '{}', 'registry_unreachable', true],
    ['200 without JSON', 200, 'hello', 'registry_unreadable', false],
    ['an empty 200', 200, '', 'registry_unreadable', false],
    ['204', 204, '', 'registry_unreadable', false],
    ['a redirect', 302, '', 'registry_unreadable', false],
  ])('calls %s by its name', async (_, status, text, code, retryable) => {
    const registry = await serve((res) => {
      res.writeHead(status, {
        'content-type': 'application/json',
        location: 'https://127.0.0.1:1/',
      });
      res.end(text);
    });

    await expect(registry.findTwin(hub, 'pump-1')).rejects.toMatchObject({
      name: 'AppError',
      code,
      retryable,
    });
    expect(server?.seen).toHaveLength(1);
  });

  it.each([
    ['ErrorCode:IotHubNotFound;Its registry moved away', 'It says: Its registry moved away.'],
    ['{"errorCode":404001}', 'Check that the hub still exists.'],
    ['ErrorCode:IotHubNotFound;<b>Go</b> away', 'Check that the hub still exists.'],
    [404, 'Check that the hub still exists.'],
  ])('says why there is no registry when the service said so: %j', async (Message, advice) => {
    const registry = await serve((res) => replyJson(res, 404, { Message }));

    await expect(registry.findTwin(hub, 'pump-1')).rejects.toMatchObject({
      code: 'registry_unreadable',
      message: `What answers at ${hub.hostName} is no device registry (status 404). ${advice}`,
    });
  });

  it('names the field that is not as expected', async () => {
    const registry = await serve((res) => replyJson(res, 200, { ...body, status: 'sleeping' }));

    await expect(registry.findTwin(hub, 'pump-1')).rejects.toMatchObject({
      code: 'registry_unreadable',
      message: expect.stringContaining('status'),
    });
  });

  it('passes on when to come back', async () => {
    const registry = await serve((res) => replyJson(res, 429, {}, { 'retry-after': '30' }));

    await expect(registry.findTwin(hub, 'a')).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });

  it('names the error of the hub behind an unexpected status', async () => {
    const registry = await serve((res) =>
      replyJson(res, 400, {}, { 'iothub-errorcode': 'ArgumentInvalid' }),
    );

    await expect(registry.findTwin(hub, 'a')).rejects.toThrow('status 400 (ArgumentInvalid)');
  });

  it('tries once more when a gateway stumbles', async () => {
    const registry = await serve((res, _, count) =>
      count === 1 ? replyJson(res, 502, {}) : replyJson(res, 200, body),
    );

    await expect(registry.findTwin(hub, 'pump-1')).resolves.toMatchObject({ deviceId: 'pump-1' });
  });

  it('gives up on a hub that never answers', async () => {
    const registry = await serve(() => {}, 50);

    await expect(registry.findTwin(hub, 'a')).rejects.toMatchObject({
      code: 'registry_unreachable',
      message: 'my-hub.azure-devices.net did not answer in time.',
    });
  });

  it('stops when the asker does', async () => {
    const giveUp = new AbortController();
    const registry = await serve(() => giveUp.abort());

    await expect(registry.findTwin(hub, 'a', giveUp.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('says so when nothing listens', async () => {
    const localOrigin = await closedOrigin();
    const registry = createTwinRegistry({ credential: undefined, localOrigin, log: quietLog() });

    await expect(registry.findTwin(hub, 'a')).rejects.toMatchObject({
      code: 'registry_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('tells a credential that cannot sign in from a hub that cannot be reached', async () => {
    const error = Object.assign(new Error('no'), { name: 'AggregateAuthenticationError' });
    const credential = { getToken: () => Promise.reject(error) };
    const registry = createTwinRegistry({ credential, log: quietLog() });

    await expect(registry.findTwin(hub, 'a')).rejects.toMatchObject({
      code: 'registry_unauthorized',
    });
  });

  it.each([
    'evil.example.com',
    'my-hub.azure-devices.net.example.com',
    'example.com/.azure-devices.net',
    'a@b.azure-devices.net',
    '',
  ])('sends no token to %s', async (hostName) => {
    const getToken = jest.fn();
    const registry = createTwinRegistry({ credential: { getToken }, log: quietLog() });

    await expect(registry.findTwin({ name: 'x', hostName }, 'a')).rejects.toMatchObject({
      code: 'registry_unreachable',
      retryable: false,
    });
    expect(getToken).not.toHaveBeenCalled();
  });

  it('refuses a stand-in that is not on this machine, and no credential at all', () => {
    const create = (localOrigin?: string) => () =>
      createTwinRegistry({ credential: undefined, localOrigin, log: quietLog() });

    expect(create('http://192.0.2.1')).toThrow(
      expect.objectContaining({ code: 'local_origin_invalid' }),
    );
    expect(create()).toThrow(expect.objectContaining({ code: 'credential_missing' }));
  });
});
