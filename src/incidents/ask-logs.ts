import type { HubSummary } from '../diagnosis/diagnosis';
import type { Clock } from '../ports/clock';
import type { Incident, LogsAnswer, TakenAsk } from '../ports/incident-book';
import { AppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';
import { markAnswer } from './compare-answers';
import { incidentWindow } from './incident-window';
import { questionOfIncident } from './question-of-incident';
import { askAgainAt } from './retry-times';
import type { HeardAnswer, SharedAnswers, WindowQuestion } from './share-answers';
import { latestNewsAt } from './stage';

/** Tells of a question that has to wait for its turn. */
export type OnQueued = (position: number, seconds: number) => void;

/** Asks the logs how hubs fare, and what an alert's topic needs besides, until the signal aborts. */
export type Summarize = (
  question: WindowQuestion,
  onQueued?: OnQueued,
  signal?: AbortSignal,
) => Promise<HubSummary>;

export interface AskDeps {
  summarize: Summarize;
  shared: SharedAnswers;
  clock: Clock;
  log: Logger;
}

// Rows arrive minutes late: what was asked just before the firing tells as much, and where it does
// not reach the firing, asking again is planned.
const earlierMs = 30_000;

/**
 * Asks the logs what happened around the incident; undefined where no log can tell. Throws the
 * signal's reason when the process is to stop meanwhile.
 */
export async function askLogs(
  taken: TakenAsk,
  deps: AskDeps,
  onQueued: OnQueued,
  signal?: AbortSignal,
): Promise<LogsAnswer | undefined> {
  const { incident } = taken;
  const asked = questionOfIncident(incident);
  if (asked === undefined) return undefined;
  const question = { ...asked, window: incidentWindow(incident.alert, deps.clock.now()) };
  const notBefore = incident.askAgainAt ?? new Date(latestNewsAt(incident).getTime() - earlierMs);
  const heard = await deps.shared.ask(question, notBefore, () =>
    deps.summarize(question, onQueued, signal),
  );
  signal?.throwIfAborted();
  return readHeard(taken, heard, deps);
}

function readHeard(taken: TakenAsk, heard: HeardAnswer, deps: AskDeps): LogsAnswer {
  if ('error' in heard) return explainFailure(taken, heard.error, deps);
  const { incident, tries } = taken;
  const { summary, askedAt } = heard;
  const at = deps.clock.now();
  const again =
    incident.resolvedAt !== undefined || isSettled(incident, summary, askedAt)
      ? undefined
      : askAgainAt(tries, at, undefined);
  const event = markAnswer(incident, summary, { at, isLast: again === undefined });
  return { summary, askAgainAt: again, ...(event && { event }) };
}

/**
 * Rows arrive minutes late: an answer says the last word only when some row is as new as what is
 * asked about, and that was older than rows usually take when it was asked.
 */
function isSettled(incident: Incident, { logs }: HubSummary, askedAt: Date): boolean {
  const { newestAt, lagP95Seconds } = logs;
  const latestAt = latestNewsAt(incident);
  if (newestAt === undefined || newestAt < latestAt) return false;
  return askedAt.getTime() - latestAt.getTime() >= (lagP95Seconds ?? 0) * 1000;
}

function explainFailure({ incident, tries }: TakenAsk, error: unknown, deps: AskDeps): LogsAnswer {
  const failure =
    error instanceof AppError
      ? error
      : new AppError('unexpected', 'Asking the logs failed for a reason nobody foresaw', {
          cause: error,
          retryable: true,
        });
  const fields = { err: error, incident: incident.key, asks: incident.asks + 1 };
  deps.log.warn(fields, 'the logs could not be asked about an incident');
  const { code, message, retryable, retryAfterSeconds } = failure;
  return {
    failure: { code, message, retryAfterSeconds },
    askAgainAt: retryable ? askAgainAt(tries, deps.clock.now(), retryAfterSeconds) : undefined,
  };
}
