import { createPictures } from '../adapters/pictures/create-pictures';
import { openStore, type Store } from '../adapters/store/open-store';
import { createCardRenderer } from '../adapters/teams/cards/render-card';
import { createTeamsChannel, type TeamsChannel } from '../adapters/teams/create-teams-channel';
import { type App, createApp } from '../app';
import type { Understanding } from '../conversation/intent';
import { createHttpServer } from '../http/create-http-server';
import { createMetrics, type Metrics } from '../http/metrics-registry';
import { createWebhookKeys } from '../http/webhook-keys';
import { type LocalSide, startLocalSide } from '../playground/start-local-side';
import type { ChatChannel } from '../ports/chat-channel';
import type { Report } from '../reports/report';
import type { Settings } from '../settings';
import { type Closers, createClosers } from '../shared/closers';
import type { Logger } from '../shared/logger';
import { startTicking } from '../shared/start-ticking';
import { openAzure } from './open-azure';
import { type Outcome, rememberChat, rememberLogs } from './remember-outcome';
import { createSystemClock } from './system-clock';

export interface Serving {
  origin: string;
  /** Local mode only: what stands in for Azure. */
  localGreeting: string | undefined;
  /** Finishes the work in hand as far as that goes in seconds, then closes everything. */
  stop(): Promise<void>;
}

interface Parts {
  store: Store;
  local: LocalSide | undefined;
  teams: TeamsChannel;
  chat: ChatChannel;
  metrics: Metrics;
  /** How the latest use of each outside system went. */
  outcomes: { workspace: Outcome; chat: Outcome };
  log: Logger;
}

// A platform that kills what does not end in time gives ten seconds or more.
const ticking = { everyMs: 1000, patienceMs: 4000 };

/** Opens every adapter, joins them, and listens. Local mode adds the stand-in and its page. */
export async function serve(settings: Settings, log: Logger): Promise<Serving> {
  const closers = createClosers();
  try {
    return await openAll(settings, closers, log);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function openAll(settings: Settings, closers: Closers, log: Logger): Promise<Serving> {
  const isLocal = settings.workspaceId === undefined;
  const store = closers.add(await openStore(settings.databaseUrl));
  const local = isLocal ? closers.add(await startLocalSide({ ...settings.local, log })) : undefined;
  const renderCard = createCardRenderer({ pictures: createPictures() });
  const parts = openParts(settings, { store, local, renderCard, log });
  let ownOrigin: string | undefined;
  const app = openApp(settings, parts, () => settings.publicUrl ?? ownOrigin);
  const server = closers.add(openServer(settings, { ...parts, app, poke: () => work.poke() }));
  const work = startTicking(app.tick, ticking);
  closers.add({ close: work.stop });
  if (local !== undefined) closers.add({ close: local.closePage });
  const { origin } = await server.listen(settings.port, isLocal ? '127.0.0.1' : '0.0.0.0');
  if (isLocal) ownOrigin = origin;
  local?.tellBotOrigin(origin);
  void warmUp(app, renderCard);
  return { origin, localGreeting: local?.greeting, stop: closers.closeAll };
}

function openParts(
  settings: Settings,
  opened: Pick<Parts, 'store' | 'local' | 'log'> & { renderCard(report: Report): object },
): Parts {
  const { store, renderCard, log } = opened;
  const teams = createTeamsChannel({ bot: settings.bot, renderCard, log, now: () => new Date() });
  const outcomes = { workspace: { latest: 'not asked yet' }, chat: { latest: 'not used yet' } };
  return {
    ...opened,
    teams,
    chat: rememberChat(teams.channel, outcomes.chat),
    outcomes,
    metrics: createMetrics({ backlog: () => store.alertInbox.backlog(), now: () => new Date() }),
  };
}

function openApp(settings: Settings, parts: Parts, publicOrigin: () => string | undefined): App {
  const { store, local, chat, metrics, outcomes, log } = parts;
  const azure = openAzure(settings, { localOrigin: local?.azureOrigin, log });
  return createApp(
    {
      ...azure,
      logs: rememberLogs(azure.logs, outcomes.workspace),
      clock: createSystemClock(),
      inbox: store.alertInbox,
      incidents: store.incidentBook,
      cards: store.cardLedger,
      routes: store.routeBook,
      memory: store.conversationMemory,
      refusals: store.refusalBook,
      oldRecords: store.oldRecords,
      channels: [chat],
      countOutcome: metrics.countAlert,
      publicOrigin,
      log,
    },
    settings,
  );
}

function openServer(settings: Settings, parts: Parts & { app: App; poke(): void }) {
  const { app, teams, chat, metrics, local, poke, log } = parts;
  const { conversation } = app;
  return createHttpServer({
    async receiveAlert(body) {
      const result = await app.receiveAlert(body);
      metrics.countAlert(result);
      poke();
      return result;
    },
    async keepRefused(refused) {
      await app.keepRefused(refused);
      poke();
    },
    countRefused: metrics.countRefused,
    findDownload: app.findDownload,
    messages: (req, res) =>
      teams.process(req, res, {
        message: (message) => conversation.handleMessage(message, chat),
        action: (message) => conversation.handleAction(message, chat),
        added: (address) => conversation.handleAdded(address, chat),
        removed: conversation.handleRemoved,
      }),
    readiness: () => readReadiness(parts),
    metrics: metrics.text,
    observeRequest: metrics.observeRequest,
    mounts: local === undefined ? [] : [local.page],
    identifySender: createWebhookKeys(settings.webhookKeys),
    log,
  });
}

/** Without the workspace or the chat, alerts are still taken in: only the store decides. */
async function readReadiness({ store, outcomes }: Parts) {
  const stored = await store.ping().then(
    () => 'ok',
    () => 'does not answer',
  );
  const checks = {
    store: stored,
    workspace: outcomes.workspace.latest,
    chat: outcomes.chat.latest,
  };
  return { ready: stored === 'ok', checks };
}

/** Clients, templates and fonts load at their first use; nobody should have to wait for that. */
async function warmUp(app: App, renderCard: (report: Report) => object): Promise<void> {
  const lastHour: Understanding = {
    intent: 'summary',
    parameters: { window: { last: 'PT1H' } },
    confidence: 1,
    suggestions: [],
  };
  renderCard(await app.conversation.answer(lastHour, { person: { id: 'warm-up', name: '' } }));
}
