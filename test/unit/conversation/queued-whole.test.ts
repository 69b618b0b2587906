import { createQueryBudget } from '../../../src/adapters/log-analytics/query-budget';
import { createApp } from '../../../src/app';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import type { LogSource } from '../../../src/ports/log-source';
import { prioritizeLogs } from '../../../src/start/prioritize-logs';
import { connectionRecord } from '../../support/connection-records';
import { knownHubs } from '../../support/hubs';
import { createKqlLogSource } from '../../support/kql-log-source';
import { memoryConversations } from '../../support/memory-conversations';
import { memoryRoutes } from '../../support/memory-routes';
import { quietSources } from '../../support/quiet-sources';
import { recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { type SteppedClock, steppedClock } from '../../support/stepped-clock';

const now = new Date('2026-11-21T03:16:00Z');
const records = [
  connectionRecord('2026-11-21T02:10:00Z', 'deviceConnect', { device: 'pump-1' }),
  connectionRecord('2026-11-21T02:40:00Z', 'deviceDisconnect', { device: 'pump-1' }),
];

describe('a question of a person, while the logs take no more', () => {
  it.each([
    ['why did pump-1 disconnect', 'diagnosis'],
    ['summary', 'summary'],
    ['check pump-1', 'checklist'],
    ['query recently-connected-devices', 'query-table'],
  ])('"%s" says how long it waits, and is answered before the alerts', async (text, kind) => {
    const { conversation, channel, clock, flood } = open();
    const alerts = await flood();

    const handled = conversation.handleMessage(say(text), channel);
    await clock.step(0);
    const first = channel.only('personal').reports.at(-1);
    for (let second = 0; second < 60; second += 1) await clock.step(1000);
    await handled;
    const { reports } = channel.only('personal');

    expect(first).toMatchObject({
      kind: 'working',
      text: expect.stringMatching(/… Queued behind 3 others, about (30|35) s$/),
    });
    expect(reports.at(-1)?.kind).toBe(kind);
    expect(reports.slice(0, -1).every((report) => report.kind === 'working')).toBe(true);
    await finish(alerts, clock);
  });
});

/** The real budget, as full as a storm of alerts and other people make it. */
function open() {
  const clock = steppedClock(now);
  const budget = createQueryBudget({ clock });
  const logs = budgeted(createKqlLogSource(records, { now }), budget);
  const { log } = recordedLog();
  const ports = {
    logs,
    ...quietSources(),
    hubs: knownHubs('contoso-hub'),
    clock,
    connections: { countHidden: async () => 0 },
    routes: memoryRoutes(),
    memory: memoryConversations(),
    channels: [],
    log,
    publicOrigin: () => undefined,
  };
  const settings = {
    cloud: { portalOrigin: 'https://portal.azure.com' },
    bot: { tenantId: '', appPassword: '' },
    timeZone: 'UTC',
    workspaceId: 'workspace',
    webhookKeys: [],
    graceSeconds: 120,
    graceOverrides: [],
  };
  const { conversation } = createApp(ports as never, settings as never);
  const ask = (priority: 'alert' | 'person') =>
    prioritizeLogs(logs, { priority }).ask({
      name: 'anything',
      kql: 'print 1',
      window: { from: now, to: now },
      readRow: () => undefined,
    });
  const flood = async () => {
    const alerts = Array.from({ length: 200 }, () => ask('alert'));
    await clock.step(0);
    const people = Array.from({ length: 23 }, () => ask('person'));
    await clock.step(0);
    return [...alerts, ...people];
  };
  return { conversation, channel: recordedChannel(), clock, flood };
}

function budgeted(logs: LogSource, budget: ReturnType<typeof createQueryBudget>): LogSource {
  return {
    ask(question, signal = new AbortController().signal) {
      const { onQueued } = question;
      const turn = { priority: () => question.priority ?? 'alert', ...(onQueued && { onQueued }) };
      return budget.run(() => logs.ask(question, signal), turn, signal);
    },
  };
}

function say(text: string): IncomingMessage {
  const conversation = { channel: 'teams', id: 'personal', reference: {} };
  return { conversation, person: { id: 'alex', name: 'Alex' }, text, receivedAt: now };
}

async function finish(asked: Promise<unknown>[], clock: SteppedClock): Promise<void> {
  for (let second = 0; second < 60; second += 1) await clock.step(1000);
  await Promise.all(asked);
}
