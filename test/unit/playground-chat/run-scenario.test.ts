import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createScenarioRunner,
  type PlayableScenario,
} from '../../../src/playground/chat/run-scenario';
import { createWireLog, type WireLog } from '../../../src/playground/chat/wire-log';
import { callJson, startFakeBot } from '../../support/fake-bot';

const now = new Date('2026-01-02T03:04:05Z');
const outage: PlayableScenario = {
  id: 'site-outage',
  group: 'Networks',
  title: 'Site outage',
  what: 'Many devices drop at once.',
  build: (at) => ({
    records: [{ time: at }, {}],
    twins: [{ deviceId: 'a' }],
    alert: { id: 'one' },
    recover: (end) => ({ records: [{ back: end }], twins: [{ deviceId: 'b' }] }),
  }),
};
const silent: PlayableScenario = {
  id: 'silent',
  group: 'Networks',
  title: 'Silent',
  what: 'Nobody is told.',
  build: () => ({
    records: [{}],
    twins: [{ deviceId: 'door-1' }],
    recover: () => ({ records: [], twins: [] }),
  }),
};

describe('the scenario runner', () => {
  let entrance: Entrance;

  beforeEach(async () => {
    entrance = await openEntrance();
  });

  afterEach(() => entrance.close());

  it('adds twins and logs before it fires the alert', async () => {
    const runner = runnerFor(entrance);

    const { said } = await runner.run('site-outage');

    expect(said).toBe('2 log rows added, alert fired. Its card arrives in the chat.');
    expect(entrance.taken).toEqual([
      ['/local/twins', { twins: [{ deviceId: 'a' }] }],
      ['/local/logs', { records: [{ time: now.toISOString() }, {}] }],
      ['/api/alerts', { id: 'one' }],
    ]);
  });

  it('names condition and rule of an alert on the wire', async () => {
    const wire = createWireLog({ now: () => now });
    const essentials = { monitorCondition: 'Fired', alertRule: 'devices-low' };
    const real = {
      ...outage,
      build: () => ({ ...outage.build(now), alert: { data: { essentials } } }),
    };
    const runner = createScenarioRunner([real], { ...depsFor(entrance), wire });

    await runner.run('site-outage');

    expect(wire.list()).toMatchObject([{ title: 'Fired: devices-low' }]);
  });

  it('tells the events before the alert, some of them twice, and what to look for', async () => {
    const moment = { hub: 'a-hub', deviceId: 'a', what: 'disconnected', at: now } as const;
    const withEvents = {
      ...silent,
      build: () => ({
        ...silent.build(now),
        events: [moment],
        expect: (grace: string) => `A card in ${grace}.`,
      }),
    };
    const runner = createScenarioRunner([withEvents], {
      ...depsFor(entrance),
      graceSeconds: 10,
    });

    const { said } = await runner.run('silent');
    const resolved = await runner.resolve('silent');

    expect(said).toBe('1 log row added, 2 device events sent. A card in 10 s.');
    expect(resolved.said).toBe('Resolved. A card that stands in the chat changes in place.');
    const [twins, logs, first, again] = entrance.taken;
    expect([twins?.[0], logs?.[0], first?.[0]]).toEqual([
      '/local/twins',
      '/local/logs',
      '/api/events',
    ]);
    expect(again).toEqual(first);
  });

  it('says how to see sooner what takes a grace time of minutes', async () => {
    const patient = {
      ...silent,
      build: () => ({ ...silent.build(now), expect: (grace: string) => `A card in ${grace}.` }),
    };
    const runner = createScenarioRunner([patient], depsFor(entrance));

    const { said } = await runner.run('silent');

    expect(said).toBe(
      '1 log row added. A card in 2 min. Start with DISCONNECT_GRACE_SECONDS=10 to see it sooner.',
    );
  });

  it('fires the alert all the same when the bot takes no events', async () => {
    const moment = { hub: 'a-hub', deviceId: 'a', what: 'connected', at: now } as const;
    const withEvents = { ...outage, build: () => ({ ...outage.build(now), events: [moment] }) };
    entrance.refused = '/api/events';
    const runner = createScenarioRunner([withEvents], depsFor(entrance));

    const { said } = await runner.run('site-outage');

    expect(said).toContain(', device events not taken (The bot answered 503 to events');
    expect(entrance.taken.at(-1)?.[0]).toBe('/api/alerts');
  });

  it('lets the devices come back before it resolves the alert, once', async () => {
    const runner = runnerFor(entrance);
    await runner.run('site-outage');
    const before = runner.list()[0];

    const { said } = await runner.resolve('site-outage');

    expect([before?.isFiring, runner.list()[0]?.isFiring]).toEqual([true, false]);
    expect(said).toBe('Resolved, 1 log row added. The alert card in the chat changes in place.');
    expect(entrance.taken.slice(3)).toEqual([
      ['/local/twins', { twins: [{ deviceId: 'b' }] }],
      ['/local/logs', { records: [{ back: now.toISOString() }] }],
      ['/api/alerts', { id: 'one', resolvedAt: now.toISOString() }],
    ]);
    await expect(runner.resolve('site-outage')).rejects.toMatchObject({ code: 'scenario_unknown' });
  });

  it('resolves every run of a scenario that was played twice', async () => {
    const runner = runnerFor(entrance);
    await runner.run('site-outage');
    await runner.run('site-outage');

    await runner.resolve('site-outage');

    const alerts = entrance.taken.filter(([path]) => path === '/api/alerts');
    expect(alerts.map(([, body]) => Object.keys(body as object))).toEqual([
      ['id'],
      ['id'],
      ['id', 'resolvedAt'],
      ['id', 'resolvedAt'],
    ]);
  });

  it('names a device to ask about when a scenario fires no alert, and mends it all the same', async () => {
    const runner = runnerFor(entrance);

    const { said } = await runner.run('silent');
    const [, listed] = runner.list();
    const resolved = await runner.resolve('silent');

    expect(said).toBe('1 log row added, and no alert: ask the bot about door-1.');
    expect(listed).toMatchObject({ isRunning: true, isFiring: false });
    expect(resolved.said).toBe('Resolved. Ask the bot again.');
    expect(entrance.taken.map(([path]) => path)).toEqual(['/local/twins', '/local/logs']);
  });

  it('writes down which alerts went out and how they were answered', async () => {
    const wire = createWireLog({ now: () => now });
    const runner = runnerFor(entrance, wire);

    await runner.run('site-outage');

    const [entry] = wire.list();
    expect(entry).toMatchObject({ kind: 'alert', title: 'alert', outcome: '200' });
    expect(wire.find(entry?.id ?? '')?.sent).toBe('{\n  "id": "one"\n}');
  });

  it('says who refused and why, and fires nothing', async () => {
    entrance.status = 400;
    const runner = runnerFor(entrance);

    await expect(runner.run('site-outage')).rejects.toMatchObject({
      code: 'scenario_failed',
      message: '/local/twins answered 400: no',
    });
    expect(runner.list()[0]?.isFiring).toBe(false);
  });

  it('says when nothing listens', async () => {
    const runner = runnerFor(entrance);
    await entrance.close();

    await expect(runner.run('silent')).rejects.toThrow('/local/twins cannot be reached.');
  });

  it('is run from the page', async () => {
    const bot = await startFakeBot({ scenarios: runnerFor(entrance) });
    const url = `${bot.origin}/local/chat/scenarios`;

    const listed = await callJson('GET', url);
    const ran = await callJson('POST', `${url}/site-outage/run`, {});
    const resolved = await callJson('POST', `${url}/site-outage/resolve`, {});
    const unknown = await callJson('POST', `${url}/flood/run`, {});

    await bot.close();
    const { id, group, title, what } = outage;
    const shown = { id, group, title, what };
    expect(listed.body.scenarios).toEqual([
      { ...shown, isRunning: false, isFiring: false },
      expect.objectContaining({ id: 'silent' }),
    ]);
    expect(ran.body.scenarios).toContainEqual({ ...shown, isRunning: true, isFiring: true });
    expect(resolved.body.said).toContain('Resolved');
    expect(unknown.status).toBe(404);
  });
});

interface Entrance {
  origin: string;
  taken: [path: string | undefined, body: unknown][];
  status: number;
  /** The one path that is answered 503. */
  refused?: string;
  close(): Promise<void>;
}

/** The local Azure and the bot in one: takes what it is given. */
async function openEntrance(): Promise<Entrance> {
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    entrance.taken.push([req.url, JSON.parse(text)]);
    res.statusCode = req.url === entrance.refused ? 503 : entrance.status;
    res.end(res.statusCode === 200 ? '{}' : 'no');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const entrance: Entrance = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: [],
    status: 200,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return entrance;
}

function runnerFor(entrance: Entrance, wire?: WireLog) {
  return createScenarioRunner([outage, silent], { ...depsFor(entrance), wire });
}

function depsFor({ origin }: Entrance) {
  return {
    resolveAlert: (alert: object, at: Date) => ({ ...alert, resolvedAt: at }),
    azureOrigin: () => origin,
    botOrigin: () => origin,
    now: () => now,
  };
}
