import type { AlertInbox, TakenAlert } from '../ports/alert-inbox';
import type { CardLedger } from '../ports/card-ledger';
import type { ChatChannel } from '../ports/chat-channel';
import type { Clock } from '../ports/clock';
import type { IncidentBook } from '../ports/incident-book';
import type { RouteBook } from '../ports/route-book';
import type { Report } from '../reports/report';
import type { AlertSubject } from '../reports/report-alert';
import type { Logger } from '../shared/logger';
import type { Summarize } from './ask-logs';
import { type AlertProgress, carryAlert } from './carry-alert';
import { type ConversationRests, createConversationRests } from './conversation-rests';
import { createLogTurns, type LogTurns } from './log-turns';
import { backOffMs, maxFailures } from './retry-times';
import { createSharedAnswers, type SharedAnswers } from './share-answers';
import { createWorkPlaces, type WorkPlaces } from './work-places';

/** How handling an alert ended, or why it goes on later. Logged, counted and stored. */
export type AlertOutcome =
  | 'shown'
  | 'nobody_subscribed'
  /** The card says why the logs could not be asked; asking again would not help. */
  | 'shown_without_logs'
  | 'asks_logs_again'
  /** It has its card; other alerts ask the logs right now, perhaps the same. */
  | 'waits_for_logs'
  | 'posts_again'
  | 'undeliverable'
  | 'fails_again'
  | 'failed'
  /** The lease ended midway and somebody else has it. */
  | 'lost'
  /** The process stops while the logs are asked: the next one to open the store goes on. */
  | 'left';

export interface AlertWorkerDeps {
  inbox: AlertInbox;
  incidents: IncidentBook;
  cards: CardLedger;
  routes: RouteBook;
  channels: ChatChannel[];
  summarize: Summarize;
  drawAlert(subject: AlertSubject): Report;
  clock: Clock;
  log: Logger;
  /** Shared with whatever else is shown in the same conversations. */
  rests?: ConversationRests;
  count?(outcome: AlertOutcome): void;
}

export interface AlertWorker {
  /**
   * Once the signal aborts, it takes nothing more, finishes the cards in hand and leaves what waits
   * for the logs to the next start.
   */
  tick(signal?: AbortSignal): Promise<number>;
}

// Longer than any log query may take; a restart does not wait for it.
const leaseMs = 5 * 60_000;
// Each draws a card on the thread that also acknowledges alerts, and chats take few in a second.
const alertsAtOnce = 8;
// Alerts that ask the logs do not count among those: a slow answer holds up no first card.
const asksAtOnce = 4;
const undeliverableAfterMs = 24 * 3_600_000;

/**
 * Turns stored alerts into cards. `tick` handles everything that is due and answers how many
 * deliveries that were; it never throws, and may be called again while an earlier one is running:
 * however often it is, no more is in hand than there are places.
 */
export function createAlertWorker(given: AlertWorkerDeps): AlertWorker {
  const turns = createLogTurns(asksAtOnce, given);
  const rests = given.rests ?? createConversationRests();
  const deps = { ...given, turns, rests, shared: createSharedAnswers(given) };
  const places = createWorkPlaces<TakenAlert>(alertsAtOnce);
  return { tick: (signal) => tick(places, deps, signal) };
}

async function tick(places: Places, deps: WorkerDeps, signal?: AbortSignal): Promise<number> {
  const inHand = new Set<Promise<void>>();
  let handled = 0;
  for (;;) {
    const begun = await places.fill(
      (free) => (signal?.aborted ? Promise.resolve([]) : takeDue(free, deps)),
      (taken, leave) => handle(taken, { ...deps, leave, ...(signal && { signal }) }),
    );
    for (const each of begun) {
      const one: Promise<void> = each.finally(() => inHand.delete(one));
      inHand.add(one);
    }
    handled += begun.length;
    if (begun.length > 0 && places.free() > 0) continue;
    if (inHand.size === 0) return handled;
    await Promise.race(inHand);
  }
}

type Places = WorkPlaces<TakenAlert>;

async function takeDue(limit: number, { inbox, clock, log }: AlertWorkerDeps) {
  try {
    return await inbox.takeDue(clock.now(), leaseMs, limit);
  } catch (error) {
    log.error({ err: error }, 'alerts cannot be taken from the store');
    return [];
  }
}

type WorkerDeps = AlertWorkerDeps & {
  rests: ConversationRests;
  turns: LogTurns;
  shared: SharedAnswers;
};
type HandDeps = WorkerDeps & { leave(): void; signal?: AbortSignal };

async function handle(taken: TakenAlert, deps: HandDeps): Promise<void> {
  const { log, count } = deps;
  try {
    const outcome = await settle(taken, await carry(taken, deps), deps);
    const level = outcome === 'shown' ? 'info' : 'warn';
    log[level]({ alertId: taken.alert.id, attempt: taken.attempt, outcome }, 'alert handled');
    count?.(outcome);
  } catch (error) {
    // The store does not take the outcome: the lease ends and the alert is handled again.
    log.error({ err: error, alertId: taken.alert.id }, 'the outcome of an alert cannot be stored');
  }
}

type Settled = AlertProgress | { kind: 'broken' } | { kind: 'left' };

async function carry(taken: TakenAlert, deps: HandDeps): Promise<Settled> {
  try {
    return await carryAlert(taken, deps);
  } catch (error) {
    if (deps.signal?.aborted && error === deps.signal.reason) return { kind: 'left' };
    deps.log.error({ err: error, alertId: taken.alert.id }, 'handling an alert failed');
    return { kind: 'broken' };
  }
}

async function settle(
  taken: TakenAlert,
  progress: Settled,
  deps: WorkerDeps,
): Promise<AlertOutcome> {
  const now = deps.clock.now();
  if (progress.kind === 'left') return 'left';
  if (progress.kind === 'done') return finish(taken, progress.outcome, deps);
  if (progress.kind === 'broken') {
    const failures = taken.failures + 1;
    if (failures >= maxFailures) return finish(taken, 'failed', deps);
    const dueAt = new Date(now.getTime() + backOffMs(failures));
    return reschedule(taken, { dueAt, outcome: 'fails_again', failures }, deps);
  }
  const isOld = now.getTime() - taken.receivedAt.getTime() > undeliverableAfterMs;
  if (isOld) return finish(taken, 'undeliverable', deps);
  const failures = progress.outcome === 'posts_again' ? taken.failures + 1 : 0;
  return reschedule(taken, { ...progress, failures }, deps);
}

async function finish(taken: TakenAlert, outcome: AlertOutcome, { inbox, clock }: WorkerDeps) {
  return (await inbox.finish(taken, outcome, clock.now())) === 'lost' ? 'lost' : outcome;
}

async function reschedule(
  taken: TakenAlert,
  { dueAt, outcome, failures }: { dueAt: Date; outcome: AlertOutcome; failures: number },
  { inbox }: WorkerDeps,
) {
  return (await inbox.reschedule(taken, dueAt, outcome, failures)) === 'lost' ? 'lost' : outcome;
}
