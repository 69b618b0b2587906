import type { EventBatch } from '../connections/read-events';
import type { EventOutcome } from '../ports/connection-ledger';

/** What may become of an event, in one word for answers and metrics. */
export type EventCount = 'received' | 'unreadable' | 'ignored' | EventOutcome;

/** All but the first add up to it. */
export function countEvents(
  batch: EventBatch,
  outcomes: EventOutcome[],
): Record<EventCount, number> {
  const unreadable = batch.unreadable.length;
  const counts: Record<EventCount, number> = {
    received: batch.events.length + unreadable + batch.ignored,
    newest: 0,
    older: 0,
    duplicate: 0,
    created: 0,
    deleted: 0,
    unreadable,
    ignored: batch.ignored,
  };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}
