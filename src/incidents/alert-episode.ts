import type { Alert } from '../ports/alert';

/**
 * The alert as a part of what it belongs to. Alerts on health come as fired whatever they tell, and
 * each with an id of its own: those of one event share an id here, and its end resolves it.
 */
export function asEpisode(alert: Alert): Alert {
  const { about } = alert;
  if (about.kind === 'resource-health') {
    return join(alert, about.correlationId, about.isOver ? about.at : undefined, about.isOver);
  }
  if (about.kind !== 'service-health') return alert;
  return join(alert, about.trackingId, about.mitigatedAt, about.isOver);
}

function join(alert: Alert, event: string, endedAt: Date | undefined, isOver: boolean): Alert {
  if (event === '') return alert;
  const { firedAt, resolvedAt, about, hub, notAHub, targets } = alert;
  // What two senders call the same need not be: the event counts for the resource it is about.
  const resource = hub?.name.toLowerCase() ?? notAHub ?? targets[0]?.toLowerCase() ?? '';
  const id = JSON.stringify([about.kind, event, resource]);
  if (!isOver) return { ...alert, id };
  const end = resolvedAt ?? latest(firedAt, endedAt);
  return { ...alert, id, condition: 'resolved', resolvedAt: end };
}

/** An end that lies before the message about it is not the end of what was told later. */
function latest(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}
