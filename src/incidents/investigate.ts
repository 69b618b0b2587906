import type { Incident, IncidentBook, TakenAsk } from '../ports/incident-book';
import type { RouteBook } from '../ports/route-book';
import { type AskDeps, askLogs, type Summarize } from './ask-logs';
import type { Publisher } from './delivery/publish';
import { replyNewCause } from './news-replies';
import type { TrailDeps } from './note-decision';
import { createSharedAnswers } from './share-answers';
import { createQueueTeller } from './tell-queue';
import { workDue } from './work-due';
import { createWorkPlaces } from './work-places';

/** How asking the logs about an incident ended. Logged and counted. */
export type AskOutcome =
  | 'answered'
  /** The card says why the logs could not be asked. */
  | 'not_answered'
  /** No log can tell of it. */
  | 'nothing_to_ask'
  | 'nobody_subscribed'
  /** The lease ended midway and somebody else has it. */
  | 'lost'
  /** The process stops while the logs are asked: the next one to open the store goes on. */
  | 'left'
  | 'broken';

export interface InvestigatorDeps extends TrailDeps {
  incidents: IncidentBook;
  publisher: Publisher;
  routes: Pick<RouteBook, 'list'>;
  summarize: Summarize;
  count?(outcome: AskOutcome): void;
}

export interface Investigator {
  /** Once the signal aborts, it takes nothing more and leaves what waits for the logs. */
  tick(signal?: AbortSignal): Promise<number>;
}

// Longer than any log query may take; a restart of a single process does not wait for it.
const leaseMs = 5 * 60_000;
// So that people's questions find a free place there.
const asksAtOnce = 4;

/**
 * One investigation for each incident: at once, again while rows may be late, and when something new
 * joined. Never throws.
 */
export function createInvestigator(given: InvestigatorDeps): Investigator {
  const deps = { ...given, shared: createSharedAnswers(given) };
  const places = createWorkPlaces<TakenAsk>(asksAtOnce);
  return {
    tick: (signal) =>
      workDue(
        places,
        (free) => takeDue(free, deps),
        (taken) => handle(taken, deps, signal),
        signal,
      ),
  };
}

type Deps = InvestigatorDeps & AskDeps;

async function takeDue(limit: number, { incidents, clock, log }: Deps): Promise<TakenAsk[]> {
  try {
    return await incidents.takeDueAsks(clock.now(), leaseMs, limit);
  } catch (error) {
    log.error({ err: error }, 'incidents cannot be taken from the store');
    return [];
  }
}

async function handle(taken: TakenAsk, deps: Deps, signal?: AbortSignal): Promise<void> {
  const { log, count } = deps;
  const outcome = await investigate(taken, deps, signal).catch((error: unknown): AskOutcome => {
    if (signal?.aborted && error === signal.reason) return 'left';
    // The lease ends and it is asked again.
    log.error({ err: error, incident: taken.incident.key }, 'investigating an incident failed');
    return 'broken';
  });
  log.info(
    { incident: taken.incident.key, attempt: taken.attempt, outcome },
    'incident asked about',
  );
  count?.(outcome);
}

async function investigate(taken: TakenAsk, deps: Deps, signal?: AbortSignal): Promise<AskOutcome> {
  if (!(await isHeard(taken.incident, deps))) return waitForSomebody(taken, deps);
  const queue = createQueueTeller(taken, deps);
  const answer = await askLogs(taken, deps, queue.onQueued, signal).finally(queue.settled);
  if (answer === undefined) return end(taken, 'nothing_to_ask', deps);
  const incident = await deps.incidents.recordAnswer(taken, answer);
  if (incident === undefined) return 'lost';
  const reply = replyNewCause(taken.incident, incident);
  const isFirst = taken.incident.summary === undefined;
  await deps.publisher.publish(incident, {
    urgency: reply === undefined ? 'update' : 'new',
    ...(isFirst && { isState: true }),
    reach: incident.resolvedAt === undefined ? 'everybody' : 'cards-first',
    ...(reply && { reply }),
  });
  return end(taken, 'summary' in answer ? 'answered' : 'not_answered', deps);
}

/** A conversation that has a card, or that may get one once the cause is known. */
async function isHeard(incident: Incident, { publisher, routes }: Deps): Promise<boolean> {
  if ((await routes.list()).length > 0) return true;
  const how = { urgency: 'update', reach: 'cards-only' } as const;
  return (await publisher.publish(incident, how)).audience > 0;
}

// Who subscribes soon after is not to see a card that says for ever that the logs are asked.
const waitsMs = 3_600_000;

/** It comes back when the lease ends, as long as it is young. */
async function waitForSomebody(taken: TakenAsk, deps: Deps): Promise<AskOutcome> {
  const ageMs = deps.clock.now().getTime() - taken.incident.alert.firedAt.getTime();
  return ageMs > waitsMs ? end(taken, 'nobody_subscribed', deps) : 'nobody_subscribed';
}

async function end(taken: TakenAsk, outcome: AskOutcome, { incidents }: Deps): Promise<AskOutcome> {
  return (await incidents.finishAsk(taken)) === 'lost' ? 'lost' : outcome;
}
