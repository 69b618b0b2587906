import { openStore, type Store } from '../../../src/adapters/store/open-store';
import type { HubSummary } from '../../../src/diagnosis/diagnosis';
import {
  type AlertOutcome,
  type AlertWorkerDeps,
  createAlertWorker,
} from '../../../src/incidents/alert-worker';
import type { Publisher, PublishHow } from '../../../src/incidents/delivery/publish';
import {
  type AskOutcome,
  createInvestigator,
  type InvestigatorDeps,
} from '../../../src/incidents/investigate';
import type { Alert } from '../../../src/ports/alert';
import type { Incident } from '../../../src/ports/incident-book';
import type { AlertSubject } from '../../../src/reports/report-alert';
import { type HandClock, handClock } from '../../support/hand-clock';
import { hubSummary } from '../../support/hub-summaries';
import { recordedLog } from '../../support/recorded-log';
import { createShownCards, type ShownCards } from './shown-cards';

export const at = (time: string): Date => new Date(`2026-03-01T${time}Z`);

type Parts = Partial<AlertWorkerDeps & InvestigatorDeps>;

export interface WorkerBench {
  store: Store;
  clock: HandClock;
  cards: ShownCards;
  /** How each incident was published, first to last. */
  published: { incident: Incident; how: PublishHow }[];
  /** The publisher of the bench, for whatever else publishes. */
  publisher: Publisher;
  questions: Parameters<InvestigatorDeps['summarize']>[0][];
  outcomes: AlertOutcome[];
  asks: AskOutcome[];
  logLines(): string[];
  /** What the logs answer; replace it to make them fail. */
  answer: () => HubSummary | Promise<HubSummary>;
  /** Stores the alert now and handles whatever is due. */
  receive(alert: Alert): Promise<number>;
  /** Alerts first, then the logs; gives how many alerts were handled. */
  tick(signal?: AbortSignal): Promise<number>;
  subscribe(...ids: string[]): Promise<void>;
  /** What the only card of that conversation showed, first to last. */
  subjectsIn(conversation: string): AlertSubject[];
  /** The same store with workers that know nothing of the first ones. */
  restart(parts?: Parts): void;
}

/** Workers over an empty store, at 03:15 on a day whose alert fired at 03:14. */
export async function openWorkerBench(parts: Parts = {}): Promise<WorkerBench> {
  const store = await openStore('sqlite::memory:');
  const clock = handClock(at('03:15:00'));
  const cards = createShownCards(store.routeBook);
  const { log, lines } = recordedLog();
  const published: WorkerBench['published'] = [];
  const publisher: Publisher = {
    publish(incident, how) {
      published.push({ incident, how });
      return cards.publish(incident, how);
    },
  };
  const open = (again: Parts = {}) => {
    const deps = { ...given, ...again };
    return {
      worker: createAlertWorker({ ...deps, count: (outcome) => bench.outcomes.push(outcome) }),
      investigator: createInvestigator({ ...deps, count: (outcome) => bench.asks.push(outcome) }),
    };
  };
  const bench: WorkerBench = {
    ...{ store, clock, cards, published, publisher },
    ...{ questions: [], outcomes: [], asks: [] },
    logLines: lines,
    answer: () => {
      const settled = { newestAt: at('03:14:30'), lagP95Seconds: 30 };
      return hubSummary({ logs: { ...hubSummary().logs, ...settled } });
    },
    async receive(alert) {
      await store.alertInbox.addOnce(alert, clock.now());
      return bench.tick();
    },
    async tick(signal) {
      const handled = await workers.worker.tick(signal);
      await workers.investigator.tick(signal);
      return handled;
    },
    async subscribe(...ids) {
      for (const id of ids) await store.routeBook.add(routeTo(id));
    },
    subjectsIn: (conversation) => cards.only(conversation),
    restart: (again) => {
      workers = open(again);
    },
  };
  const given = {
    inbox: store.alertInbox,
    incidents: store.incidentBook,
    routes: store.routeBook,
    publisher,
    trail: store.decisionTrail,
    clock,
    log,
    summarize: async (question: WorkerBench['questions'][number]) => {
      bench.questions.push(question);
      return bench.answer();
    },
    ...parts,
  };
  let workers = open();
  return bench;
}

function routeTo(id: string, channel = 'teams') {
  return {
    conversation: { channel, id, reference: { for: id } },
    createdBy: '',
    createdAt: at('02:00:00'),
  };
}
