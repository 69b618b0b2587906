import { receiveAlert } from './alerts/receive-alert';
import { checkDevice } from './checklist/check-device';
import type { AnswerDeps, OnQueued } from './conversation/answer-deps';
import { type Conversation, createConversation } from './conversation/create-conversation';
import type { HubDeps } from './conversation/hubs/known-hubs';
import { createQueryShelf, type QueryShelf } from './conversation/query-shelf';
import { diagnoseDevice } from './diagnosis/diagnose-device';
import { findHubs } from './diagnosis/find-hubs';
import { findOldestRow } from './diagnosis/find-oldest-row';
import { investigateAlert } from './diagnosis/investigate-alert';
import { runPeopleQuery } from './diagnosis/run-people-query';
import { summarizeHub } from './diagnosis/summarize-hub';
import type { AlertOutcome } from './incidents/alert-worker';
import { createAlertWorker } from './incidents/alert-worker';
import { createSilenceWatch } from './incidents/close-silent';
import { createConversationRests } from './incidents/conversation-rests';
import { keepRefusal } from './incidents/keep-refusal';
import { createRecordRemover } from './incidents/remove-old-records';
import { createRefusalTeller } from './incidents/tell-refusals';
import { decodeErrorText } from './knowledge/decode-error-text';
import { findErrorCode } from './knowledge/find-error-code';
import type { AlertInbox } from './ports/alert-inbox';
import type { CardLedger } from './ports/card-ledger';
import type { ChatChannel } from './ports/chat-channel';
import type { Clock } from './ports/clock';
import type { ConversationMemory } from './ports/conversation-memory';
import type { DeviceRegistry } from './ports/device-registry';
import type { HubDirectory } from './ports/hub';
import type { IncidentBook } from './ports/incident-book';
import type { LogSource } from './ports/log-source';
import type { OldRecords } from './ports/old-records';
import type { Refusal, RefusalBook } from './ports/refusal-book';
import type { RouteBook } from './ports/route-book';
import { type AlertSubject, reportAlert } from './reports/report-alert';
import type { ReportContext } from './reports/report-context';
import { reportRefusedAlerts } from './reports/report-refused-alerts';
import type { Settings } from './settings';
import type { Logger } from './shared/logger';
import { prioritizeLogs } from './start/prioritize-logs';

export interface InvestigationPorts {
  logs: LogSource;
  registry: DeviceRegistry;
  hubs: HubDirectory;
  clock: Clock;
}

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

/**
 * The questions that people ask in the chat and at the terminal: theirs come first. `onQueued` hears
 * of every one that has to wait all the same.
 */
export function createInvestigation(
  given: InvestigationPorts,
  settings: Pick<Settings, 'cloud' | 'bot'>,
  onQueued?: OnQueued,
) {
  const ports = forPeople(given, onQueued);
  const diagnose = (question: Parameters<typeof diagnoseDevice>[0]) =>
    diagnoseDevice(question, ports);
  const context = (): ReportContext => ({
    now: ports.clock.now(),
    portal: {
      origin: settings.cloud.portalOrigin,
      ...(settings.bot.tenantId === '' ? {} : { tenantId: settings.bot.tenantId }),
    },
    decode: findErrorCode,
  });
  return {
    diagnose,
    summarize: (question: Parameters<typeof summarizeHub>[0]) => summarizeHub(question, ports),
    runQuery: (question: Parameters<typeof runPeopleQuery>[0]) => runPeopleQuery(question, ports),
    check: (question: Parameters<typeof checkDevice>[0]) =>
      checkDevice(question, { ...ports, diagnose, context }),
    context,
    clock: ports.clock,
  };
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
      return investigateAlert(question, { clock: ports.clock, logs });
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
  const { diagnose, summarize, check, runQuery } = createInvestigation(ports, settings, onQueued);
  const asking = forPeople(ports, onQueued);
  return {
    diagnose,
    summarize,
    check,
    queries: { run: runQuery, shelf },
    findOldestRow: (question) => findOldestRow(question, asking),
    ...(ports.memory === undefined ? {} : { hubs: hubDeps(asking, ports.memory) }),
  } satisfies Partial<AnswerDeps>;
}

function hubDeps(ports: InvestigationPorts, memory: ConversationMemory): HubDeps {
  return {
    configured: ports.hubs.all().map(({ name }) => name),
    withRows: (question) => findHubs(question, ports),
    memory,
  };
}

function forPeople(ports: InvestigationPorts, onQueued?: OnQueued): InvestigationPorts {
  const turn = { priority: 'person' as const, ...(onQueued && { onQueued }) };
  return { ...ports, logs: prioritizeLogs(ports.logs, turn) };
}
