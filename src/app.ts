import { receiveAlert } from './alerts/receive-alert';
import type { AnswerDeps, OnQueued } from './conversation/answer-deps';
import { type Conversation, createConversation } from './conversation/create-conversation';
import type { HubDeps } from './conversation/hubs/known-hubs';
import { createQueryShelf, type QueryShelf } from './conversation/query-shelf';
import { findOldestRow } from './diagnosis/asking/find-oldest-row';
import type { SoonAndLater } from './diagnosis/checks/conclude-soon';
import { diagnoseDeviceSoon } from './diagnosis/device/diagnose-device';
import { findHubs } from './diagnosis/hub/find-hubs';
import { summarizeHubSoon } from './diagnosis/hub/summarize-hub';
import { investigateAlert } from './diagnosis/topics/investigate-alert';
import type { AlertOutcome } from './incidents/alert-worker';
import { createAlertWorker } from './incidents/alert-worker';
import { boundSources } from './incidents/bound-sources';
import { createSilenceWatch } from './incidents/close-silent';
import { createConversationRests } from './incidents/conversation-rests';
import { keepRefusal } from './incidents/keep-refusal';
import { createRecordRemover } from './incidents/remove-old-records';
import { createRefusalTeller } from './incidents/tell-refusals';
import { createInvestigation, forPeople, type InvestigationPorts } from './investigation';
import { decodeErrorText } from './knowledge/decode-error-text';
import type { AlertInbox } from './ports/alert-inbox';
import type { CardLedger } from './ports/card-ledger';
import type { ChatChannel } from './ports/chat-channel';
import type { ConversationMemory } from './ports/conversation-memory';
import type { IncidentBook } from './ports/incident-book';
import type { OldRecords } from './ports/old-records';
import type { Refusal, RefusalBook } from './ports/refusal-book';
import type { RouteBook } from './ports/route-book';
import { type AlertSubject, reportAlert } from './reports/report-alert';
import { reportRefusedAlerts } from './reports/report-refused-alerts';
import type { Settings } from './settings';
import type { Logger } from './shared/logger';
import { prioritizeLogs } from './start/prioritize-logs';

export interface AppPorts extends InvestigationPorts {
  inbox: AlertInbox;
  incidents: IncidentBook;
  cards: CardLedger;
  routes: RouteBook;
  /** Absent where conversations remember nothing. */
  memory?: ConversationMemory;
  refusals: RefusalBook;
  oldRecords: OldRecords;
  channels: ChatChannel[];
  log: Logger;
  countOutcome(outcome: AlertOutcome): void;
  /** Where people's browsers reach this bot; undefined while nobody can. */
  publicOrigin(): string | undefined;
}

export interface App {
  /** Durable when it resolves. Throws AppError `alert_invalid`. */
  receiveAlert(body: unknown): Promise<'accepted' | 'duplicate'>;
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
  ports: AppPorts,
  settings: Pick<Settings, 'cloud' | 'bot' | 'timeZone' | 'workspaceId' | 'webhookKeys'>,
): App {
  const investigation = createInvestigation(ports, settings);
  const shelf = createQueryShelf({ clock: ports.clock, origin: ports.publicOrigin });
  const answers = (onQueued?: OnQueued) => peopleAnswers(ports, settings, shelf, onQueued);
  const rests = createConversationRests();
  const drawAlert = (subject: AlertSubject) => reportAlert(subject, investigation.context());
  const bounded = { ...boundSources(ports, ports), hubs: ports.hubs };
  const worker = createAlertWorker({
    ...ports,
    rests,
    summarize: (question, onQueued, signal) => {
      const turn = {
        priority: 'alert' as const,
        ...(onQueued && { onQueued }),
        ...(signal && { signal }),
      };
      const logs = prioritizeLogs(ports.logs, turn);
      return investigateAlert(question, { clock: ports.clock, logs, sources: bounded });
    },
    drawAlert,
    count: ports.countOutcome,
  });
  const silence = createSilenceWatch({ ...ports, rests, drawAlert });
  const teller = createRefusalTeller({ ...ports, rests, drawRefusals: reportRefusedAlerts });
  const remover = createRecordRemover(ports);
  const secrets = [...settings.webhookKeys, settings.bot.appPassword].filter((each) => each !== '');
  return {
    receiveAlert: (body) => receiveAlert(body, ports),
    keepRefused: async (refused) => void (await keepRefusal(refused, { ...ports, secrets })),
    findDownload: shelf.download,
    conversation: createConversation({
      ...investigation,
      ...answers(),
      hearQueue: answers,
      decode: decodeErrorText,
      routes: ports.routes,
      timeZone: settings.timeZone,
      subscribesByItself: settings.workspaceId === undefined,
      log: ports.log,
    }),
    tick: async (signal) => {
      await Promise.all([
        worker.tick(signal),
        teller.tick(signal),
        silence.tick(signal),
        remover.tick(),
      ]);
    },
  };
}

/** Whatever answers a person by asking the logs. */
function peopleAnswers(
  ports: AppPorts,
  settings: Pick<Settings, 'cloud' | 'bot'>,
  shelf: QueryShelf,
  onQueued?: OnQueued,
) {
  const { check, runQuery } = createInvestigation(ports, settings, onQueued);
  const asking = forPeople(ports, onQueued);
  const deps = { ...asking, sources: ports };
  return {
    diagnose: (question, onLater) => tellLater(diagnoseDeviceSoon(question, deps), onLater),
    summarize: (question, onLater) => tellLater(summarizeHubSoon(question, deps), onLater),
    check,
    queries: { run: runQuery, shelf },
    findOldestRow: (question) => findOldestRow(question, asking),
    ...(ports.memory === undefined ? {} : { hubs: hubDeps(asking, ports.memory) }),
  } satisfies Partial<AnswerDeps>;
}

/** The answer that can be given soon; the whole one is handed on, where it takes longer. */
async function tellLater<Answer>(
  asking: Promise<SoonAndLater<Answer>>,
  onLater: ((later: Promise<Answer>) => void) | undefined,
): Promise<Answer> {
  const { soon, later } = await asking;
  if (later === undefined) return soon;
  if (onLater === undefined) return later;
  onLater(later);
  return soon;
}

function hubDeps(ports: InvestigationPorts, memory: ConversationMemory): HubDeps {
  return {
    configured: ports.hubs.all().map(({ name }) => name),
    withRows: (question) => findHubs(question, ports),
    memory,
  };
}
