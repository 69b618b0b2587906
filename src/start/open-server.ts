import { createTokenVerifier } from '../adapters/entra/token-verifier';
import type { ChatHandlers } from '../adapters/teams/turn';
import type { App } from '../app';
import { createIdentifySender } from '../http/authenticate/identify-sender';
import { createHttpServer, type HttpServerDeps } from '../http/create-http-server';
import type { Settings } from '../settings';
import type { Parts } from './parts';
import { readReadiness } from './read-readiness';
import { createSystemClock } from './system-clock';

/** Every entrance, joined to who takes what comes in. `wake` is called when there is work. */
export function openServer(settings: Settings, parts: Parts, app: App, wake: () => void) {
  const { teams, metrics, local, log } = parts;
  const handlers = chatHandlers(parts, app);
  return createHttpServer({
    ...alertIntake(parts, app, wake),
    events: eventIntake(settings, parts, app, wake),
    findDownload: app.findDownload,
    messages: (req, res) => teams.process(req, res, handlers),
    readiness: () => readReadiness(parts),
    metrics: metrics.text,
    observeRequest: metrics.observeRequest,
    mounts: local === undefined ? [] : [local.page],
    identifySender: openSenders(settings),
    log,
  });
}

function alertIntake({ metrics }: Parts, app: App, wake: () => void) {
  return {
    async receiveAlert(body) {
      const result = await app.receiveAlert(body);
      metrics.countAlert(result);
      wake();
      return result;
    },
    async keepRefused(refused) {
      await app.keepRefused(refused);
      wake();
    },
    countRefused: metrics.countRefused,
  } satisfies Partial<HttpServerDeps>;
}

function eventIntake(
  { eventGridSubscriptions }: Settings,
  { metrics }: Parts,
  app: App,
  wake: () => void,
): HttpServerDeps['events'] {
  return {
    read: app.readEvents,
    async receive(batch) {
      const outcomes = await app.receiveEvents(batch);
      wake();
      return outcomes;
    },
    subscriptions: eventGridSubscriptions,
    count: metrics.countEvents,
  };
}

/** What people say is answered within their share of the chat's budget. */
function chatHandlers({ answers }: Parts, { conversation }: App): ChatHandlers {
  return {
    message: (message) => conversation.handleMessage(message, answers),
    action: (message) => conversation.handleAction(message, answers),
    added: (address) => conversation.handleAdded(address, answers),
    removed: conversation.handleRemoved,
  };
}

function openSenders({ webhookKeys, webhookTokens }: Settings) {
  const clock = createSystemClock();
  const tokens = webhookTokens && createTokenVerifier(webhookTokens, { clock });
  return createIdentifySender({ keys: webhookKeys, tokens });
}
