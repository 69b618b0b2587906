import { switchFault } from '../../../src/cli/switch-fault';
import { createLocalAzure, type LocalAzure } from '../../../src/playground/azure/local-azure';
import { closedOrigin, openCannedServer, replyJson } from '../../support/canned-server';
import { quietLog } from '../../support/quiet-log';

const now = new Date('2026-03-10T12:00:00Z');
let azure: LocalAzure;
let origin = '';

beforeEach(async () => {
  azure = await createLocalAzure({ now: () => now, ingestionDelaySeconds: 0, log: quietLog() });
  ({ origin } = await azure.listen(0));
});

afterEach(() => azure.close());

function fault(subject: string, options: { forMs?: number; json?: boolean } = {}) {
  const { forMs, json = false } = options;
  return switchFault({ subject, forMs, json }, origin);
}

async function statusOfTwin(): Promise<number> {
  return (await fetch(`${origin}/twins/device-42?api-version=2021-04-12`)).status;
}

describe('switchFault', () => {
  it('lists what can fail within 80 columns, and what is on', async () => {
    const text = await fault('list');

    expect(text).toMatch(/^ {2}unreachable {2,}Every connection/);
    expect(text).toContain('\n  slow ');
    expect(text).toMatch(/No fault is on: .*\n$/);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('switches a fault on and off', async () => {
    const on = await fault('403');
    const during = await statusOfTwin();
    const off = await fault('off');
    const after = await statusOfTwin();

    expect(on).toBe('On: 403\nEnd it with: reconnect fault off\n');
    expect(off).toBe('No fault is on: the local Azure answers as usual.\n');
    expect([during, after]).toEqual([403, 200]);
  });

  it('says until when a fault stays on', async () => {
    expect(await fault('429', { forMs: 300_000 })).toContain(
      'On: 429, until 2026-03-10T12:05:00.000Z',
    );
  });

  it('prints JSON for machines', async () => {
    await fault('503');

    expect(JSON.parse(await fault('list', { json: true }))).toMatchObject({
      faults: expect.arrayContaining([{ name: '503', what: expect.any(String) }]),
      active: [{ fault: '503' }],
    });
  });

  it('refuses what is no fault, and names those there are', async () => {
    await expect(fault('gremlins')).rejects.toMatchObject({
      code: 'usage_wrong',
      message: expect.stringMatching(/'gremlins' is not a fault\. Faults: unreachable, tls, 401/),
    });
  });

  it('says how to start it when nothing runs there', async () => {
    const away = await closedOrigin();

    await expect(
      switchFault({ subject: 'list', forMs: undefined, json: false }, away),
    ).rejects.toMatchObject({
      code: 'local_azure_missing',
      message: expect.stringContaining('npm start'),
    });
  });

  it('is not fooled by somebody else on the port', async () => {
    const other = await openCannedServer((res) => replyJson(res, 200, { hello: 1 }));

    const switched = switchFault({ subject: 'off', forMs: undefined, json: false }, other.origin);

    await expect(switched).rejects.toMatchObject({ code: 'local_azure_missing' });
    await other.close();
  });
});
