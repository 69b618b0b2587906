import { openStore, type Store } from '../../../src/adapters/store/open-store';
import type { HubSummary } from '../../../src/diagnosis/diagnosis';
import {
  type AlertOutcome,
  type AlertWorkerDeps,
  createAlertWorker,
} from '../../../src/incidents/alert-worker';
import type { Alert } from '../../../src/ports/alert';
import type { TimeWindow } from '../../../src/ports/time-window';
import type { AlertReport } from '../../../src/reports/report';
import type { AlertSubject } from '../../../src/reports/report-alert';
import { type HandClock, handClock } from '../../support/hand-clock';
import { hubSummary } from '../../support/hub-summaries';
import { type RecordedChannel, recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';

export const at = (time: string): Date => new Date(`2026-03-01T${time}Z`);

export interface WorkerBench {
  store: Store;
  clock: HandClock;
  teams: RecordedChannel;
  questions: { hubName?: string; window: TimeWindow }[];
  outcomes: AlertOutcome[];
  logLines(): string[];
  /** What the logs answer; replace it to make them fail. */
  answer: () => HubSummary | Promise<HubSummary>;
  /** Stores the alert now and handles whatever is due. */
  receive(alert: Alert): Promise<number>;
  tick(signal?: AbortSignal): Promise<number>;
  subscribe(...ids: string[]): Promise<void>;
  subjectsIn(conversation: string): AlertSubject[];
  drawAlert(subject: AlertSubject): AlertReport;
  /** The same store with a worker that knows nothing of the first one. */
  restart(parts?: Partial<AlertWorkerDeps>): void;
}

/** A worker over an empty store, at 03:15 on a day whose alert fired at 03:14. */
export async function openWorkerBench(parts: Partial<AlertWorkerDeps> = {}): Promise<WorkerBench> {
  const store = await openStore('sqlite::memory:');
  const clock = handClock(at('03:15:00'));
  const teams = recordedChannel();
  const { log, lines } = recordedLog();
  const bench: WorkerBench = {
    store,
    clock,
    teams,
    questions: [],
    outcomes: [],
    logLines: lines,
    answer: () => {
      const settled = { newestAt: at('03:14:30'), lagP95Seconds: 30 };
      return hubSummary({ logs: { ...hubSummary().logs, ...settled } });
    },
    async receive(alert) {
      await store.alertInbox.addOnce(alert, clock.now());
      return bench.tick();
    },
    tick: (signal) => worker.tick(signal),
    async subscribe(...ids) {
      for (const id of ids) await store.routeBook.add(routeTo(id));
    },
    drawAlert: drawSubject,
    subjectsIn: (conversation) => teams.only(conversation).reports.map(readSubject),
    restart: (again = {}) => {
      worker = createAlertWorker({ ...deps, ...again });
    },
  };
  const deps: AlertWorkerDeps = {
    inbox: store.alertInbox,
    incidents: store.incidentBook,
    cards: store.cardLedger,
    routes: store.routeBook,
    channels: [teams],
    summarize: async (question) => {
      bench.questions.push(question);
      return bench.answer();
    },
    drawAlert: drawSubject,
    clock,
    log,
    count: (outcome) => bench.outcomes.push(outcome),
    ...parts,
  };
  let worker = createAlertWorker(deps);
  return bench;
}

export function routeTo(id: string, channel = 'teams') {
  return {
    conversation: { channel, id, reference: { for: id } },
    createdBy: '',
    createdAt: at('02:00:00'),
  };
}

// The worker's business is what goes onto a card, not how it is worded.
const drawn = new WeakMap<object, AlertSubject>();

function drawSubject(subject: AlertSubject): AlertReport {
  const report = { kind: 'alert' } as AlertReport;
  drawn.set(report, subject);
  return report;
}

function readSubject(report: object): AlertSubject {
  const subject = drawn.get(report);
  if (subject === undefined) throw new Error('not a report of this bench');
  return subject;
}
