import type { Clock } from '../ports/clock';
import type { IncidentBook } from '../ports/incident-book';
import type { Publisher } from './delivery/publish';
import { replyAcknowledged } from './news-replies';

export type Acknowledged = 'acknowledged' | 'already' | 'over' | 'unknown';

/** Somebody looks after an incident: its cards say who, and so does a line below them. */
export function createAcknowledge(deps: {
  incidents: IncidentBook;
  publisher: Publisher;
  clock: Clock;
}): (key: string, by: { id: string; name: string }) => Promise<Acknowledged> {
  return async (key, by) => {
    const done = await deps.incidents.acknowledge(key, by, deps.clock.now());
    if (done === undefined) return 'unknown';
    const { outcome, incident } = done;
    if (outcome === 'over') return 'over';
    // Also when it was already: a stop may have come before its cards were wanted.
    const reply = replyAcknowledged(incident);
    await deps.publisher.publish(incident, {
      urgency: 'update',
      isState: true,
      reach: 'cards-only',
      ...(reply && { reply }),
    });
    return outcome;
  };
}
