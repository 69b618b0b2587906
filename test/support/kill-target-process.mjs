// The built product without what takes long to load: the stand-in for Azure, the SDK of Teams and
// pictures. It loads, waits to be told where its store and its chat are, and then serves until it is
// killed. It ends with whoever started it, however that one ends.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../dist');
const require = createRequire(import.meta.url);
const load = (file) => require(join(dist, file));

const { openStore } = load('adapters/store/open-store.js');
const { createApp } = load('app.js');
const { clouds } = load('clouds.js');
const { createMetrics } = load('http/metrics-registry.js');
const { AppError } = load('shared/app-error.js');
const { createLogger } = load('shared/logger.js');
const { startTicking } = load('shared/start-ticking.js');
const { createLocalHubDirectory } = load('start/hub-directory.js');
const { openServer } = load('start/open-server.js');

async function begin({ databaseUrl, chatOrigin, aheadMs, graceOverrides, everyMs }) {
  const now = () => new Date(Date.now() + aheadMs);
  const clock = { now, wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}) };
  const store = await openStore(databaseUrl);
  const log = createLogger(process.env.LOG_LEVEL ?? 'fatal');
  const { alertInbox, outbox, connectionLedger } = store;
  const metrics = createMetrics({
    backlog: () => alertInbox.backlog(),
    sends: () => outbox.backlog(),
    connections: () => connectionLedger.count(now()),
    now,
  });
  const settings = {
    cloud: clouds.public,
    bot: { appPassword: '', tenantId: '' },
    timeZone: 'UTC',
    workspaceId: 'a workspace',
    webhookKeys: [],
    eventGridTopics: [],
    eventGridSubscriptions: [],
    graceSeconds: 1,
    graceOverrides,
  };
  const sends = rememberSends(outbox);
  const wake = () => work.poke();
  const app = createApp(
    {
      ...quietAzure(),
      hubs: createLocalHubDirectory('azure-devices.net'),
      clock,
      inbox: alertInbox,
      incidents: store.incidentBook,
      connections: connectionLedger,
      outbox: sends.outbox,
      routes: store.routeBook,
      mutes: store.muteBook,
      trail: store.decisionTrail,
      memory: store.conversationMemory,
      refusals: store.refusalBook,
      oldRecords: store.oldRecords,
      channels: [openChat(chatOrigin, sends.find)],
      countOutcome: metrics.countAlert,
      countSend(outcome) {
        metrics.countSend(outcome);
        if (outcome === 'repeated') metrics.countRepeatedCard();
      },
      log,
      wake,
      publicOrigin: () => undefined,
    },
    settings,
    wideLimits,
  );
  const teams = { process: async (_req, res) => void res.send(404) };
  const outcomes = { workspace: { latest: 'not asked yet' }, chat: { latest: 'not used yet' } };
  const server = openServer(settings, { store, teams, metrics, outcomes, log }, app, wake);
  const ticks = new Set();
  const tick = (signal) => {
    const one = app.tick(signal).finally(() => ticks.delete(one));
    ticks.add(one);
    return one;
  };
  const work = startTicking(tick, { everyMs, patienceMs: 4000 });
  const { origin } = await server.listen(0, '127.0.0.1');
  return { origin, tick, ticks, store, now };
}

// What a person can read is not what is tested here: nothing waits for the pace of the chat.
const wideLimits = { perConversation: [{ sends: 1000, withinMs: 1000 }], wholeBot: undefined };

function quietAzure() {
  const refuse = async () => {
    throw new AppError('arm_unreachable', 'Resource Manager cannot be reached.');
  };
  return {
    logs: {
      ask: async ({ window }) => {
        return { rows: [], window, durationMs: 1, partial: undefined, newestAt: undefined };
      },
    },
    registry: { findTwin: async () => undefined },
    hubInfo: { findHub: refuse, listDiagnosticSettings: refuse },
    health: { history: refuse },
    metrics: { read: refuse },
  };
}

/** Which send a call of the chat belongs to: the address is handed on as it was taken. */
function rememberSends(outbox) {
  const sends = new WeakMap();
  return {
    find: (to) => sends.get(to),
    outbox: {
      ...outbox,
      async takeDue(...given) {
        const taken = await outbox.takeDue(...given);
        for (const each of taken) sends.set(each.conversation, each);
        return taken;
      },
    },
  };
}

/** A chat that takes a few words of each report, and with them which send it is. */
function openChat(chatOrigin, findSend) {
  const call = async (method, to, below, content) => {
    const { id: send, attempt, subject, mayRepeatOf } = findSend(to) ?? {};
    const path = `/v3/conversations/${encodeURIComponent(to.id)}/activities${below}`;
    const response = await fetch(chatOrigin + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ send, attempt, subject, mayRepeatOf, pid: process.pid, ...content }),
    }).catch((cause) => {
      throw new AppError('chat_unreachable', 'The chat is away.', { cause, retryable: true });
    });
    return (await response.json()).id;
  };
  return {
    name: 'chat',
    post: (to, report) => call('POST', to, '', { report: wordsOf(report) }),
    update: async (to, id, report) => {
      await call('PUT', to, `/${id}`, { report: wordsOf(report) });
    },
    reply: (to, id, text) => call('POST', to, `/${id}`, { text }),
  };
}

function wordsOf({ kind, state, mayRepeatOf, facts, intro, rows }) {
  return { kind, state, mayRepeatOf, facts, intro, rows };
}

/** Works off what is due at this moment, and says what still waits. */
async function settle({ tick, ticks, store, now }) {
  for (let round = 0; round < 4; round++) {
    await tick();
    while (ticks.size > 0) await Promise.all(ticks);
  }
  const [alerts, sends, devices] = await Promise.all([
    store.alertInbox.backlog(),
    store.outbox.backlog(),
    store.connectionLedger.count(now()),
  ]);
  return { alerts: alerts.waiting, sends: sends.waiting, devices: devices.due };
}

let serving;
process.on('message', async ({ verb, given }) => {
  try {
    if (verb === 'begin') serving = await begin(given);
    const answer = verb === 'begin' ? serving.origin : await settle(serving);
    process.send?.({ answer });
  } catch (error) {
    process.send?.({ failure: String(error?.stack ?? error) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({ answer: 'loaded' });
