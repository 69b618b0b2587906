import { join } from 'node:path';
import { startLocalAzureInWorker } from '../../../src/playground/azure/start-local-azure-in-worker';
import { exportedRecord, writeDataFolder } from '../../support/local-azure';
import { quietLog } from '../../support/quiet-log';

const workerFile = join(__dirname, '../../support/local-azure-worker.js');
const options = {
  port: 0,
  fixedNow: new Date('2026-03-10T12:00:00Z'),
  ingestionDelaySeconds: 0,
  log: quietLog(),
};

async function count(origin: string): Promise<unknown> {
  const response = await fetch(`${origin}/v1/workspaces/any/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"AzureDiagnostics | count","timespan":"PT1H"}',
  });
  const body = (await response.json()) as { tables: { rows: unknown[][] }[] };
  return body.tables[0]?.rows[0]?.[0];
}

describe('startLocalAzureInWorker', () => {
  it('answers from a thread of its own, by the clock it was given, until it is closed', async () => {
    const data = await writeDataFolder({ 'logs/a.jsonl': JSON.stringify(exportedRecord()) });
    const azure = await startLocalAzureInWorker({ ...options, dataDir: data.folder }, workerFile);

    const counted = await count(azure.origin);
    await azure.close();
    await data.remove();

    expect(azure.report).toMatchObject({ rows: 1, files: 1, hubs: ['my-hub'], bad: [] });
    expect(counted).toBe(1);
    await expect(fetch(azure.origin)).rejects.toThrow();
  });

  it('passes on why it could not start', async () => {
    const started = startLocalAzureInWorker({ ...options, dataDir: '/no/such/folder' }, workerFile);

    await expect(started).rejects.toMatchObject({ code: 'local_data_missing' });
  });

  it('passes on that its port is taken', async () => {
    const first = await startLocalAzureInWorker(options, workerFile);
    const port = Number(new URL(first.origin).port);

    const second = startLocalAzureInWorker({ ...options, port }, workerFile);

    await expect(second).rejects.toMatchObject({
      code: 'local_azure_failed',
      message: expect.stringContaining('EADDRINUSE'),
    });
    await first.close();
  });

  it('says what to do where only the sources are there', async () => {
    await expect(startLocalAzureInWorker(options)).rejects.toMatchObject({
      code: 'local_worker_missing',
      message: expect.stringContaining('npm run build'),
    });
  });
});
