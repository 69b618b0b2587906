import type { Incident } from '../ports/incident-book';

/** Where an incident stands. `recovering`: some of it is over, and not all. */
export type Stage = 'firing' | 'acknowledged' | 'recovering' | 'resolved' | 'silent';

export function stageOf(incident: Incident): Stage {
  if (incident.resolvedAt !== undefined) return 'resolved';
  if (incident.silentAt !== undefined) return 'silent';
  if (isPartOver(incident)) return 'recovering';
  return incident.acknowledged === undefined ? 'firing' : 'acknowledged';
}

/** The newest word of what went wrong: rows that are older cannot tell of all of it. */
export function latestNewsAt({ alert, joined, devices }: Incident): Date {
  const times = [alert.firedAt, ...joined.map((each) => each.alert.firedAt)];
  if (devices !== undefined) times.push(devices.latestAt);
  return new Date(Math.max(...times.map((time) => time.getTime())));
}

function isPartOver({ alertEndedAt, joined, devices }: Incident): boolean {
  if (devices !== undefined && devices.back + devices.deleted > 0) return true;
  return alertEndedAt !== undefined || joined.some(({ resolvedAt }) => resolvedAt !== undefined);
}
