import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/adapters/store/open-store';
import { receiveAlert } from '../../src/alerts/receive-alert';
import type { HubSummary } from '../../src/diagnosis/diagnosis';
import { createAlertWorker } from '../../src/incidents/alert-worker';
import { createPublisher } from '../../src/incidents/delivery/publish';
import { createSender } from '../../src/incidents/delivery/send';
import { createIncidentDrawer } from '../../src/incidents/draw-incident';
import { createInvestigator } from '../../src/incidents/investigate';
import type { AlertReport, Report } from '../../src/reports/report';
import { type AlertSubject, reportAlert } from '../../src/reports/report-alert';
import { alertId, metricAlert, resolvedMetricAlert } from '../support/alert-payloads';
import { handClock } from '../support/hand-clock';
import { type HttpBench, openHttpBench } from '../support/http-bench';
import { hubSummary } from '../support/hub-summaries';
import { knownHubs } from '../support/hubs';
import { type RecordedChannel, recordedChannel } from '../support/recorded-channel';
import { recordedLog } from '../support/recorded-log';

interface Running {
  http: HttpBench;
  store: Store;
  tick(): Promise<void>;
}

const clock = handClock(new Date('2026-03-01T03:15:00Z'));
const hubs = knownHubs('contoso-hub');

let folder: string;
let teams: RecordedChannel;
let summarize: () => Promise<HubSummary>;
let running: Running[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reconnect-http-'));
  teams = recordedChannel();
  running = [];
  const logs = { ...hubSummary().logs, newestAt: clock.now() };
  summarize = async () => hubSummary({ logs });
});

afterEach(async () => {
  for (const each of running) await stop(each);
  await rm(folder, { recursive: true });
});

describe('an alert over HTTP', () => {
  it('is answered 202 while the log query is held open', async () => {
    let letAnswer = (_summary: HubSummary): void => undefined;
    const asked = new Promise<void>((resolve) => {
      summarize = () =>
        new Promise((answer) => {
          letAnswer = answer;
          resolve();
        });
    });
    const bot = await start();
    const first = await post(bot, metricAlert());
    const ticking = bot.tick();
    await asked;

    const second = await post(bot, metricAlert({ alertId: 'another' }));
    while (teams.messages.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const cardsMeanwhile = teams.messages.map(({ reports }) => newest(reports).progress);
    letAnswer(hubSummary());
    summarize = async () => hubSummary();
    await ticking;

    expect([first, second]).toEqual([
      [202, 'accepted'],
      [202, 'accepted'],
    ]);
    expect(cardsMeanwhile).toEqual(['Asking the logs …']);
  });

  it('is one alert however often it is delivered', async () => {
    const bot = await start();

    const answers = await Promise.all([1, 2, 3, 4].map(() => post(bot, metricAlert())));
    await bot.tick();
    answers.push(await post(bot, metricAlert()));
    await bot.tick();

    expect(answers.map(([status]) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(answers.filter(([, word]) => word === 'accepted')).toHaveLength(1);
    expect(teams.messages).toHaveLength(1);
  });

  it('is a new one when it fires later, counted on the card of its incident', async () => {
    const bot = await start();
    await post(bot, metricAlert());

    const answer = await post(bot, metricAlert({ firedDateTime: '2026-03-01T03:14:59Z' }));
    await bot.tick();

    expect(answer).toEqual([202, 'accepted']);
    expect(teams.messages).toHaveLength(1);
    expect(newest(teams.messages[0]?.reports).moments.at(-1)).toEqual({
      label: 'Fired 2 times, last',
      at: '2026-03-01T03:14:59Z',
    });
  });

  it('is updated in place by its resolve after a restart', async () => {
    const before = await start();
    await post(before, metricAlert());
    await before.tick();
    await stop(before);
    const after = await start();

    const answer = await post(after, resolvedMetricAlert());
    await after.tick();

    const [card, ...others] = teams.messages;
    expect(answer).toEqual([202, 'accepted']);
    expect(others).toEqual([]);
    expect(newest(card?.reports)).toMatchObject({
      kind: 'alert',
      state: 'resolved',
      firedAt: '2026-03-01T03:14:15Z',
      resolvedAt: '2026-03-01T03:31:02Z',
      verdict: { text: '12 connections were lost' },
    });
  });

  it('survives a kill right after its 202', async () => {
    const killed = await start();
    await post(killed, metricAlert());
    // What a kill leaves behind: the files as they are, nothing closed or tidied up.
    await cp(join(folder, 'now'), join(folder, 'left'), { recursive: true });

    const next = await start('left');
    await next.tick();

    expect(teams.messages).toHaveLength(1);
    expect(newest(teams.messages[0]?.reports).rule).toBe('connected-devices-low');
  });

  it('is answered 503 while the store cannot keep it, and taken when it can', async () => {
    const bot = await start();
    await bot.store.close();
    const refused = await bot.http.post('/api/alerts', JSON.stringify(metricAlert()));
    const again = await start();

    const answer = await post(again, metricAlert());

    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(answer).toEqual([202, 'accepted']);
  });

  it.each([
    ['no essentials', { schemaId: 'azureMonitorCommonAlertSchema', data: {} }, 'data.essentials'],
    ['no schema', { a: 1 }, 'schemaId'],
    ['no id', metricAlert({ alertId: null, originAlertId: '' }), 'data.essentials.alertId'],
    ['no fired time', metricAlert({ firedDateTime: '' }), 'data.essentials.firedDateTime'],
    [
      'an unknown condition',
      metricAlert({ monitorCondition: 'Sleeping' }),
      'data.essentials.monitorCondition',
    ],
    ['a list', [metricAlert()], undefined],
  ])('with %s is refused by name and not stored', async (_what, body, field) => {
    const bot = await start();

    const reply = await bot.http.post('/api/alerts', JSON.stringify(body));

    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ code: 'alert_invalid', message: expect.any(String) });
    expect((reply.json as { field?: string }).field).toBe(field);
    expect((await bot.store.alertInbox.backlog()).waiting).toBe(0);
  });

  it('is shown literally whatever its texts try', async () => {
    const rule =
      '**bold** <at>everyone</at> \u0024{secret} {{DATE(x)}} [link](https://evil.example)';
    const bot = await start();
    await post(bot, metricAlert({ alertRule: rule, alertId: `${alertId}'; drop table cards; --` }));

    await bot.tick();

    expect(newest(teams.messages[0]?.reports).rule).toBe(rule);
  });
});

/** A bot over the files in `data`, subscribed to by one conversation. */
async function start(data = 'now'): Promise<Running> {
  const store = await openStore(`sqlite:${join(folder, data, 'reconnect.db')}`);
  await store.routeBook.add({
    conversation: { channel: 'teams', id: 'ops', reference: {} },
    createdBy: '',
    createdAt: clock.now(),
  });
  const tick = createTick(store);
  const inbox = store.alertInbox;
  const http = await openHttpBench({
    receiveAlert: (body) => receiveAlert(body, { hubs, inbox, clock }),
  });
  const started = { http, store, tick };
  running.push(started);
  return started;
}

/** Takes alerts, then asks the logs while cards are sent, then sends what came of it. */
function createTick(store: Store): () => Promise<void> {
  const { log } = recordedLog();
  const ports = {
    ...{ inbox: store.alertInbox, incidents: store.incidentBook, outbox: store.outbox },
    ...{ routes: store.routeBook, channels: [teams], clock, log },
  };
  const publisher = createPublisher({ ...ports, wants: async () => true });
  const deps = { ...ports, publisher };
  const worker = createAlertWorker(deps);
  const investigator = createInvestigator({ ...deps, summarize: () => summarize() });
  const drawer = createIncidentDrawer({ ...ports, drawAlert });
  const sender = createSender({
    ...ports,
    drawers: [drawer],
    limits: { perConversation: [], wholeBot: undefined },
    describe: async () => undefined,
  });
  return async () => {
    await worker.tick();
    await Promise.all([investigator.tick(), sender.tick()]);
    await sender.tick();
  };
}

function drawAlert(subject: AlertSubject): AlertReport {
  return reportAlert(subject, {
    now: clock.now(),
    portal: { origin: 'https://portal.azure.com' },
    decode: () => undefined,
  });
}

async function stop(started: Running): Promise<void> {
  running = running.filter((each) => each !== started);
  await started.http.close();
  await started.store.close();
}

async function post(bot: Running, body: unknown): Promise<[number, string]> {
  const reply = await bot.http.post('/api/alerts', JSON.stringify(body));
  return [reply.status, (reply.json as { status: string }).status];
}

function newest(reports: Report[] | undefined): AlertReport {
  const report = reports?.at(-1);
  if (report?.kind !== 'alert') throw new Error('there is no alert report');
  return report;
}
