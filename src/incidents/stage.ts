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

/** True when an end is a change of state; the others between the first and the last are counts. */
export function isEndNews(incident: Incident): boolean {
  return incident.resolvedAt !== undefined || countEnds(incident) <= 1;
}

function isPartOver(incident: Incident): boolean {
  return countEnds(incident) > 0;
}

function countEnds({ alertEndedAt, joined, devices }: Incident): number {
  const ofDevices = devices === undefined ? 0 : devices.back + devices.deleted;
  const ofJoined = joined.filter(({ resolvedAt }) => resolvedAt !== undefined).length;
  return ofDevices + ofJoined + (alertEndedAt === undefined ? 0 : 1);
}
