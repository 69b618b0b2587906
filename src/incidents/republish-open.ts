import type { IncidentBook } from '../ports/incident-book';
import type { Publisher } from './delivery/publish';

const mostOpen = 1000;

/** Wants the cards of what is open again: who did not want one before may want it now. */
export async function republishOpen(deps: {
  incidents: IncidentBook;
  publisher: Publisher;
}): Promise<void> {
  for (const incident of await deps.incidents.listOpen(mostOpen)) {
    await deps.publisher.publish(incident, { urgency: 'update', reach: 'everybody' });
  }
}
