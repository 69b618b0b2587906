import type { Alert } from '../../ports/alert';
import type { Incident } from '../../ports/incident-book';

/** What comes later than this after the last that joined is a problem of its own. */
export const joinsWithinMs = 30 * 60_000;

/**
 * Azure takes names of hubs without regard to case. Letters beyond ASCII are no case of any other:
 * a name that only looks alike stays another hub.
 */
export function hubKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The hub whose incident an alert may join; undefined where it stands for itself. */
export function hubToJoin({ hub, hubs, hubCertainty, event, about }: Alert): string | undefined {
  const isCertain = ['named', 'dimension', 'item'].includes(hubCertainty);
  if (!isCertain || hubs.length > 1 || hub === undefined) return undefined;
  return event !== undefined || about.kind === 'budget' ? undefined : hubKey(hub.name);
}

/** When it fired; when it came, where the sender's clock is far from ours or it is very late. */
export function timeOf({ firedAt, timesFrom }: Alert, receivedAt: Date): Date {
  const apartMs = Math.abs(firedAt.getTime() - receivedAt.getTime());
  return timesFrom === 'sender' && apartMs <= joinsWithinMs ? firedAt : receivedAt;
}

/** What somebody did has happened: it does not go on, so nothing waits for its end. */
export function isMoment({ about }: Alert): boolean {
  return about.kind === 'activity' || about.kind === 'devices';
}

/** True when nothing of the incident goes on but what `open` counts. */
export function isOver({ alert, alertEndedAt, devices }: Incident, open: number): boolean {
  const away = (devices?.away ?? 0) + (devices?.flapping ?? 0);
  return open === 0 && away === 0 && (alertEndedAt !== undefined || isMoment(alert));
}

/** The same rule, whatever id this firing of it has. */
export function isSameRule(one: Pick<Alert, 'id' | 'rule'>, other: Pick<Alert, 'id' | 'rule'>) {
  return one.id === other.id || (one.rule !== '' && one.rule === other.rule);
}
