import type { Clock } from '../../ports/clock';
import type { Incident, IncidentBook } from '../../ports/incident-book';
import type { Outbox, WantedCard } from '../../ports/outbox';
import type { Route } from '../../ports/route-book';

/** Of more than so many the oldest are left to the news about them. */
const mostOpen = 200;

/**
 * Wants cards of what is open for a conversation that asks for them now and has none; gives how many.
 * Those that it does not want, or that wait for the logs, come when that changes.
 */
export function createShowOpen(deps: {
  incidents: Pick<IncidentBook, 'listOpen'>;
  outbox: Pick<Outbox, 'want' | 'listCards'>;
  wants(route: Route, incident: Incident): Promise<boolean>;
  clock: Clock;
  wake(): void;
}): (route: Route) => Promise<number> {
  return async (route) => {
    const { conversation } = route;
    const wanted: WantedCard[] = [];
    for (const incident of await deps.incidents.listOpen(mostOpen)) {
      const subject = { kind: 'incident', key: incident.key } as const;
      const cards = await deps.outbox.listCards(subject);
      const has = cards.some(({ conversation: { channel, id } }) => {
        return channel === conversation.channel && id === conversation.id;
      });
      if (has || !(await deps.wants(route, incident))) continue;
      wanted.push({ subject, conversation, version: incident.version, urgency: 'new' });
    }
    if (wanted.length === 0) return 0;
    await deps.outbox.want(wanted, deps.clock.now());
    deps.wake();
    return wanted.length;
  };
}
