import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { exportedRecord, hubId, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeAll(async () => {
  const times = ['2026-03-10T09:30:00Z', '2026-03-10T11:30:00Z', '2026-03-10T11:59:30Z'];
  const lines = times.map((time) => JSON.stringify(exportedRecord({ time })));
  const data = await writeDataFolder({ 'logs/hub.jsonl': lines.join('\n') });
  remove = data.remove;
  const log = quietLog();
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 60,
    log,
  });
  ({ origin } = await azure.listen(0));
});

afterAll(async () => {
  await azure.close();
  await remove();
});

async function post(
  body: unknown,
  { path = '/v1/workspaces/any/query', headers = {} as Record<string, string> } = {},
) {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, json: text === '' ? undefined : JSON.parse(text) };
}

async function countIn(timespan: unknown, inUrl?: string): Promise<unknown> {
  const path = `/v1/workspaces/any/query${inUrl ? `?timespan=${encodeURIComponent(inUrl)}` : ''}`;
  const reply = await post({ query: 'AzureDiagnostics | count', timespan }, { path });
  return reply.json.tables[0].rows[0][0];
}

describe('POST /v1/workspaces/{id}/query', () => {
  it('answers with the table as the service writes it', async () => {
    const query =
      'AzureDiagnostics | project TimeGenerated, ResultType, Size = 9007199254740993, Bag = parse_json(properties_s), Gone = datetime(null) | take 1';

    const reply = await post({ query });

    expect(reply.status).toBe(200);
    expect(reply.text).toBe(
      '{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"},{"name":"ResultType","type":"string"},{"name":"Size","type":"long"},{"name":"Bag","type":"dynamic"},{"name":"Gone","type":"datetime"}],"rows":[["2026-03-10T09:30:00Z","404104",9007199254740993,"{\\"deviceId\\":\\"pump-1\\",\\"protocol\\":\\"Mqtt\\"}",null]]}]}',
    );
  });

  it('shows a row only when it has arrived, with the time it did', async () => {
    const reply = await post({
      query: 'AzureDiagnostics | project max_of(ingestion_time(), TimeGenerated)',
    });

    expect(reply.json.tables[0].rows).toEqual([['2026-03-10T09:31:00Z'], ['2026-03-10T11:31:00Z']]);
  });

  it.each([
    [undefined, undefined, 2],
    ['', undefined, 2],
    ['PT1H', undefined, 1],
    [undefined, 'PT1H', 1],
    ['2026-03-10T09:00:00Z/2026-03-10T10:00:00Z', undefined, 1],
    ['2026-03-10T09:00:00Z/PT3H', undefined, 2],
    ['PT1H/2026-03-10T10:00:00Z', undefined, 1],
    ['2026-03-10T09:30:00Z/2026-03-10T11:30:00Z', undefined, 1],
    ['P1D', '2026-03-10T11:00:00Z/2026-03-10T12:00:00Z', 1],
    ['2026-03-10T09:00:00Z/PT1H', '2026-03-10T11:00:00Z/PT1H', 0],
  ])('counts for the timespan %s in the body and %s in the URL', async (inBody, inUrl, count) => {
    expect(await countIn(inBody, inUrl)).toBe(count);
  });

  it('applies the timespan on top of what the query says', async () => {
    const query = 'AzureDiagnostics | where TimeGenerated < datetime(2026-03-10T10:00:00Z) | count';

    const reply = await post({ query, timespan: 'PT1H' });

    expect(reply.json.tables[0].rows).toEqual([[0]]);
  });

  it.each([
    ['yesterday', undefined],
    [5, undefined],
    [undefined, '2026-03-10T12:00:00Z/2026-03-10T09:00:00Z'],
  ])('refuses the timespan %s in the body and %s in the URL', async (inBody, inUrl) => {
    const path = `/v1/workspaces/any/query${inUrl ? `?timespan=${inUrl}` : ''}`;

    const reply = await post({ query: 'AzureDiagnostics', timespan: inBody }, { path });

    expect(reply.status).toBe(400);
    expect(reply.json.error).toMatchObject({
      code: 'BadArgumentError',
      innererror: { message: expect.stringContaining(`timespan: '${inBody ?? inUrl}'`) },
    });
  });

  it('adds statistics and render when they are preferred', async () => {
    const headers = { prefer: 'wait=30,include-statistics=true,include-render=true' };
    const query = 'AzureDiagnostics | summarize count() by ResultType | render piechart';

    const reply = await post({ query }, { headers });
    const plain = await post({ query });

    expect(reply.json).toMatchObject({
      statistics: {
        query: {
          executionTime: expect.any(Number),
          datasetStatistics: [{ tableRowCount: 1, tableSize: expect.any(Number) }],
        },
      },
      render: { visualization: 'piechart' },
    });
    expect(Object.keys(plain.json)).toEqual(['tables']);
  });

  it('has an empty render for a query without one', async () => {
    const reply = await post({ query: 'print 1' }, { headers: { prefer: 'include-render=true' } });

    expect(reply.json.render).toEqual({});
  });

  it('says where a query stops making sense', async () => {
    const reply = await post({ query: 'AzureDiagnostics\n| where | take 5' });

    expect(reply.status).toBe(400);
    expect(reply.json).toEqual({
      error: {
        message: 'The request had some invalid properties',
        code: 'BadArgumentError',
        innererror: {
          code: 'SyntaxError',
          message: 'A recognition error occurred in the query.',
          innererror: {
            code: 'SYN0002',
            message: expect.stringContaining('on line [2,'),
            line: 2,
            pos: expect.any(Number),
            token: expect.any(String),
          },
        },
      },
    });
  });

  it.each([
    ['NoTable | count', "Failed to resolve table or column expression named 'NoTable'", 'NoTable'],
    ['// why\nNoTable', "Failed to resolve table or column expression named 'NoTable'", 'NoTable'],
    [
      'let a = 1; NoTable',
      "Failed to resolve table or column expression named 'NoTable'",
      'NoTable',
    ],
    ['AzureDiagnostics | where Foo == 1', "Failed to resolve scalar expression named 'Foo'", 'Foo'],
  ])('says what %j cannot find', async (query, message, token) => {
    const reply = await post({ query });

    expect(reply.json.error.innererror).toMatchObject({
      code: 'SemanticError',
      innererror: { code: 'SEM0100', message, token },
    });
  });

  it('passes on other semantic errors with the words of the parser', async () => {
    const reply = await post({ query: 'AzureDiagnostics | extend x = strlen(1, 2)' });

    expect(reply.json.error.innererror).toMatchObject({
      code: 'SemanticError',
      innererror: {
        code: expect.stringMatching(/^KS/),
        message: expect.stringContaining('strlen'),
      },
    });
  });

  it('names what is good KQL but not evaluated here', async () => {
    const query = 'AzureDiagnostics | sample 1';

    const reply = await post({ query });

    expect(reply.status).toBe(400);
    expect(reply.json.error.innererror.innererror.code).toBe('LOCAL_UNSUPPORTED');
  });

  it.each([
    ['no JSON', '{"query":', 'MalformedJson'],
    ['no query', { timespan: 'PT1H' }, 'InvalidProperty'],
    ['a blank query', { query: ' ' }, 'InvalidProperty'],
    ['null', null, 'InvalidProperty'],
    ['other workspaces', { query: 'print 1', workspaces: ['other'] }, 'InvalidProperty'],
  ])('refuses a body with %s', async (_, body, code) => {
    const reply = await post(body);

    expect(reply.status).toBe(400);
    expect(reply.json.error).toMatchObject({ code: 'BadArgumentError', innererror: { code } });
  });

  it.each([
    ['no content type', { 'content-type': '' }, '{"query":"print 1"}'],
    ['another content type', { 'content-type': 'text/plain' }, '{"query":"print 1"}'],
    ['no body', {}, ''],
  ])('answers an empty 200 to %s, as the service does', async (_, headers, body) => {
    const reply = await post(body, { headers: headers as Record<string, string> });

    expect([reply.status, reply.text]).toEqual([200, '']);
  });

  it('refuses a body that is too large', async () => {
    const reply = await post({ query: `print "${'x'.repeat(1 << 20)}"` });

    expect(reply.status).toBe(413);
  });

  it.each([
    ['POST', '/v1/workspaces/any/metadata'],
    ['GET', '/v1/workspaces/any/query'],
    ['POST', '/'],
    ['DELETE', '/local/logs'],
  ])('does not know %s %s', async (method, path) => {
    const response = await fetch(`${origin}${path}`, { method });

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'PathNotFoundError' } });
  });

  it('answers with half a million rows at most, and says that they are not all', async () => {
    const query = 'range i from 1 to 500001 step 1';

    const reply = await post({ query });

    expect(reply.status).toBe(200);
    expect(reply.json.tables[0].rows).toHaveLength(500_000);
    expect(reply.json.error).toMatchObject({
      code: 'PartialError',
      details: [{ innererror: { message: expect.stringContaining('500000') } }],
    });
  });
});

describe('a workspace that no log was ever routed to', () => {
  it('has no table', async () => {
    const { folder, remove: removeEmpty } = await writeDataFolder({ 'logs/empty.jsonl': '\n' });
    const log = quietLog();
    const empty = await createLocalAzure({
      now: () => now,
      dataDir: folder,
      ingestionDelaySeconds: 0,
      log,
    });
    const { origin: emptyOrigin } = await empty.listen(0);
    const ask = () =>
      fetch(`${emptyOrigin}/v1/workspaces/any/query`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'AzureDiagnostics | count' }),
      });

    const before = await ask();
    empty.appendLogs([exportedRecord({ resourceId: hubId })]);
    const after = await ask();
    await empty.close();
    await removeEmpty();

    expect(before.status).toBe(400);
    expect(await before.json()).toMatchObject({
      error: {
        innererror: {
          innererror: {
            message: "Failed to resolve table or column expression named 'AzureDiagnostics'",
          },
        },
      },
    });
    expect(after.status).toBe(200);
  });
});
