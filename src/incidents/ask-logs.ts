import { type AlertQuestion, questionOfAlert } from '../diagnosis/alert-question';
import type { HubSummary } from '../diagnosis/diagnosis';
import type { Clock } from '../ports/clock';
import type { Incident, IncidentBook, LogsAnswer } from '../ports/incident-book';
import type { TimeWindow } from '../ports/time-window';
import { AppError } from '../shared/app-error';
import type { Logger } from '../shared/logger';
import { incidentWindow } from './incident-window';
import { askAgainAt } from './retry-times';

/** Tells of a question that has to wait for its turn. */
export type OnQueued = (position: number, seconds: number) => void;

/** Asks the logs how hubs fare, and what an alert's topic needs besides. */
export type Summarize = (
  question: AlertQuestion & { window: TimeWindow },
  onQueued?: OnQueued,
) => Promise<HubSummary>;

export interface AskDeps {
  incidents: IncidentBook;
  summarize: Summarize;
  clock: Clock;
  log: Logger;
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

/** Asks the logs what happened around the firing and stores the answer, whatever it is. */
export async function askLogs(
  incident: Incident,
  deps: AskDeps,
  onQueued?: OnQueued,
): Promise<Incident> {
  const answer = await ask(incident, deps, onQueued);
  return (await deps.incidents.recordAnswer(incident.key, answer)) ?? incident;
}

async function ask(
  incident: Incident,
  deps: AskDeps,
  onQueued: OnQueued | undefined,
): Promise<LogsAnswer> {
  try {
    const summary = await summarize(incident, deps, onQueued);
    return { summary, askAgainAt: followUpAt(incident, summary, deps.clock.now()) };
  } catch (error) {
    return explainFailure(incident, error, deps);
  }
}

/** The answer of the logs. A hub that nobody configured is never asked about. */
async function summarize(
  incident: Incident,
  deps: AskDeps,
  onQueued: OnQueued | undefined,
): Promise<HubSummary> {
  const question = questionOfAlert(incident.alert);
  if (question === undefined) {
    throw new AppError(
      'hub_unknown',
      'The alert is about a resource that is not one of the configured hubs',
    );
  }
  const window = incidentWindow(incident.alert, deps.clock.now());
  return deps.summarize({ ...question, window }, onQueued);
}

/**
 * Rows arrive minutes late: while none is as new as the firing, the answer cannot be about it, and
 * the logs are asked again.
 */
function followUpAt(incident: Incident, summary: HubSummary, now: Date): Date | undefined {
  const { newestAt } = summary.logs;
  const reached = newestAt !== undefined && newestAt >= incident.alert.firedAt;
  return reached || incident.resolvedAt !== undefined
    ? undefined
    : askAgainAt(incident.asks, now, undefined);
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
