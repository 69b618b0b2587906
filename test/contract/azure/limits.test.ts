import { createLocalAzure } from '../../../src/playground/azure/local-azure';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');

async function open(enforceLimits?: boolean) {
  const azure = await createLocalAzure({
    now: () => now,
    ingestionDelaySeconds: 0,
    enforceLimits,
    log: quietLog(),
  });
  const { origin } = await azure.listen(0);
  const ask = (token = 'mine') =>
    fetch(`${origin}/v1/workspaces/any/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"print 1"}',
    });
  const control = (method: string, body?: object) =>
    fetch(`${origin}/local/faults`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { azure, ask, control };
}

async function statusesOf(count: number, ask: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) statuses.push((await ask()).status);
  return statuses;
}

describe('the limits of the local workspace', () => {
  it('are 200 requests of one identity in 30 seconds, and then it says when to come back', async () => {
    const { azure, ask } = await open();

    const statuses = await statusesOf(200, ask);
    const refused = await ask();
    const other = await ask('theirs');
    await azure.close();

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toMatchObject({ error: { code: 'ThrottledError' } });
    expect(other.status).toBe(200);
  });

  it('are not there where speed is measured', async () => {
    const { azure, ask } = await open(false);

    const statuses = await statusesOf(205, ask);
    await azure.close();

    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('let the sixth query wait until one of five has ended', async () => {
    const { azure, ask, control } = await open();
    await control('POST', { fault: 'time-out', times: 5 });
    const ended: number[] = [];
    const asking = Array.from({ length: 6 }, (_, at) => ask().then(() => ended.push(at)));

    // Time enough for an answer, were it not held back.
    for (let at = 0; at < 30; at += 1) await control('GET');
    const early = [...ended];
    await control('DELETE');
    await Promise.all(asking);
    await azure.close();

    expect(early).toEqual([]);
    expect(ended).toHaveLength(6);
  });
});
