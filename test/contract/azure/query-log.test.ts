import { request } from 'node:http';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import type { LoggedQuery } from '../../../src/playground/azure/query-log';
import { createQueryLog } from '../../../src/playground/azure/query-log';
import { createWorkspace } from '../../../src/playground/azure/workspace';
import { exportedRecord, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
let azure: LocalAzure;
let origin = '';
let remove = async () => {};

beforeEach(async () => {
  const data = await writeDataFolder({ 'logs/hub.jsonl': JSON.stringify(exportedRecord()) });
  remove = data.remove;
  azure = await createLocalAzure({
    now: () => now,
    dataDir: data.folder,
    ingestionDelaySeconds: 0,
    log: quietLog(),
  });
  ({ origin } = await azure.listen(0));
});

afterEach(async () => {
  await azure.close();
  await remove();
});

async function ask(query: string, timespan?: string): Promise<void> {
  await fetch(`${origin}/v1/workspaces/any/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, timespan }),
  });
}

async function readLog(): Promise<LoggedQuery[]> {
  const response = await fetch(`${origin}/local/queries`);
  return ((await response.json()) as { queries: LoggedQuery[] }).queries;
}

describe('the log of queries', () => {
  it('tells the text, span, rows and time of each query, newest first', async () => {
    await ask('AzureDiagnostics | take 1');
    await ask('AzureDiagnostics | count', 'PT1H');

    const [newest, oldest] = await readLog();

    expect(newest).toEqual({
      id: 2,
      at: now.toISOString(),
      query: 'AzureDiagnostics | count',
      from: '2026-03-10T11:00:00.000Z',
      to: expect.stringMatching(/^2026-03-10T12:00:00/),
      rows: 1,
      ms: expect.any(Number),
    });
    expect(oldest).toMatchObject({ id: 1, query: 'AzureDiagnostics | take 1', rows: 1 });
  });

  it('tells why a query was refused', async () => {
    await ask('AzureDiagnostics | where Nothing == 1');

    const [refused] = await readLog();

    expect(refused?.error).toContain('Nothing');
    expect(refused).not.toHaveProperty('rows');
  });

  it('tells of a request that ended before a query ran', async () => {
    await fetch(`${origin}/local/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault: '403' }),
    });
    await ask('AzureDiagnostics | count');

    const entries = await readLog();

    expect(entries).toMatchObject([{ query: '(no query ran)', error: 'answered 403' }]);
    expect(entries[0]).not.toHaveProperty('rows');
  });

  it('keeps only the last ones', () => {
    const log = createQueryLog({ now: () => now }, 2);
    const workspace = log.watch(createWorkspace());
    const answer = { json: '' };
    const res = {
      writeHead: () => res,
      end: (text: string) => Object.assign(answer, { json: text }),
    };

    for (const number of [1, 2, 3]) workspace.query(`print ${number}`, now);
    log.answer({ headers: { host: 'localhost' } } as never, res as never);

    const { queries } = JSON.parse(answer.json) as { queries: LoggedQuery[] };
    expect(queries.map(({ query }) => query)).toEqual(['print 3', 'print 2']);
  });

  it('is not for a caller under a foreign name', async () => {
    const { port } = new URL(origin);

    const status = await new Promise((resolve) => {
      request({ port, path: '/local/queries', headers: { host: 'evil.example' } }, (res) => {
        res.resume();
        resolve(res.statusCode);
      }).end();
    });

    expect(status).toBe(403);
  });
});
