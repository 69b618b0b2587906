import type { Clock } from '../ports/clock';
import type { ConversationKey } from '../ports/conversation-memory';
import type { IncidentBook } from '../ports/incident-book';
import type { Publisher } from './delivery/publish';
import { replyAcknowledged } from './news-replies';

export type Acknowledged = 'acknowledged' | 'already' | 'over' | 'unknown';

/**
 * Somebody looks after an incident: its cards say who, and so does a line below them, but not in the
 * conversation where that was said already.
 */
export function createAcknowledge(deps: {
  incidents: IncidentBook;
  publisher: Publisher;
  clock: Clock;
}) {
  return async (
    key: string,
    by: { id: string; name: string },
    saidIn?: ConversationKey,
  ): Promise<Acknowledged> => {
    const done = await deps.incidents.acknowledge(key, by, deps.clock.now());
    if (done === undefined) return 'unknown';
    const { outcome, incident } = done;
    if (outcome === 'over') return 'over';
    // Also when it was already: a stop may have come before its cards were wanted.
    const reply = replyAcknowledged(incident);
    await deps.publisher.publish(incident, {
      urgency: 'new',
      reach: 'cards-only',
      ...(reply && { reply: { ...reply, ...(saidIn && { saidIn }) } }),
    });
    return outcome;
  };
}
