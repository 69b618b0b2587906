import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataFolder } from '../support/start-product';

const hubId =
  '/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000042/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/NORTH-HUB';
const now = '2026-03-01T04:00:00Z';

describe('the command line', () => {
  const folder = createDataFolder();
  beforeAll(() => {
    mkdirSync(join(folder.path, 'logs'));
    writeFileSync(join(folder.path, 'logs', 'PT1H.json'), records().join('\n'));
    writeFileSync(
      join(folder.path, 'twins.json'),
      JSON.stringify([
        { deviceId: 'pump-1', hub: 'north-hub', status: 'disabled' },
        { deviceId: 'pump-9', hub: 'north-hub', status: 'enabled' },
      ]),
    );
  });
  afterAll(() => folder.remove());

  it('tells why as JSON, in the documented shape, from the rows of the folder', async () => {
    const { code, stdout } = await reconnect('why', 'pump-1', '--json');

    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      device: 'pump-1',
      hub: expect.stringMatching(/^north-hub$/i),
      window: { from: '2026-02-28T04:00:00.000Z', to: '2026-03-01T04:00:00.000Z' },
      benign: false,
      disconnects: 2,
      firstAt: '2026-03-01T01:10:00.000Z',
      lastAt: '2026-03-01T02:37:00.000Z',
      codes: [{ code: '404104', name: 'DeviceConnectionClosedRemotely', count: 2 }],
      logs: { newestAt: '2026-03-01T03:00:00.000Z', partial: false },
    });
    expect(Object.keys(answer).join(' ')).toBe(
      'device hub window cause benign confidence disconnects firstAt lastAt codes sdk seen ' +
        'inferred unknowable steps alternatives queries logs crowd checks',
    );
    expect(answer.queries[0]).toMatchObject({ kql: expect.stringContaining('"pump-1"') });
  });

  it('takes nothing for checked that no file of the folder tells', async () => {
    const { stdout } = await reconnect('why', 'pump-1', '--json');

    expect(JSON.parse(stdout).checks).toEqual(
      expect.arrayContaining([
        { source: 'hub', state: 'failed', text: expect.stringContaining('No hub.json') },
        { source: 'health', state: 'failed', text: expect.stringContaining('No health.json') },
      ]),
    );
  });

  it('sums a hub up', async () => {
    const { code, stdout } = await reconnect('summary', '--hub', 'NORTH-hub', '--json');

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ disconnects: 2, devices: [{ device: 'pump-1' }] });
  });

  it('answers a device without rows with no evidence, which is an answer', async () => {
    const { code, stdout } = await reconnect('why', 'pump-9', '--json');

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ cause: 'no-evidence', benign: null });
  });

  it('sees the disabled device in the checklist', async () => {
    const { code, stdout } = await reconnect('check', 'pump-1');

    expect(code).toBe(0);
    expect(stdout).toMatch(/disabled/i);
    expect(stdout).toMatch(/8883/);
    expect(stdout).toContain('Looked at 2026-02-28 04:00 to 2026-03-01 04:00 UTC');
  });

  it('lists the queries, for people and for machines', async () => {
    const [text, json] = await Promise.all([reconnect('queries'), reconnect('queries', '--json')]);

    const names = JSON.parse(json.stdout).map(({ name }: { name: string }) => name);
    expect([text.code, json.code]).toEqual([0, 0]);
    expect(names).toEqual(expect.arrayContaining(['error-summary', 'dead-endpoints']));
    for (const name of names) expect(text.stdout).toContain(`\n  ${name}\n`);
  });

  it.each([
    [[], /404104 [^\n]*Connections +1\n/],
    [['--csv'], /^[^\r\n]+\r\n[^\r\n]*404104[^\r\n]*\r\n$/],
  ])('runs a query by its name %j', async (options, shown) => {
    const { code, stdout, stderr } = await reconnect(
      ...['queries', 'error-summary', '--hub', 'north-hub', '--last', '2h'],
      ...options,
    );

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(shown);
  });

  it('names the hub, the window and every row of a query as JSON', async () => {
    const { stdout } = await reconnect('queries', 'disconnects', 'over', 'time', '--json');

    const told = JSON.parse(stdout);
    expect(told).toMatchObject({
      query: 'disconnects-over-time',
      partial: null,
      window: { from: '2026-02-28T04:00:00.000Z', to: '2026-03-01T04:00:00.000Z' },
    });
    expect(told.rows).toHaveLength(2);
  });

  it.each([
    [['why', 'pump-1', '--hub', 'nort-hub'], "'nort-hub' is not a hub I know. Hubs: north-hub."],
    [['summary', '--hub', 'nort-hub'], 'Hubs: north-hub.'],
    [['check', 'pump-1', '--hub', 'nort-hub'], 'Hubs: north-hub.'],
    [['queries', 'error-summary', '--hub', 'nort-hub'], 'Hubs: north-hub.'],
    [['queries', 'eror-sumary'], 'error-summary'],
  ])('ends with 2 on %j, and says what there is', async (argv, message) => {
    const { code, stdout, stderr } = await reconnect(...argv);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('keeps its text within 80 columns, commands to paste and links aside', async () => {
    const { stdout } = await reconnect('why', 'pump-1');

    const long = stdout.split('\n').filter((line) => [...line].length > 80);
    expect(stdout).toContain('404104');
    expect(long.filter((line) => !/^\s*(\$|https:)/.test(line))).toEqual([]);
  });

  it('decodes without any logs', async () => {
    const { code, stdout } = await reconnect('decode', '404104');

    expect(code).toBe(0);
    expect(stdout).toContain('DeviceConnectionClosedRemotely');
  });

  it('names lines it could not read, and answers from the rest', async () => {
    writeFileSync(join(folder.path, 'logs', 'broken.jsonl'), '{"time": \n');

    const { code, stderr } = await reconnect('summary', '--json');

    expect(code).toBe(0);
    expect(stderr).toContain('broken.jsonl');
  });

  it.each([
    [['why'], "'why' needs a device id"],
    [['why', 'pump\u202e1'], 'device id'],
    [['why', 'pump-1', '--data', 'does/not/exist'], 'does/not/exist'],
    [['fault', 'gremlins'], "'gremlins' is not a fault"],
  ])('ends with 2 on %j', async (argv, message) => {
    const { code, stderr } = await run(argv);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('ends with 1 when the logs could not be asked', async () => {
    const empty = createDataFolder();
    mkdirSync(join(empty.path, 'logs'));

    const { code, stderr } = await run(['why', 'pump-1', '--data', empty.path]);

    empty.remove();
    expect(code).toBe(1);
    expect(stderr).toContain('az monitor diagnostic-settings create');
  });

  function reconnect(...argv: string[]) {
    return run([...argv, '--data', folder.path, '--now', now]);
  }
});

function run(argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH };
    execFile(process.execPath, ['bin/reconnect.js', ...argv], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

function records(): string[] {
  return [
    record('2026-03-01T01:00:00Z', 'deviceConnect'),
    record('2026-03-01T01:10:00Z', 'deviceDisconnect'),
    record('2026-03-01T01:31:00Z', 'deviceConnect'),
    record('2026-03-01T02:37:00Z', 'deviceDisconnect'),
    record('2026-03-01T03:00:00Z', 'deviceConnect'),
  ].map((each) => JSON.stringify(each));
}

function record(time: string, operationName: string) {
  const isLost = operationName === 'deviceDisconnect';
  const failure = { resultType: '404104', resultDescription: 'DeviceConnectionClosedRemotely' };
  return {
    time,
    resourceId: hubId,
    operationName,
    category: 'Connections',
    level: isLost ? 'Error' : 'Information',
    ...(isLost ? failure : {}),
    properties: JSON.stringify({ deviceId: 'pump-1', protocol: 'Mqtt' }),
    location: 'northeurope',
  };
}
