import { receiveAlert } from './alerts/receive-alert';
import { answerFromLogs, answerFromStore } from './answers';
import { createApplyEvent } from './connections/apply-event';
import { createPatience } from './connections/patience';
import { type EventBatch, type EventDelivery, readEvents } from './connections/read-events';
import type { OnQueued } from './conversation/answer-deps';
import { type Conversation, createConversation } from './conversation/create-conversation';
import { createQueryShelf, type QueryShelf } from './conversation/query-shelf';
import { investigateAlert } from './diagnosis/topics/investigate-alert';
import type { AlertOutcome } from './incidents/alert-worker';
import type { Summarize } from './incidents/ask-logs';
import { boundSources } from './incidents/bound-sources';
import { createIncidentWork, type IncidentPorts } from './incidents/create-incident-work';
import { rememberRoutes } from './incidents/delivery/remember-routes';
import type { SendOutcome } from './incidents/delivery/send-deps';
import { newsLimits } from './incidents/delivery/send-limits';
import { keepRefusal } from './incidents/keep-refusal';
import { rememberMutes } from './incidents/mutes/remember-mutes';
import { createInvestigation, type InvestigationPorts } from './investigation';
import { decodeErrorText } from './knowledge/decode-error-text';
import type { EventOutcome } from './ports/connection-ledger';
import type { ConversationMemory } from './ports/conversation-memory';
import type { SendLimits } from './ports/outbox';
import type { Refusal } from './ports/refusal-book';
import { reportAlert } from './reports/report-alert';
import type { Settings } from './settings';
import { prioritizeLogs } from './start/prioritize-logs';

export interface AppPorts extends InvestigationPorts, IncidentPorts {
  /** Absent where conversations remember nothing. */
  memory?: ConversationMemory;
  countOutcome(outcome: AlertOutcome): void;
  countSend(outcome: SendOutcome): void;
  /** Soon after it somebody calls `tick` once more. */
  wake(): void;
  /** Where people's browsers reach this bot; undefined while nobody can. */
  publicOrigin(): string | undefined;
}

export type AppSettings = Pick<
  Settings,
  | 'cloud'
  | 'bot'
  | 'timeZone'
  | 'workspaceId'
  | 'webhookKeys'
  | 'graceSeconds'
  | 'graceOverrides'
  | 'eventGridTopics'
>;

export interface App {
  /** Durable when it resolves. Throws AppError `alert_invalid`. */
  receiveAlert(body: unknown): Promise<'accepted' | 'duplicate'>;
  /** Throws AppError `events_invalid` for what is no batch of events. */
  readEvents(body: unknown): EventDelivery;
  /** Durable when it resolves: what became of each event. */
  receiveEvents(batch: Pick<EventBatch, 'events' | 'unreadable'>): Promise<EventOutcome[]>;
  /** Keeps what a known sender lost by being refused. Durable when it resolves. */
  keepRefused(refused: Omit<Refusal, 'receivedAt'>): Promise<void>;
  /** The CSV file of a query that somebody ran, while it is kept. */
  findDownload: QueryShelf['download'];
  conversation: Conversation;
  /** Handles whatever is due, until the signal aborts; never throws. */
  tick(signal?: AbortSignal): Promise<void>;
}

/** Joins the features to what they need. Adapters come from `serve.ts`, or from a test. */
export function createApp(
  given: AppPorts,
  settings: AppSettings,
  limits: SendLimits = newsLimits,
): App {
  const ports = {
    ...given,
    mutes: rememberMutes(given.mutes, given.clock),
    routes: rememberRoutes(given.routes, given.clock),
  };
  const patience = createPatience({
    defaultSeconds: settings.graceSeconds,
    overrides: settings.graceOverrides,
  });
  const investigation = createInvestigation(ports, settings);
  const work = createIncidentWork({
    ...ports,
    patience,
    limits,
    summarize: createSummarize(ports),
    drawAlert: (subject) => reportAlert(subject, investigation.context()),
    countAlert: ports.countOutcome,
  });
  const shelf = createQueryShelf({ clock: ports.clock, origin: ports.publicOrigin });
  const answers = (onQueued?: OnQueued) => answerFromLogs(ports, settings, shelf, onQueued);
  return {
    ...createIntake(ports, settings, createApplyEvent(patience)),
    findDownload: shelf.download,
    conversation: createConversation({
      ...investigation,
      ...answers(),
      ...answerFromStore(ports, work, patience),
      hearQueue: answers,
      decode: decodeErrorText,
      routes: ports.routes,
      timeZone: settings.timeZone,
      subscribesByItself: settings.workspaceId === undefined,
      log: ports.log,
    }),
    tick: work.tick,
  };
}

function createIntake(
  ports: AppPorts,
  settings: AppSettings,
  apply: ReturnType<typeof createApplyEvent>,
): Pick<App, 'receiveAlert' | 'readEvents' | 'receiveEvents' | 'keepRefused'> {
  const { hubs, clock, connections } = ports;
  const secrets = [...settings.webhookKeys, settings.bot.appPassword].filter((each) => each !== '');
  return {
    receiveAlert: (body) => receiveAlert(body, ports),
    readEvents: (body) =>
      readEvents(body, { hubs, expectedTopics: settings.eventGridTopics, secrets }),
    receiveEvents: ({ events, unreadable }) =>
      connections.record({ events, unreadable }, clock.now(), apply),
    keepRefused: async (refused) => void (await keepRefusal(refused, { ...ports, secrets })),
  };
}

/** Alerts ask the logs after people do, and their sources never hold them up. */
function createSummarize(ports: AppPorts): Summarize {
  const sources = { ...boundSources(ports, ports), hubs: ports.hubs };
  return (question, onQueued, signal) => {
    const turn = {
      priority: 'alert' as const,
      ...(onQueued && { onQueued }),
      ...(signal && { signal }),
    };
    const logs = prioritizeLogs(ports.logs, turn);
    return investigateAlert(question, { clock: ports.clock, logs, sources });
  };
}
