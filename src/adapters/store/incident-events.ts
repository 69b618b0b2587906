import type { Alert } from '../../ports/alert';
import type { Incident, IncidentEvent } from '../../ports/incident-book';

/** True when the incident has this message about its event already. */
export function hasTold({ history }: Incident, { event }: Alert): boolean {
  return event !== undefined && history.some(({ told }) => told?.message === event.message);
}

/**
 * The incident that this message of a lasting event updates; undefined where it begins one: the
 * event has none, or its last one was over before this was sent. `known` are all of the event,
 * oldest first.
 */
export function tellFiring(known: Incident[], alert: Alert): Incident | undefined {
  if (alert.event === undefined) return undefined;
  const incident = known.find(isOpen) ?? known.findLast((one) => endedSince(one, alert.firedAt));
  if (incident === undefined) return undefined;
  const isNews = isOpen(incident) && alert.firedAt >= latestAt(incident);
  const firedAt = earlier(incident.alert.firedAt, alert.firedAt);
  const hasBegun = incident.history.some(({ what }) => what === 'fired' || what === 'fired_again');
  const event: IncidentEvent = {
    at: alert.firedAt,
    what: hasBegun ? 'updated' : 'fired',
    told: alert.event,
  };
  return {
    ...incident,
    alert: { ...(isNews || !hasBegun ? alert : incident.alert), firedAt },
    history: [...incident.history, event],
  };
}

/** The incident that has ended and that this later message is about; undefined where one is open. */
export function tellResolve(known: Incident[], alert: Alert): Incident | undefined {
  if (alert.event === undefined || known.some(isOpen)) return undefined;
  const incident = known.at(-1);
  if (incident === undefined) return undefined;
  const isNews = alert.firedAt >= latestAt(incident);
  const about = isNews ? alert.about : incident.alert.about;
  const event: IncidentEvent = { at: alert.firedAt, what: 'updated', told: alert.event };
  return {
    ...incident,
    alert: { ...incident.alert, about },
    history: [...incident.history, event],
  };
}

function isOpen({ resolvedAt }: Incident): boolean {
  return resolvedAt === undefined;
}

function endedSince({ resolvedAt }: Incident, at: Date): boolean {
  return resolvedAt !== undefined && resolvedAt >= at;
}

function latestAt({ history }: Incident): Date {
  return new Date(
    Math.max(...history.filter(({ told }) => told !== undefined).map(({ at }) => at.getTime())),
  );
}

function earlier(one: Date, other: Date): Date {
  return one <= other ? one : other;
}
