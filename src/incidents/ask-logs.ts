import type { HubSummary } from '../diagnosis/diagnosis';
import { questionOfAlert } from '../diagnosis/topics/alert-question';
import type { Clock } from '../ports/clock';
import type { Incident, IncidentBook, LogsAnswer } from '../ports/incident-book';
import { AppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';
import { markAnswer } from './compare-answers';
import { incidentWindow } from './incident-window';
import { askAgainAt } from './retry-times';
import type { HeardAnswer, SharedAnswers, WindowQuestion } from './share-answers';

/** Tells of a question that has to wait for its turn. */
export type OnQueued = (position: number, seconds: number) => void;

/** Asks the logs how hubs fare, and what an alert's topic needs besides, until the signal aborts. */
export type Summarize = (
  question: WindowQuestion,
  onQueued?: OnQueued,
  signal?: AbortSignal,
) => Promise<HubSummary>;

export interface AskDeps {
  incidents: IncidentBook;
  summarize: Summarize;
  shared: SharedAnswers;
  clock: Clock;
  log: Logger;
  /** Aborts when the process is to stop. */
  signal?: AbortSignal;
}

/**
 * True the first time, and when asking again was planned and that time has come; never for an alert
 * of which no log can tell.
 */
export function isAskDue(incident: Incident, now: Date): boolean {
  if (questionOfAlert(incident.alert) === undefined) return false;
  if (incident.asks === 0) return true;
  return incident.askAgainAt !== undefined && incident.askAgainAt <= now;
}

/**
 * Asks the logs what happened around the firing and stores the answer, whatever it is. Throws the
 * signal's reason, and stores nothing, when the process is to stop meanwhile.
 */
export async function askLogs(
  incident: Incident,
  deps: AskDeps,
  onQueued?: OnQueued,
): Promise<Incident> {
  const { shared, signal } = deps;
  const question = windowQuestion(incident, deps);
  const heard = await shared.ask(question, () => deps.summarize(question, onQueued, signal));
  signal?.throwIfAborted();
  return keepAnswer(incident, heard, deps);
}

/**
 * Stores what another alert has just been told of the same; gives the incident as it is when there
 * is nothing of that kind, or nothing due.
 */
export async function hearLogs(incident: Incident, deps: AskDeps): Promise<Incident> {
  if (!isAskDue(incident, deps.clock.now())) return incident;
  const heard = findHeard(incident, deps);
  return heard === undefined ? incident : keepAnswer(incident, heard, deps);
}

/** When to come back because others ask the same, or have just been told; else undefined. */
export function othersAskUntil(incident: Incident, deps: AskDeps): Date | undefined {
  if (findHeard(incident, deps) !== undefined) return deps.clock.now();
  return deps.shared.underWayUntil(windowQuestion(incident, deps));
}

// Rows arrive minutes late: what was asked just before the firing tells as much, and where it does
// not reach the firing, asking again is planned.
const earlierMs = 30_000;

function findHeard(incident: Incident, deps: AskDeps): HeardAnswer | undefined {
  const { alert, askAgainAt: plannedAt } = incident;
  const notBefore = plannedAt ?? new Date(alert.firedAt.getTime() - earlierMs);
  return deps.shared.find(windowQuestion(incident, deps), notBefore);
}

function windowQuestion({ alert }: Incident, { clock }: AskDeps): WindowQuestion {
  return { ...questionOfAlert(alert), window: incidentWindow(alert, clock.now()) };
}

async function keepAnswer(
  incident: Incident,
  heard: HeardAnswer,
  deps: AskDeps,
): Promise<Incident> {
  const answer = readHeard(incident, heard, deps);
  return (await deps.incidents.recordAnswer(incident.key, answer)) ?? incident;
}

function readHeard(incident: Incident, heard: HeardAnswer, deps: AskDeps): LogsAnswer {
  if ('error' in heard) return explainFailure(incident, heard.error, deps);
  const { summary, askedAt } = heard;
  const at = deps.clock.now();
  const again =
    incident.resolvedAt !== undefined || isSettled(incident, summary, askedAt)
      ? undefined
      : askAgainAt(incident.asks, at, undefined);
  const event = markAnswer(incident, summary, { at, isLast: again === undefined });
  return { summary, askAgainAt: again, ...(event && { event }) };
}

/**
 * Rows arrive minutes late: an answer says the last word only when some row is as new as the firing,
 * and the alert was older than rows usually take when it was asked.
 */
function isSettled({ alert }: Incident, { logs }: HubSummary, askedAt: Date): boolean {
  const { newestAt, lagP95Seconds } = logs;
  if (newestAt === undefined || newestAt < alert.firedAt) return false;
  return askedAt.getTime() - alert.firedAt.getTime() >= (lagP95Seconds ?? 0) * 1000;
}

function explainFailure(incident: Incident, error: unknown, deps: AskDeps): LogsAnswer {
  const failure =
    error instanceof AppError
      ? error
      : new AppError('unexpected', 'Asking the logs failed for a reason nobody foresaw', {
          cause: error,
          retryable: true,
        });
  const fields = { err: error, alertId: incident.alert.id, asks: incident.asks + 1 };
  deps.log.warn(fields, 'the logs could not be asked about an alert');
  const { code, message, retryable, retryAfterSeconds } = failure;
  return {
    failure: { code, message, retryAfterSeconds },
    askAgainAt: retryable
      ? askAgainAt(incident.asks, deps.clock.now(), retryAfterSeconds)
      : undefined,
  };
}
