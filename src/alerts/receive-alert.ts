import type { AlertInbox } from '../ports/alert-inbox';
import type { Clock } from '../ports/clock';
import type { HubDirectory } from '../ports/hub';
import { asEpisode } from './health-event';
import { readAlert } from './read-alert';

/**
 * Takes an alert over from its sender: when this answers, the alert is durable and the sender may
 * forget it. Throws AppError `alert_invalid` for a body that can never be read.
 */
export async function receiveAlert(
  body: unknown,
  deps: { hubs: HubDirectory; inbox: AlertInbox; clock: Clock },
): Promise<'accepted' | 'duplicate'> {
  const alert = asEpisode(readAlert(body, deps));
  const added = await deps.inbox.addOnce(alert, deps.clock.now());
  return added === 'added' ? 'accepted' : 'duplicate';
}
