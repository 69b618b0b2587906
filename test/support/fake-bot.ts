import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConversationLimits } from '../../src/playground/chat/conversation';
import { createChatPlayground } from '../../src/playground/chat/create-chat-playground';
import type { ScenarioRunner } from '../../src/playground/chat/scenario-routes';
import { createLogger } from '../../src/shared/logger';

export interface FakeActivity {
  type: string;
  id?: string;
  name?: string;
  text?: string;
  value?: unknown;
  replyToId?: string;
  serviceUrl: string;
  conversation: { id: string; conversationType: string };
  from: { id: string; name: string };
  recipient: { id: string };
  [field: string]: unknown;
}

export interface FakeBot {
  origin: string;
  /** Every activity the bot was given, in order. */
  heard: FakeActivity[];
  /** Every delivery of device events, in order; answered with their number. */
  deliveries: Record<string, unknown>[][];
  /** What the bot does with an activity; the answer is the status and body of its response. */
  onActivity: (activity: FakeActivity) => Promise<{ status: number; body?: unknown } | undefined>;
  /** Calls the connector as the bot would. */
  connector(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** A bot without a product behind it: one server with the local chat and `/api/messages`. */
export async function startFakeBot(
  options: {
    port?: number;
    scenarios?: ScenarioRunner;
    limits?: ConversationLimits;
    enforceLimits?: boolean;
    azureOrigin?: () => string;
    now?: () => Date;
  } = {},
): Promise<FakeBot> {
  const heard: FakeActivity[] = [];
  let origin = '';
  const playground = createChatPlayground({
    botEndpoint: () => `${origin}/api/messages`,
    scenarios: options.scenarios ?? { list: () => [], run: nothing, resolve: nothing },
    log: createLogger('silent'),
    now: options.now ?? (() => new Date()),
    limits: options.limits,
    ...(options.enforceLimits && { enforceLimits: true }),
    azureOrigin: options.azureOrigin,
  });
  const server = createServer(async (req, res) => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname;
    if (playground.matches(path)) await playground.handle(req, res);
    else if (path === '/api/events') await takeEvents(req, res, bot);
    else await hear(req, res, bot);
  });
  const bot: FakeBot = {
    origin: '',
    heard,
    deliveries: [],
    onActivity: async () => undefined,
    connector: (method, path, body) =>
      callJson(method, `${origin}/local/connector/v3/conversations${path}`, body),
    close: () => {
      playground.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  origin = await listen(server, options.port ?? 0);
  bot.origin = origin;
  return bot;
}

/** Calls a JSON endpoint and gives status and body, whatever the status. */
export async function callJson(method: string, url: string, body?: unknown) {
  const response = await fetch(url, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}

async function hear(req: IncomingMessage, res: ServerResponse, bot: FakeBot): Promise<void> {
  let text = '';
  for await (const chunk of req) text += chunk;
  const activity = JSON.parse(text) as FakeActivity;
  bot.heard.push(activity);
  const answer = (await bot.onActivity(activity)) ?? { status: 200 };
  res.writeHead(answer.status, { 'content-type': 'application/json' });
  res.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}

async function takeEvents(req: IncomingMessage, res: ServerResponse, bot: FakeBot): Promise<void> {
  let text = '';
  for await (const chunk of req) text += chunk;
  const events = JSON.parse(text) as Record<string, unknown>[];
  const known = new Set(bot.deliveries.flat().map(({ id }) => id));
  bot.deliveries.push(events);
  const duplicate = events.filter(({ id }) => known.has(id)).length;
  res.writeHead(200, { 'content-type': 'application/json' });
  const counts = { received: events.length, newest: events.length - duplicate, duplicate };
  res.end(JSON.stringify(counts));
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function nothing(): Promise<{ said: string }> {
  return { said: '' };
}
