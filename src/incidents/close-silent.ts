import type { Incident, IncidentBook } from '../ports/incident-book';
import { type IncidentDeps, showIncident } from './show-incident';

/**
 * So long after the last word of it an open incident is closed: alerts without a state never get a
 * resolve from Azure. It is not called resolved, and a later word opens or ends it.
 */
const silentAfterMs = 24 * 3_600_000;
const pauseMs = 10 * 60_000;
const portion = 20;

/**
 * Closes incidents of which nothing was heard for a day, in the store and on their cards. Looks every
 * ten minutes, in small portions while there is more. Never throws.
 */
export function createSilenceWatch(deps: IncidentDeps & { incidents: IncidentBook }): {
  tick(signal?: AbortSignal): Promise<void>;
} {
  let lookedAt: number | undefined;
  let isAtWork = false;
  // A card that cannot be reached now is tried at the next look; a restart forgets it.
  let unshown: Incident[] = [];
  const look = async (signal: AbortSignal | undefined) => {
    const now = deps.clock.now().getTime();
    if (lookedAt !== undefined && now >= lookedAt && now - lookedAt < pauseMs) return;
    lookedAt = now;
    unshown = await showAll(unshown, deps);
    const before = new Date(now - silentAfterMs);
    while (!signal?.aborted) {
      const closed = await deps.incidents.closeSilent(before, new Date(now), portion);
      if (closed.length === 0) return;
      deps.log.info({ closed: closed.length }, 'incidents without a word closed');
      unshown.push(...(await showAll(closed, deps)));
    }
  };
  return {
    async tick(signal) {
      if (isAtWork) return;
      isAtWork = true;
      try {
        await look(signal);
      } catch (error) {
        deps.log.error({ err: error }, 'incidents without a word cannot be closed');
      } finally {
        isAtWork = false;
      }
    },
  };
}

/** Gives those whose cards could not all be shown. */
async function showAll(incidents: Incident[], deps: IncidentDeps): Promise<Incident[]> {
  const left: Incident[] = [];
  for (const incident of incidents) {
    const { againAt } = await showIncident(incident, { reach: 'cards-only', attempt: 1 }, deps);
    if (againAt !== undefined) left.push(incident);
  }
  return left;
}
