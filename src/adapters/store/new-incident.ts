import { createHash } from 'node:crypto';
import type { Alert } from '../../ports/alert';
import type { Incident, IncidentEvent } from '../../ports/incident-book';

export function newIncident(alert: Alert, history: IncidentEvent[]): Incident {
  return {
    key: firingKey(alert),
    alert,
    joined: [],
    moreJoined: 0,
    resolvedAt: undefined,
    silentAt: undefined,
    summary: undefined,
    failure: undefined,
    asks: 0,
    askAgainAt: undefined,
    history,
    version: 0,
  };
}

/** A digest, because an alert id may be any text. */
export function firingKey(alert: Alert): string {
  return createHash('sha256')
    .update(JSON.stringify([alert.id, alert.firedAt.getTime()]))
    .digest('hex');
}
