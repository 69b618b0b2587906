import { request } from 'node:http';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { exportedRecord, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const startedAt = new Date('2026-03-10T12:00:00Z');
let now = startedAt;
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeEach(async () => {
  now = startedAt;
  const data = await writeDataFolder({ 'logs/hub.jsonl': JSON.stringify(exportedRecord()) });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 30,
    log: quietLog(),
  });
  ({ origin } = await azure.listen(0));
});

afterEach(async () => {
  await azure.close();
  await remove();
});

function post(path: string, body: unknown, type = 'application/json') {
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function ask(query: string): Promise<unknown[][]> {
  const response = await post('/v1/workspaces/any/query', { query });
  const body = (await response.json()) as { tables: { rows: unknown[][] }[] };
  return body.tables[0]?.rows ?? [];
}

describe('POST /local/logs', () => {
  it('adds rows that arrive now, whatever time they tell of', async () => {
    const time = '2026-03-10T10:00:00Z';
    const reply = await post('/local/logs', { records: [exportedRecord({ time, level: 'New' })] });

    const atOnce = await ask('AzureDiagnostics | where Level == "New"');
    now = new Date(startedAt.getTime() + 30_000);
    const later = await ask('AzureDiagnostics | where Level == "New" | project ingestion_time()');

    expect(await reply.json()).toEqual({ added: 1, refused: [] });
    expect(atOnce).toEqual([]);
    expect(later).toEqual([['2026-03-10T12:00:30Z']]);
  });

  it('believes a record that says when it arrived', async () => {
    const ingestedAt = '2026-03-10T11:31:00Z';
    await post('/local/logs', { records: [exportedRecord({ ingestedAt, level: 'New' })] });

    const rows = await ask('AzureDiagnostics | where Level == "New" | project ingestion_time()');

    expect(rows).toEqual([['2026-03-10T11:31:00Z']]);
  });

  it('names the records it cannot use and takes the others', async () => {
    const reply = await post('/local/logs', { records: [5, exportedRecord(), { time: 'x' }] });

    expect(await reply.json()).toEqual({
      added: 1,
      refused: [
        { index: 0, reason: 'a record must be a JSON object' },
        { index: 2, reason: 'time is not an ISO 8601 date' },
      ],
    });
  });

  it.each([
    ['no list', { records: 5 }, 400],
    ['null', null, 400],
    ['no JSON', '{"records":', 400],
  ])('refuses %s', async (_, body, status) => {
    expect((await post('/local/logs', body)).status).toBe(status);
  });

  it('refuses what a form of another site could send', async () => {
    const reply = await post('/local/logs', '{"records":[]}', 'text/plain');

    expect(reply.status).toBe(415);
  });

  it('refuses a name of another site that points here', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'rebound.example.com', 'content-type': 'application/json' };
      request(`${origin}/local/logs`, { method: 'POST', headers }, (res) => {
        res.resume();
        resolve(res.statusCode);
      })
        .on('error', reject)
        .end('{"records":[]}');
    });

    expect(status).toBe(403);
  });
});

describe('POST /local/twins', () => {
  it('adds and replaces twins', async () => {
    await post('/local/twins', { twins: [{ deviceId: 'a b', status: 'enabled' }] });
    const reply = await post('/local/twins', {
      twins: [{ deviceId: 'a b', status: 'disabled' }, {}],
    });

    const twin = await fetch(`${origin}/twins/a%20b?api-version=2021-04-12`);

    expect(await reply.json()).toEqual({
      added: 1,
      refused: [{ index: 1, reason: 'deviceId is missing' }],
    });
    expect(await twin.json()).toEqual({ deviceId: 'a b', status: 'disabled' });
  });
});

describe('GET /twins/{id}', () => {
  it('says that the registry is not here where no twin of the hub was given', async () => {
    const reply = await fetch(`${origin}/twins/device-42?api-version=2021-04-12`);

    expect(reply.status).toBe(404);
    expect(reply.headers.get('iothub-errorcode')).toBe('IotHubNotFound');
  });

  it('says in header and body that a device is unknown', async () => {
    await post('/local/twins', { twins: [{ deviceId: 'somebody', status: 'enabled' }] });

    const reply = await fetch(`${origin}/twins/nobody?api-version=2021-04-12`);

    expect(reply.status).toBe(404);
    expect(reply.headers.get('iothub-errorcode')).toBe('DeviceNotFound');
    expect(await reply.json()).toMatchObject({
      Message: expect.stringMatching(/^ErrorCode:DeviceNotFound;/),
    });
  });

  it.each([
    ['/twins/a', 'InvalidProtocolVersion'],
    ['/twins/%E0%A4%A?api-version=2021-04-12', 'ArgumentInvalid'],
  ])('refuses %s', async (path, code) => {
    const reply = await fetch(`${origin}${path}`);

    expect(reply.status).toBe(400);
    expect(reply.headers.get('iothub-errorcode')).toBe(code);
  });
});

describe('listen', () => {
  it('fails when the port is taken', async () => {
    const other = await createLocalAzure({
      now: () => now,
      ingestionDelaySeconds: 0,
      log: quietLog(),
    });

    await expect(other.listen(Number(new URL(origin).port))).rejects.toThrow('EADDRINUSE');
  });
});

describe('a fault of its own', () => {
  it('is answered as one, and the next request is served', async () => {
    let broken = false;
    const faulty = await createLocalAzure({
      now: () => {
        if (broken) throw new Error('the clock stands still');
        return now;
      },
      ingestionDelaySeconds: 0,
      log: quietLog(),
    });
    const { origin: faultyOrigin } = await faulty.listen(0);
    const get = () => fetch(`${faultyOrigin}/twins/nobody?api-version=2021-04-12`);

    broken = true;
    const during = await get();
    broken = false;
    const after = await get();
    await faulty.close();

    expect(during.status).toBe(500);
    expect(await during.json()).toMatchObject({ error: { code: 'InternalServerError' } });
    expect(after.status).toBe(404);
  });
});
