import type { Incident, IncidentEvent } from '../ports/incident-book';
import type { AlertSubject } from '../reports/report-alert';
import { AppError } from '../shared/app-error';

/** An incident as its card tells it, from what is stored and nothing else. */
export function drawIncident(incident: Incident, mayRepeatOf: Date | undefined): AlertSubject {
  return {
    alert: { ...incident.alert, resolvedAt: incident.resolvedAt },
    state: stateOf(incident),
    ...(incident.silentAt && { silentAt: incident.silentAt }),
    summary: incident.summary,
    failure: readFailure(incident),
    history: incident.history.map((event) => tellEvent(event, incident)).sort(byTime),
    ...tellPlan(incident),
    mayRepeatOf,
  };
}

function stateOf({ resolvedAt, silentAt }: Incident): AlertSubject['state'] {
  if (resolvedAt !== undefined) return 'resolved';
  return silentAt === undefined ? 'firing' : 'silent';
}

function byTime(one: { at: Date }, other: { at: Date }): number {
  return one.at.getTime() - other.at.getTime();
}

function readFailure({ failure, askAgainAt }: Incident): AppError | undefined {
  if (failure === undefined) return undefined;
  const { code, message, retryAfterSeconds } = failure;
  return new AppError(code, message, { retryable: askAgainAt !== undefined, retryAfterSeconds });
}

const words: Record<IncidentEvent['what'], string> = {
  fired: 'Fired',
  fired_again: 'Fired again',
  updated: 'Updated by Azure',
  resolved: 'Resolved',
  silent: 'Closed: no word since',
};

/** Where the sender gave no time, it is when the alert came. */
function tellEvent(
  { at, what, told }: IncidentEvent,
  { alert }: Incident,
): { at: Date; text: string } {
  const isReceipt = what === 'fired' && alert.timesFrom === 'receipt';
  const text = isReceipt ? 'Received' : words[what];
  return { at, text: told === undefined || told.word === '' ? text : `${text} · ${told.word}` };
}

function tellPlan({ askAgainAt, failure, resolvedAt }: Incident): Pick<AlertSubject, 'next'> {
  if (askAgainAt === undefined || resolvedAt !== undefined) return {};
  const why = failure === undefined ? 'rows arrive late' : 'they could not be asked';
  return { next: { at: askAgainAt, text: `the logs are asked again, because ${why}` } };
}
