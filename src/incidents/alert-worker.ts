import type { AlertInbox, TakenAlert } from '../ports/alert-inbox';
import type { IncidentBook } from '../ports/incident-book';
import type { Publisher } from './delivery/publish';
import type { TrailDeps } from './note-decision';
import { publishAlert } from './publish-alert';
import { backOffMs, maxFailures } from './retry-times';
import { workDue } from './work-due';
import { createWorkPlaces } from './work-places';

/** How handling an alert ended, or why it goes on later. Logged, counted and stored. */
export type AlertOutcome =
  /** Its incident is on its way to the cards. */
  | 'published'
  /** Nobody is subscribed, or nobody wants to hear of it now. */
  | 'nobody_told'
  | 'fails_again'
  | 'failed'
  /** The lease ended midway and somebody else has it. */
  | 'lost';

export interface AlertWorkerDeps extends TrailDeps {
  inbox: AlertInbox;
  incidents: IncidentBook;
  publisher: Publisher;
  count?(outcome: AlertOutcome): void;
}

export interface AlertWorker {
  /** Once the signal aborts, it takes nothing more and finishes what is in hand. */
  tick(signal?: AbortSignal): Promise<number>;
}

const leaseMs = 5 * 60_000;
const alertsAtOnce = 8;

/**
 * Turns stored alerts into incidents and wants their cards; the logs and the chat have their own
 * time. `tick` handles everything that is due and answers how many deliveries that were; it never
 * throws, and may be called again while an earlier one is running.
 */
export function createAlertWorker(deps: AlertWorkerDeps): AlertWorker {
  const places = createWorkPlaces<TakenAlert>(alertsAtOnce);
  return {
    tick: (signal) =>
      workDue(
        places,
        (free) => takeDue(free, deps),
        (taken) => handle(taken, deps),
        signal,
      ),
  };
}

async function takeDue(limit: number, { inbox, clock, log }: AlertWorkerDeps) {
  try {
    return await inbox.takeDue(clock.now(), leaseMs, limit);
  } catch (error) {
    log.error({ err: error }, 'alerts cannot be taken from the store');
    return [];
  }
}

async function handle(taken: TakenAlert, deps: AlertWorkerDeps): Promise<void> {
  const { log, count } = deps;
  try {
    const outcome = await settle(taken, await publish(taken, deps), deps);
    const level = outcome === 'published' ? 'info' : 'warn';
    log[level]({ alertId: taken.alert.id, attempt: taken.attempt, outcome }, 'alert handled');
    count?.(outcome);
  } catch (error) {
    // The store does not take the outcome: the lease ends and the alert is handled again.
    log.error({ err: error, alertId: taken.alert.id }, 'the outcome of an alert cannot be stored');
  }
}

async function publish(taken: TakenAlert, deps: AlertWorkerDeps) {
  try {
    return (await publishAlert(taken, deps)) === 0 ? 'nobody_told' : 'published';
  } catch (error) {
    deps.log.error({ err: error, alertId: taken.alert.id }, 'handling an alert failed');
    return 'broken';
  }
}

async function settle(
  taken: TakenAlert,
  outcome: 'published' | 'nobody_told' | 'broken',
  { inbox, clock }: AlertWorkerDeps,
): Promise<AlertOutcome> {
  const now = clock.now();
  const failures = taken.failures + 1;
  if (outcome === 'broken' && failures < maxFailures) {
    const dueAt = new Date(now.getTime() + backOffMs(failures));
    const given = await inbox.reschedule(taken, dueAt, 'fails_again', failures);
    return given === 'lost' ? 'lost' : 'fails_again';
  }
  const end = outcome === 'broken' ? 'failed' : outcome;
  return (await inbox.finish(taken, end, now)) === 'lost' ? 'lost' : end;
}
