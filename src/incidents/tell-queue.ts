import type { IncidentBook, TakenAsk } from '../ports/incident-book';
import type { Logger } from '../shared/logger';
import type { Publisher } from './delivery/publish';

// A shorter wait is over before anybody has read of it.
const shortestSeconds = 5;

/** Says on the cards of an incident that its question waits for a turn: once, and never alone. */
export interface QueueTeller {
  onQueued(position: number, seconds: number): void;
  /** Resolves when nothing is on its way any more, so that no later card is overtaken. */
  settled(): Promise<void>;
}

export function createQueueTeller(
  taken: TakenAsk,
  deps: { incidents: IncidentBook; publisher: Publisher; log: Logger },
): QueueTeller {
  let telling: Promise<void> | undefined;
  return {
    onQueued(_position, seconds) {
      // An answer that stands there already says more than the wait for a newer one.
      if (seconds < shortestSeconds || taken.incident.summary !== undefined) return;
      telling ??= tell(taken, Math.round(seconds), deps);
    },
    settled: async () => telling,
  };
}

async function tell(
  taken: TakenAsk,
  seconds: number,
  { incidents, publisher, log }: Parameters<typeof createQueueTeller>[1],
): Promise<void> {
  try {
    const incident = await incidents.recordQueued(taken, seconds);
    if (incident === undefined) return;
    await publisher.publish(incident, { urgency: 'update', reach: 'cards-only' });
  } catch (error) {
    // The answer follows in any case.
    log.warn({ err: error, incident: taken.incident.key }, 'a wait for the logs could not be told');
  }
}
