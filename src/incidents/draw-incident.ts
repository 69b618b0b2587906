import type { Incident, IncidentEvent } from '../ports/incident-book';
import type { AlertSubject } from '../reports/report-alert';
import { AppError } from '../shared/app-error';
import { compareAnswers, tellAnswer } from './compare-answers';

/** An incident as its card tells it, from what is stored and nothing else. */
export function drawIncident(incident: Incident, mayRepeatOf: Date | undefined): AlertSubject {
  return {
    alert: { ...incident.alert, resolvedAt: incident.resolvedAt },
    state: stateOf(incident),
    ...(incident.silentAt && { silentAt: incident.silentAt }),
    summary: incident.summary,
    failure: readFailure(incident),
    history: incident.history.flatMap((event) => tellEvent(event, incident)).sort(byTime),
    ...tellFirings(incident),
    ...tellPlan(incident),
    ...tellComparison(incident),
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

const words: Record<Exclude<IncidentEvent['what'], 'answered'>, string> = {
  fired: 'Fired',
  fired_again: 'Fired again',
  updated: 'Updated by Azure',
  resolved: 'Resolved',
  silent: 'Closed: no word since',
};

/** None for what the rest of the card tells. */
function tellEvent(event: IncidentEvent, incident: Incident): { at: Date; text: string }[] {
  const { at, what, told } = event;
  if (what === 'answered') {
    const text = tellAnswer(event, incident);
    return text === undefined ? [] : [{ at, text }];
  }
  // Where the sender gave no time, it is when the alert came.
  const isReceipt = what === 'fired' && incident.alert.timesFrom === 'receipt';
  const text = isReceipt ? 'Received' : words[what];
  return [{ at, text: told === undefined || told.word === '' ? text : `${text} · ${told.word}` }];
}

/** Several messages about one event, or a firing that was not the first of its alert. */
function tellFirings({ alert, history }: Incident): Pick<AlertSubject, 'firings'> {
  const told = history.filter(({ what }) => /^(?:fired|updated)/.test(what)).sort(byTime);
  const [first] = told;
  const last = told.at(-1);
  if (first !== undefined && last !== undefined && told.length > 1) {
    return { firings: { times: told.length, firstAt: first.at, lastAt: last.at } };
  }
  const again = first?.again;
  return again === undefined ? {} : { firings: { ...again, lastAt: alert.firedAt } };
}

function tellComparison(incident: Incident): Pick<AlertSubject, 'comparison'> {
  const comparison = compareAnswers(incident);
  return comparison === undefined ? {} : { comparison };
}

function tellPlan({ askAgainAt, failure, resolvedAt }: Incident): Pick<AlertSubject, 'next'> {
  if (askAgainAt === undefined || resolvedAt !== undefined) return {};
  const why = failure === undefined ? 'rows arrive late' : 'they could not be asked';
  return { next: { at: askAgainAt, text: `the logs are asked again, because ${why}` } };
}
