import type { Incident, IncidentBook } from '../ports/incident-book';
import type { Report } from '../reports/report';
import type { AlertSubject } from '../reports/report-alert';
import { AppError } from '../shared/app-error';
import { compareAnswers } from './compare-answers';
import type { Drawer } from './delivery/drawing';
import { stageOf } from './stage';
import { tellHistory } from './tell-history';

/** Draws incidents as they are at the moment of sending. */
export function createIncidentDrawer(deps: {
  incidents: Pick<IncidentBook, 'find'>;
  drawAlert(subject: AlertSubject): Report;
}): Drawer {
  return {
    kind: 'incident',
    async find(key) {
      const incident = await deps.incidents.find(key);
      if (incident === undefined) return undefined;
      return {
        version: incident.version,
        draw: (mayRepeatOf) => deps.drawAlert(drawIncident(incident, mayRepeatOf)),
      };
    },
  };
}

/** An incident as its card tells it, from what is stored and nothing else. */
export function drawIncident(incident: Incident, mayRepeatOf: Date | undefined): AlertSubject {
  const { alert, key, silentAt, queuedSeconds, acknowledged, devices } = incident;
  return {
    key,
    alert: { ...alert, resolvedAt: incident.resolvedAt },
    ...tellStage(incident),
    ...(silentAt && { silentAt }),
    summary: incident.summary,
    failure: readFailure(incident),
    ...(queuedSeconds !== undefined && { queuedSeconds }),
    ...(acknowledged && { acknowledged: { by: acknowledged.by.name, at: acknowledged.at } }),
    ...(devices && { devices }),
    ...tellJoined(incident),
    history: tellHistory(incident),
    ...tellFirings(incident),
    ...tellPlan(incident),
    ...tellComparison(incident),
    mayRepeatOf,
  };
}

function tellStage(incident: Incident): Pick<AlertSubject, 'state' | 'stage'> {
  const stage = stageOf(incident);
  if (stage === 'resolved' || stage === 'silent') return { state: stage };
  return stage === 'firing' ? { state: 'firing' } : { state: 'firing', stage };
}

function tellJoined({ joined, moreJoined }: Incident): Pick<AlertSubject, 'joined' | 'moreJoined'> {
  return { ...(joined.length > 0 && { joined }), ...(moreJoined > 0 && { moreJoined }) };
}

function readFailure({ failure, askAgainAt }: Incident): AppError | undefined {
  if (failure === undefined) return undefined;
  const { code, message, retryAfterSeconds } = failure;
  return new AppError(code, message, { retryable: askAgainAt !== undefined, retryAfterSeconds });
}

function byTime(one: { at: Date }, other: { at: Date }): number {
  return one.at.getTime() - other.at.getTime();
}

/** Several messages about one event, or a firing that was not the first of its alert. */
function tellFirings({ alert, history }: Incident): Pick<AlertSubject, 'firings'> {
  const told = history.filter(({ what }) => /^(?:fired|updated)/.test(what)).sort(byTime);
  const [first] = told;
  const last = told.at(-1);
  if (first !== undefined && last !== undefined && told.length > 1) {
    // Of many the history has folded some.
    const times = Math.max(told.length, last.again?.times ?? 0);
    return { firings: { times, firstAt: last.again?.firstAt ?? first.at, lastAt: last.at } };
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
