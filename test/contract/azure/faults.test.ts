import { createTwinRegistry } from '../../../src/adapters/iot-hub/twin-registry';
import { createLogAnalytics } from '../../../src/adapters/log-analytics/log-analytics';
import { type FaultName, type FaultOrder, faultKinds } from '../../../src/playground/azure/faults';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import type { LogAnswer } from '../../../src/ports/log-source';
import { reportProblem } from '../../../src/reports/report-problem';
import { exportedRecord, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';
import { reportContext } from '../../support/report-subjects';

const startedAt = new Date('2026-03-10T12:00:00Z');
const window = { from: new Date('2026-03-09T12:00:00Z'), to: startedAt };
const log = quietLog();
const hub = { name: 'one-hub', hostName: 'one-hub.azure-devices.net' };
let now = startedAt;
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeAll(async () => {
  const times = Array.from({ length: 12 }, (_, at) => `2026-03-10T11:${10 + at}:00Z`);
  const data = await writeDataFolder({
    'logs/hub.jsonl': times.map((time) => JSON.stringify(exportedRecord({ time }))).join('\n'),
    'twins.json': JSON.stringify([{ deviceId: 'pump-1', status: 'enabled' }]),
  });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 0,
    log,
  });
  ({ origin } = await azure.listen(0));
  await ask();
});

afterEach(async () => {
  now = startedAt;
  await control('DELETE');
});

afterAll(async () => {
  await azure.close();
  await remove();
});

function control(method: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' };
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${origin}/local/faults`, {
    method,
    ...(body !== undefined && { headers, body: sent }),
  });
}

async function turnOn(order: FaultOrder) {
  expect((await control('POST', order)).status).toBe(200);
}

function ask(
  options: { kql?: string; patienceMs?: number; signal?: AbortSignal } = {},
): Promise<LogAnswer<Record<string, unknown>>> {
  const logs = createLogAnalytics({
    workspaceId: 'local',
    credential: undefined,
    localOrigin: origin,
    serverTimeoutSeconds: 30,
    patienceMs: options.patienceMs,
    log,
  });
  const kql = options.kql ?? 'AzureDiagnostics | project TimeGenerated, Level, properties_s';
  return logs.ask({ name: 'some-question', kql, window, readRow: needTime }, options.signal);
}

function needTime(cells: Record<string, unknown>): Record<string, unknown> {
  if (!(cells.TimeGenerated instanceof Date)) throw new TypeError('TimeGenerated is missing');
  return cells;
}

function findTwin(patienceMs?: number) {
  const registry = createTwinRegistry({
    credential: undefined,
    localOrigin: origin,
    patienceMs,
    log,
  });
  return registry.findTwin(hub, 'pump-1');
}

/** What the person who asked gets to read. */
async function problemOf(asking: Promise<unknown>) {
  const error = await asking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return reportProblem(error, reportContext());
}

describe('a log question while Azure fails', () => {
  it.each<[FaultName, string, RegExp, RegExp]>([
    ['unreachable', 'logs_unreachable', /cannot be reached \(ECONNRESET\)/, /firewall|proxy/],
    ['tls', 'logs_tls_failed', /No secure connection/, /certificate/],
    ['401', 'logs_unauthorized', /Signing in .* failed/, /managed identity/],
    [
      '403',
      'logs_forbidden',
      /may not read the workspace/,
      /role "Log Analytics Reader"[\s\S]*up to an hour/,
    ],
    ['404', 'logs_not_found', /does not know this workspace/, /LOG_ANALYTICS_WORKSPACE_ID/],
    ['429', 'logs_throttled', /no more queries/, /Ask again in 20 s/],
    ['503', 'logs_unavailable', /failed to answer \(status 503\)/, /azure\.status\.microsoft/],
    ['504', 'logs_timeout', /did not answer in time/, /shorter time/],
    ['aborted', 'logs_interrupted', /broke in the middle/, /Ask again/],
    ['not-json', 'logs_unreadable', /not a query result/, /proxy/],
    ['empty-200', 'logs_unreadable', /answered with nothing/, /proxy/],
    ['empty-204', 'logs_table_missing', /holds no data at all/, /diagnostic-settings create/],
    ['missing-table', 'logs_table_missing', /no table/, /Diagnostic settings/],
  ])('explains %s as %s', async (fault, code, happened, steps) => {
    await turnOn({ fault });

    const report = await problemOf(ask());

    expect(report.code).toBe(code);
    expect(report.happened).toMatch(happened);
    expect(report.means).toMatch(/[Nn]othing can be said|answer has to wait/);
    expect(JSON.stringify(report.steps).replaceAll('\\"', '"')).toMatch(steps);
  });

  it('explains a service that never answers, and is answered when it is let go', async () => {
    await turnOn({ fault: 'time-out' });

    const impatient = await problemOf(ask({ patienceMs: 60 }));
    const patient = ask();
    await control('DELETE');

    expect(impatient.code).toBe('logs_timeout');
    expect((await patient).rows).toHaveLength(12);
  });

  it('shows the half it got of a partial answer, and why it is not all', async () => {
    await turnOn({ fault: 'partial' });

    const answer = await ask();

    expect(answer.rows).toHaveLength(6);
    expect(answer.partial?.reason).toContain('Some parts of the data could not be read');
  });

  it('shows the rows up to a limit, and that there are more', async () => {
    await turnOn({ fault: 'row-cap' });

    const answer = await ask();

    expect(answer.rows).toHaveLength(10);
    expect(answer.partial?.reason).toContain('limit of 10 records');
  });

  it('does without a column, and says which', async () => {
    await turnOn({ fault: 'missing-column' });

    const answer = await ask();

    expect(answer.rows).toHaveLength(12);
    expect(answer.rows[0]).toMatchObject({ Level: 'Error', properties_s: '' });
    expect(answer.partial).toEqual({
      reason: 'The workspace has no column properties_s: whatever depends on it is empty.',
    });
  });

  it('leaves out rows without a time, and says how many', async () => {
    await turnOn({ fault: 'null-dates' });

    const answer = await ask();

    expect(answer.rows).toHaveLength(6);
    expect(answer.newestAt).toEqual(new Date('2026-03-10T11:21:00Z'));
    expect(answer.partial).toEqual({
      reason: '6 of 12 rows came without a time and were left out.',
    });
  });

  it('takes its time over a slow answer', async () => {
    await turnOn({ fault: 'slow', milliseconds: 120 });

    const startedMs = performance.now();
    const answer = await ask();

    expect(answer.rows).toHaveLength(12);
    expect(answer.partial).toBeUndefined();
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(115);
  });

  it('tells a handshake that fails from a service that is away', async () => {
    const logs = createLogAnalytics({
      workspaceId: 'w',
      credential: { getToken: async () => ({ token: 't', expiresOnTimestamp: Date.now() + 1e6 }) },
      endpoint: origin.replace('http:', 'https:'),
      serverTimeoutSeconds: 30,
      log,
    });

    const report = await problemOf(
      logs.ask({ name: 'q', kql: 'print 1', window, readRow: (cells) => cells }),
    );

    expect(report).toMatchObject({
      code: 'logs_tls_failed',
      happened: expect.stringContaining('EPROTO'),
    });
  });
});

describe('a twin question while Azure fails', () => {
  it.each<[FaultName, string, string]>([
    ['unreachable', 'registry_unreachable', 'cannot be reached (ECONNRESET)'],
    ['tls', 'registry_unreachable', 'No secure connection'],
    ['401', 'registry_unauthorized', 'Signing in'],
    ['403', 'registry_forbidden', 'may not read device twins'],
    ['404', 'registry_unreadable', 'is no device registry'],
    ['429', 'registry_throttled', 'takes no more requests'],
    ['503', 'registry_unreachable', 'status 503'],
    ['504', 'registry_unreachable', 'status 504'],
    ['aborted', 'registry_unreachable', 'broke in the middle'],
    ['not-json', 'registry_unreadable', 'not with a device twin'],
    ['empty-200', 'registry_unreadable', 'not with a device twin'],
  ])('explains %s as %s', async (fault, code, happened) => {
    await turnOn({ fault });

    const report = await problemOf(findTwin());

    expect(report.code).toBe(code);
    expect(report.happened).toContain(happened);
    expect(report.steps.length).toBeGreaterThan(0);
  });

  it('explains a hub that never answers', async () => {
    await turnOn({ fault: 'time-out' });

    expect(await problemOf(findTwin(60))).toMatchObject({
      code: 'registry_unreachable',
      happened: expect.stringContaining('did not answer in time'),
    });
  });

  it.each<FaultName>(['empty-204', 'partial', 'missing-table', 'null-dates'])(
    'is not touched by %s, which is about logs',
    async (fault) => {
      await turnOn({ fault });

      expect(await findTwin()).toMatchObject({ status: 'enabled' });
    },
  );
});

describe('/local/faults', () => {
  const everything = faultKinds.map(({ name, what }) => expect.objectContaining({ name, what }));

  it('lists every fault with what it does, and none active', async () => {
    const reply = await control('GET');

    expect(await reply.json()).toEqual({ faults: everything, active: [] });
  });

  it('tells what is on and until when, and forgets it then', async () => {
    const reply = await control('POST', { fault: '403', seconds: 300 });
    now = new Date(startedAt.getTime() + 299_000);
    const during = await problemOf(ask());
    now = new Date(startedAt.getTime() + 300_000);
    const after = await ask();

    expect(await reply.json()).toMatchObject({
      active: [{ fault: '403', until: '2026-03-10T12:05:00.000Z' }],
    });
    expect(during.code).toBe('logs_forbidden');
    expect(after.rows).toHaveLength(12);
  });

  it('spoils as many requests as it was told to', async () => {
    await turnOn({ fault: '429', times: 2 });

    const codes = [await problemOf(ask()), await problemOf(ask())].map(({ code }) => code);
    const third = await ask();

    expect(codes).toEqual(['logs_throttled', 'logs_throttled']);
    expect(third.rows).toHaveLength(12);
  });

  it('can spoil one service only', async () => {
    await turnOn({ fault: '401', part: 'twins' });

    const answer = await ask();
    const twin = await problemOf(findTwin());

    expect(answer.rows).toHaveLength(12);
    expect(twin.code).toBe('registry_unauthorized');
  });

  it('lets the newest of several decide, and ends all at once', async () => {
    await turnOn({ fault: '401' });
    await turnOn({ fault: '504' });

    const newest = await problemOf(ask());
    const reply = await control('DELETE');

    expect(newest.code).toBe('logs_timeout');
    expect(await reply.json()).toMatchObject({ active: [] });
  });

  it.each([
    [{ fault: 'gremlins' }, 'fault: is not one of the faults'],
    [{}, 'fault: '],
    [{ fault: '403', seconds: -1 }, 'seconds: '],
    [{ fault: '403', times: 1.5 }, 'times: '],
    ['{"fault":', 'not valid JSON'],
  ])('refuses %j and names the field', async (body, message) => {
    const reply = await control('POST', body);

    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({
      error: { innererror: { message: expect.stringContaining(message) } },
    });
  });

  it('refuses what a form of another site could send', async () => {
    const reply = await fetch(`${origin}/local/faults`, {
      method: 'POST',
      body: '{"fault":"401"}',
    });

    expect(reply.status).toBe(415);
    expect((await ask()).rows).toHaveLength(12);
  });
});
