import { createPictures } from '../../src/adapters/pictures/create-pictures';
import { createCardRenderer } from '../../src/adapters/teams/cards/render-card';
import { createTeamsChannel } from '../../src/adapters/teams/create-teams-channel';
import { createConversation } from '../../src/conversation/create-conversation';
import type { Diagnosis } from '../../src/diagnosis/diagnosis';
import { createHttpServer, type HttpServer } from '../../src/http/create-http-server';
import { decodeErrorText } from '../../src/knowledge/decode-error-text';
import type { Route, RouteBook } from '../../src/ports/route-book';
import { reportNotice } from '../../src/reports/report-notice';
import { type FakeConnector, openFakeConnector } from '../support/fake-connector';
import { hubSummary } from '../support/hub-summaries';
import { memoryRoutes } from '../support/memory-routes';
import { quietLog } from '../support/quiet-log';
import { diagnosis, reportContext } from '../support/report-subjects';
import { executeActivity, messageActivity } from '../support/teams-activities';
import { type WaitingClock, waitingClock } from '../support/waiting-clock';

const cardType = 'application/vnd.microsoft.card.adaptive';
const renderCard = createCardRenderer({ pictures: createPictures() });

let connector: FakeConnector;
let bot: Bot;

beforeEach(async () => {
  connector = await openFakeConnector();
  bot = await startBot();
});

afterEach(async () => {
  await bot.server.close();
  await connector.close();
});

it('answers a question in a personal chat with the card of its diagnosis', async () => {
  const response = await send(messageActivity({ text: 'why did device-42 disconnect' }));
  const reply = await connector.call(1);

  expect(response.status).toBe(200);
  expect(reply.path).toBe('/connector/v3/conversations/a:personal/activities');
  expect(cardOf(reply.body)).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
  expect(JSON.stringify(cardOf(reply.body))).toContain('device-42');
});

it('answers a mention in a channel inside the thread', async () => {
  const mention = { type: 'mention', mentioned: { id: '28:bot' }, text: '<at>Reconnect</at>' };
  const conversation = { id: '19:c@thread.tacv2;messageid=17', conversationType: 'channel' };

  await send(
    messageActivity({
      text: '<at>Reconnect</at> what is 404104',
      entities: [mention],
      conversation,
    }),
  );
  const reply = await connector.call(1);

  expect(reply.path).toContain('19:c@thread.tacv2;messageid=17');
  expect(JSON.stringify(cardOf(reply.body))).toContain('DeviceConnectionClosedRemotely');
});

it('shows that it works on a slow question, and replaces that by the answer', async () => {
  let answer: (value: Diagnosis) => void = () => undefined;
  bot.diagnose = () =>
    new Promise((resolve) => {
      answer = resolve;
    });

  await send(messageActivity({ text: 'why did device-42 disconnect' }));
  bot.clock.pass(700);
  const working = await connector.call(1);
  answer(diagnosis());
  const update = await connector.call(2);

  expect(working.method).toBe('POST');
  expect(JSON.stringify(working.body)).toContain('Asking the logs about device-42');
  expect(update).toMatchObject({
    method: 'PUT',
    path: '/connector/v3/conversations/a:personal/activities/message-1',
  });
  expect(JSON.stringify(update.body)).not.toContain('Asking the logs');
});

it('answers Action.Submit with a message and Action.Execute in place', async () => {
  const data = { verb: 'decode', parameters: { code: '401003' } };

  await send(messageActivity({ text: undefined, value: data }));
  const submitted = await connector.call(1);
  const executed = await send(executeActivity(data));
  const refused = await send(executeActivity({ verb: 'erase', parameters: {} }));

  expect(JSON.stringify(cardOf(submitted.body))).toContain('401003');
  expect(executed).toMatchObject({ status: 200, body: { statusCode: 200, type: cardType } });
  expect(JSON.stringify(executed.body)).toContain('401003');
  expect(refused).toMatchObject({ status: 200, body: { statusCode: 400 } });
  expect(connector.calls).toHaveLength(1);
});

it('writes to a subscribed conversation after a restart', async () => {
  await send(messageActivity({ text: 'subscribe' }));
  await connector.call(1);
  const [route]: Route[] = JSON.parse(JSON.stringify(await bot.routes.list()));
  await bot.server.close();
  bot = await startBot();

  const id = await bot.channel.post(route?.conversation ?? failed(), reportNotice('Firing'));

  expect(id).toBe('message-2');
  expect(connector.calls[1]?.path).toBe('/connector/v3/conversations/a:personal/activities');
});

it('welcomes the conversation that adds it', async () => {
  await send(messageActivity({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }));
  const welcome = await connector.call(1);

  expect(JSON.stringify(cardOf(welcome.body))).toContain('why did device-42 disconnect');
});

it.each([
  ['{', 'application/json', 400],
  ['[]', 'application/json', 400],
  ['{"type":"message"}', 'application/json', 400],
  ['{}', 'text/plain', 415],
])('refuses the body %s as %s with %s', async (body, type, status) => {
  const response = await fetch(bot.url, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });

  expect(response.status).toBe(status);
});

interface Bot {
  url: string;
  server: HttpServer;
  channel: ReturnType<typeof createTeamsChannel>['channel'];
  clock: WaitingClock;
  routes: RouteBook;
  diagnose(): Promise<Diagnosis>;
}

/** Everything between the wire and the questions; what answers them is canned. */
async function startBot(): Promise<Bot> {
  const log = quietLog();
  const clock = waitingClock(new Date('2026-11-21T03:16:00Z'));
  const now = () => clock.now();
  const settings = { appType: 'SingleTenant', appId: '', appPassword: '', tenantId: '' };
  const teams = createTeamsChannel({ bot: settings, renderCard, log, now });
  const routes = memoryRoutes();
  const conversation = createConversation({
    diagnose: () => started.diagnose(),
    summarize: async () => hubSummary(),
    decode: decodeErrorText,
    check: () => Promise.reject(new Error('not asked here')),
    routes,
    clock,
    timeZone: 'UTC',
    context: reportContext,
    log,
    subscribesByItself: true,
  });
  const handlers = {
    message: conversation.handleMessage,
    action: conversation.handleAction,
    added: conversation.handleAdded,
  };
  const server = createHttpServer({
    receiveAlert: async () => 'accepted',
    messages: (req, res) => teams.process(req, res, handlers),
    readiness: async () => ({ ready: true, checks: {} }),
    metrics: async () => '',
    mounts: [],
    identifySender: () => 'somebody',
    keepRefused: async () => undefined,
    log,
  });
  const { origin } = await server.listen(0, '127.0.0.1');
  const url = `${origin}/api/messages`;
  const started: Bot = {
    ...{ url, server, channel: teams.channel, clock, routes },
    diagnose: async () => diagnosis(),
  };
  return started;
}

async function send(activity: Record<string, unknown>) {
  const response = await fetch(bot.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...activity, serviceUrl: connector.serviceUrl }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

function cardOf(body: Record<string, unknown>): unknown {
  const [attachment] = body.attachments as { contentType: string; content: unknown }[];
  return attachment?.contentType === cardType ? attachment.content : undefined;
}

function failed(): never {
  throw new Error('The route was not kept.');
}
