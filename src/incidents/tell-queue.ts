import type { SentCard } from '../ports/card-ledger';
import type { Incident } from '../ports/incident-book';
import { drawIncident } from './draw-incident';
import type { IncidentDeps } from './show-incident';

// A shorter wait is over before anybody has read of it.
const shortestSeconds = 5;

/** Says on the cards of an incident that its question waits for a turn: once, and never alone. */
export interface QueueTeller {
  onQueued(position: number, seconds: number): void;
  /** Resolves when nothing is on its way any more, so that no later card is overtaken. */
  settled(): Promise<void>;
}

export function createQueueTeller(incident: Incident, deps: IncidentDeps): QueueTeller {
  let telling: Promise<void> | undefined;
  return {
    onQueued(_position, seconds) {
      // An answer that stands there already says more than the wait for a newer one.
      if (seconds < shortestSeconds || incident.summary !== undefined) return;
      telling ??= tell(incident, seconds, deps);
    },
    settled: async () => telling,
  };
}

async function tell(incident: Incident, seconds: number, deps: IncidentDeps): Promise<void> {
  try {
    const cards = await deps.cards.listSent(incident.key);
    await Promise.all(cards.map((card) => tellOn(card, incident, seconds, deps)));
  } catch (error) {
    // The answer follows in any case.
    deps.log.warn({ err: error, incident: incident.key }, 'a wait for the logs could not be told');
  }
}

async function tellOn(card: SentCard, incident: Incident, seconds: number, deps: IncidentDeps) {
  const { conversation: to, messageId, mayRepeatOf } = card;
  const channel = deps.channels.find(({ name }) => name === to.channel);
  if (channel === undefined || deps.rests.restsUntil(to, deps.clock.now()) !== undefined) return;
  const subject = { ...drawIncident(incident, mayRepeatOf), queuedSeconds: seconds };
  await channel.update(to, messageId, deps.drawAlert(subject));
}
