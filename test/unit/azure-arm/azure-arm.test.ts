import type { ServerResponse } from 'node:http';
import { type AzureArmOptions, createAzureArm } from '../../../src/adapters/azure-arm/azure-arm';
import { armHub, armId, hubBody, statusBody } from '../../support/arm-bodies';
import {
  type CannedServer,
  closedOrigin,
  openCannedServer,
  replyJson,
  type SeenRequest,
} from '../../support/canned-server';
import { handClock } from '../../support/hand-clock';
import { quietLog } from '../../support/quiet-log';
import { recordedLog } from '../../support/recorded-log';

const clock = handClock(new Date('2026-03-10T12:00:00Z'));
const workspaceId =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/plant-logs';
let server: CannedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

function create(options: Partial<AzureArmOptions>) {
  return createAzureArm({ credential: undefined, now: clock.now, log: quietLog(), ...options });
}

async function serve(
  reply: (res: ServerResponse, request: SeenRequest, count: number) => void,
  options: Partial<AzureArmOptions> = {},
) {
  server = await openCannedServer(reply);
  return create({ localOrigin: server.origin, ...options });
}

function seenPaths() {
  return server?.seen.map(({ path }) => path);
}

describe('createAzureArm', () => {
  it('asks Resource Manager for the hub, keeping its host name', async () => {
    const arm = await serve((res) => replyJson(res, 200, hubBody()));

    await expect(arm.findHub(armHub)).resolves.toMatchObject({ sku: 'S2', units: 3 });

    expect(server?.seen).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: `${armId}?api-version=2023-06-30`,
        headers: expect.objectContaining({
          host: 'management.azure.com',
          authorization: 'Bearer local',
        }),
      }),
    ]);
  });

  it('asks the Resource Manager of its cloud', async () => {
    const arm = await serve((res) => replyJson(res, 200, hubBody()), {
      origin: 'https://management.usgovcloudapi.net',
    });

    await arm.findHub(armHub);

    expect(server?.seen[0]?.headers.host).toBe('management.usgovcloudapi.net');
  });

  it('signs in for the audience it is given', async () => {
    const getToken = jest.fn().mockRejectedValue(new Error('no'));
    const arm = create({ credential: { getToken }, audience: 'https://arm.example' });

    await expect(arm.findHub(armHub)).rejects.toMatchObject({ code: 'arm_unreachable' });

    expect(getToken).toHaveBeenCalledWith(['https://arm.example/.default'], expect.anything());
  });

  it('lists where the logs go', async () => {
    const log = (fields: object) => ({ enabled: true, retentionPolicy: null, ...fields });
    const settings = [
      {
        name: 'to-workspace',
        properties: {
          workspaceId,
          logs: [
            log({ category: 'Connections', categoryGroup: null }),
            log({ category: 'Routes', enabled: false }),
            log({ category: null, categoryGroup: 'audit' }),
          ],
          metrics: [{ category: 'AllMetrics', enabled: true }],
        },
      },
      { name: 'to-storage', properties: { workspaceId: null, storageAccountId: '/x' } },
    ];
    const arm = await serve((res) => replyJson(res, 200, { value: settings }));

    await expect(arm.listDiagnosticSettings(armHub)).resolves.toEqual([
      {
        name: 'to-workspace',
        categories: ['Connections', 'audit'],
        workspace: { resourceId: workspaceId, name: 'plant-logs' },
      },
      { name: 'to-storage', categories: [], workspace: undefined },
    ]);
    expect(seenPaths()).toEqual([
      `${armId}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`,
    ]);
  });

  it('knows a hub that sends its logs nowhere from an answer that says nothing', async () => {
    const arm = await serve((res, _, count) =>
      replyJson(res, 200, count === 1 ? {} : { value: [] }),
    );

    await expect(arm.listDiagnosticSettings(armHub)).rejects.toMatchObject({
      code: 'arm_unreadable',
      message: expect.stringContaining('diagnostic settings: value'),
    });
    await expect(arm.listDiagnosticSettings(armHub)).resolves.toEqual([]);
  });

  it('reads the health of the hub over its pages, three at most', async () => {
    const arm = await serve((res, { path }, count) => {
      const value = [statusBody('Degraded', `2026-03-10T0${9 - count}:00:00Z`)];
      const nextLink = `https://management.azure.com${path.split('&')[0]}&$skiptoken=${count}`;
      replyJson(res, 200, { value, nextLink });
    });

    const statuses = await arm.history(armHub);

    expect(statuses.map(({ since }) => since?.getUTCHours())).toEqual([8, 7, 6]);
    const path = `${armId}/providers/Microsoft.ResourceHealth/availabilityStatuses?api-version=2020-05-01`;
    expect(seenPaths()).toEqual([path, `${path}&$skiptoken=1`, `${path}&$skiptoken=2`]);
  });

  it.each([
    'https://evil.example/next',
    'http://management.azure.com/next',
    'https://management.azure.com.evil.example/next',
    'https://management.azure.com@evil.example/next',
    '//evil.example/next',
    'nowhere',
    '',
  ])('does not follow the link %p', async (nextLink) => {
    const value = [statusBody('Available', '2026-03-10T08:00:00Z', {}, 'current')];
    const arm = await serve((res) => replyJson(res, 200, { value, nextLink }));

    await expect(arm.history(armHub)).resolves.toHaveLength(1);
    expect(server?.seen).toHaveLength(1);
  });

  it.each([
    ['401', 401, {}, 'arm_unauthorized', false],
    ['404', 404, { error: { code: 'ResourceNotFound' } }, 'arm_not_found', false],
    ['409', 409, { error: { code: 'MissingSubscriptionRegistration' } }, 'arm_unreadable', false],
    ['429', 429, {}, 'arm_throttled', true],
    ['500', 500, {}, 'arm_unavailable', true],
    ['504', 504, {}, 'arm_timeout', true],
    ['204', 204, '', 'arm_unreadable', false],
    ['a redirect', 302, '', 'arm_unreadable', false],
    ['a web page', 200, '<html>', 'arm_unreadable', false],
    ['an empty 200', 200, '', 'arm_unreadable', false],
  ])('calls %s by its name', async (_, status, body, code, retryable) => {
    const arm = await serve((res) => {
      res.writeHead(status, { location: `${server?.origin}/elsewhere`, 'retry-after': '20' });
      res.end(typeof body === 'string' ? body : JSON.stringify(body));
    });

    for (const ask of [arm.findHub, arm.listDiagnosticSettings, arm.history]) {
      await expect(ask(armHub)).rejects.toMatchObject({ name: 'AppError', code, retryable });
    }
    expect(server?.seen).toHaveLength(3);
  });

  it('names the role that is missing, and where', async () => {
    const arm = await serve((res) =>
      replyJson(res, 403, { error: { code: 'AuthorizationFailed', message: 'no' } }),
    );

    await expect(arm.history(armHub)).rejects.toMatchObject({
      code: 'arm_forbidden',
      message: `This bot may not read the health of my-hub. Give its identity the role Reader on ${armId}; a new role can take some minutes to work.`,
    });
  });

  it('passes on when to come back', async () => {
    const arm = await serve((res) => replyJson(res, 429, {}, { 'retry-after': '30' }));

    await expect(arm.findHub(armHub)).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });

  it('tries once more when a gateway stumbles', async () => {
    const arm = await serve((res, _, count) =>
      count === 1 ? replyJson(res, 502, {}) : replyJson(res, 200, hubBody()),
    );

    await expect(arm.findHub(armHub)).resolves.toMatchObject({ name: 'my-hub' });
  });

  it('gives up when nothing is answered', async () => {
    const arm = await serve(() => {}, { patienceMs: 50 });

    await expect(arm.findHub(armHub)).rejects.toMatchObject({
      code: 'arm_timeout',
      retryable: true,
    });
  });

  it('stops when the asker does', async () => {
    const giveUp = new AbortController();
    const arm = await serve(() => giveUp.abort());

    await expect(arm.history(armHub, giveUp.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says so when nothing listens', async () => {
    const arm = create({ localOrigin: await closedOrigin() });

    await expect(arm.findHub(armHub)).rejects.toMatchObject({
      code: 'arm_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('says so when an answer breaks off', async () => {
    const arm = await serve((res) => {
      res.writeHead(200, { 'content-length': '1000' });
      res.write('{"name":', () => res.destroy());
    });

    await expect(arm.findHub(armHub)).rejects.toMatchObject({ code: 'arm_unreachable' });
  });

  it('tells a credential that cannot sign in from a service that cannot be reached', async () => {
    const error = Object.assign(new Error('no'), { name: 'AggregateAuthenticationError' });
    const arm = create({ credential: { getToken: () => Promise.reject(error) } });

    await expect(arm.findHub(armHub)).rejects.toMatchObject({ code: 'arm_unauthorized' });
  });

  it.each([undefined, '/hubs/my-hub', `${armId}/../../x`])(
    'asks nothing about a hub with the id %p',
    async (resourceId) => {
      const arm = await serve((res) => replyJson(res, 200, hubBody()));

      await expect(arm.findHub({ ...armHub, resourceId })).rejects.toMatchObject({
        code: 'hub_unidentified',
      });
      expect(server?.seen).toEqual([]);
    },
  );

  it('can be told how to find a hub without an id', async () => {
    const identify = () => armHub;
    const arm = await serve((res) => replyJson(res, 200, hubBody()), { identify });

    await expect(arm.findHub({ ...armHub, resourceId: undefined })).resolves.toMatchObject({
      name: 'my-hub',
    });
  });

  it('asks once for all who ask the same at a time, and of each hub for itself', async () => {
    const arm = await serve((res) => replyJson(res, 200, { value: [] }));
    const other = { ...armHub, resourceId: armId.replace('my-hub', 'other-hub') };
    const sameInCapitals = { ...armHub, resourceId: armId.toUpperCase() };

    await Promise.all([arm.history(armHub), arm.history(sameInCapitals), arm.history(other)]);

    expect(server?.seen).toHaveLength(2);
  });

  it('remembers how a hub is set up for a minute, but not how it is', async () => {
    const arm = await serve((res, { path }) =>
      replyJson(res, 200, path.includes('providers/Microsoft.Res') ? { value: [] } : hubBody()),
    );
    const ask = async () => {
      await arm.findHub(armHub);
      await arm.history(armHub);
    };

    await ask();
    clock.advance(59);
    await ask();
    clock.advance(1);
    await ask();

    const health = seenPaths()?.filter((path) => path.includes('ResourceHealth'));
    expect(health).toHaveLength(3);
    expect(seenPaths()).toHaveLength(5);
  });

  it('sends each request when its turn comes', async () => {
    const turns: string[] = [];
    const arm = await serve((res) => replyJson(res, 200, hubBody()), {
      limit: (work, signal) => {
        turns.push(signal?.aborted === false ? 'with a way out' : 'without');
        return work();
      },
    });

    await arm.findHub(armHub);

    expect(turns).toEqual(['with a way out']);
  });

  it('logs what failed, and no token', async () => {
    const { log, lines } = recordedLog();
    const arm = await serve((res) => replyJson(res, 403, {}), { log });

    await expect(arm.findHub(armHub)).rejects.toThrow();

    expect(lines().join()).toContain('"code":"arm_forbidden"');
    expect(lines().join()).not.toContain('Bearer');
  });

  it('refuses a stand-in that is not on this machine, and no credential at all', () => {
    expect(() => create({ localOrigin: 'http://192.0.2.1' })).toThrow(
      expect.objectContaining({ code: 'local_origin_invalid' }),
    );
    expect(() => create({})).toThrow(expect.objectContaining({ code: 'credential_missing' }));
  });
});
