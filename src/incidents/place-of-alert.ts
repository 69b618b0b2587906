import type { Alert } from '../ports/alert';
import type { Incident } from '../ports/incident-book';

/** What an alert that fired is to its incident. `repeated`: its rule fired in it before. */
export type AlertPlace = 'opened' | 'joined' | 'repeated' | 'updated';

/** Read from the incident itself, so that it is the same when the alert is handled once more. */
export function placeOfAlert(alert: Alert, { alert: lead, history }: Incident): AlertPlace {
  if (alert.event !== undefined) {
    return history[0]?.told?.message === alert.event.message ? 'opened' : 'updated';
  }
  if (isSame(lead, alert)) return 'opened';
  const event = history.findLast(
    ({ at, what }) =>
      (what === 'joined' || what === 'fired_again') && at.getTime() === alert.firedAt.getTime(),
  );
  return event?.again === undefined ? 'joined' : 'repeated';
}

function isSame(one: Alert, other: Alert): boolean {
  return one.id === other.id && one.firedAt.getTime() === other.firedAt.getTime();
}
