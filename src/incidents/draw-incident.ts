import type { Incident, IncidentEvent } from '../ports/incident-book';
import type { AlertSubject } from '../reports/report-alert';
import { AppError } from '../shared/app-error';

/** An incident as its card tells it, from what is stored and nothing else. */
export function drawIncident(incident: Incident, mayRepeatOf: Date | undefined): AlertSubject {
  return {
    alert: { ...incident.alert, resolvedAt: incident.resolvedAt },
    state: incident.resolvedAt === undefined ? 'firing' : 'resolved',
    summary: incident.summary,
    failure: readFailure(incident),
    history: [
      ...incident.history.map((event) => tellEvent(event, incident)),
      ...tellPlan(incident),
    ],
    mayRepeatOf,
  };
}

function readFailure({ failure, askAgainAt }: Incident): AppError | undefined {
  if (failure === undefined) return undefined;
  const { code, message, retryAfterSeconds } = failure;
  return new AppError(code, message, { retryable: askAgainAt !== undefined, retryAfterSeconds });
}

const words: Record<IncidentEvent['what'], string> = {
  fired: 'Fired',
  fired_again: 'Fired again',
  resolved: 'Resolved',
};

/** Where the sender gave no time, it is when the alert came. */
function tellEvent({ at, what }: IncidentEvent, { alert }: Incident): { at: Date; text: string } {
  const isReceipt = what === 'fired' && alert.timesFrom === 'receipt';
  return { at, text: isReceipt ? 'Received' : words[what] };
}

function tellPlan({ askAgainAt, failure }: Incident): { at: Date; text: string }[] {
  if (askAgainAt === undefined) return [];
  const why = failure === undefined ? 'rows arrive late' : 'they could not be asked';
  return [{ at: askAgainAt, text: `The logs are asked again: ${why}` }];
}
