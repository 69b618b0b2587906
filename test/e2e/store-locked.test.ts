import { join } from 'node:path';
import Database from 'libsql';
import { metricAlert } from '../support/alert-payloads';
import { eventGridBatch, eventScript } from '../support/device-events';
import { type KillTarget, loadKillTarget } from '../support/kill-target';
import { createDataFolder } from '../support/start-product';

// A product that waits for a lock does so for seconds.
jest.setTimeout(60_000);

let folder: ReturnType<typeof createDataFolder>;
let target: KillTarget;
let origin: string;

beforeEach(async () => {
  folder = createDataFolder();
  target = await loadKillTarget();
  const place = { chatOrigin: 'http://127.0.0.1:9', aheadMs: 0, graceOverrides: [], everyMs: 1000 };
  const begun = await target.begin({ ...place, databaseUrl: `sqlite:${pathOfStore()}` });
  origin = begun ?? '';
});

afterEach(async () => {
  await target.kill();
  folder.remove();
});

describe('the product whose SQLite file another process has locked', () => {
  it('answers 503 and is not ready, and goes on by itself when that lets go', async () => {
    // The product may just be writing itself.
    const lock = new Database(pathOfStore());
    lock.exec('pragma busy_timeout = 20000; begin immediate');
    const locked = await postBoth();
    const unready = await fetch(`${origin}/readyz`);
    const alive = await fetch(`${origin}/healthz`);
    lock.exec('rollback');
    lock.close();
    const free = await postBoth();
    const ready = await fetch(`${origin}/readyz`);

    expect(locked.map(({ status }) => status)).toEqual([503, 503]);
    expect(locked.map(({ headers }) => headers.get('retry-after'))).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^\d+$/),
    ]);
    expect([unready.status, alive.status, ready.status]).toEqual([503, 200, 200]);
    expect(free.map(({ status }) => status)).toEqual([202, 200]);
  });
});

function pathOfStore(): string {
  return join(folder.path, 'reconnect.db');
}

function postBoth(): Promise<Response[]> {
  const events = eventGridBatch([eventScript().disconnected('device-1')]);
  return Promise.all([post('/api/alerts', metricAlert()), post('/api/events', events)]);
}

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
}
