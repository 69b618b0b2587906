import type { Incident, IncidentBook } from '../ports/incident-book';
import { type IncidentDeps, showIncident } from './show-incident';

/**
 * So long after the last word of it an open incident is closed: alerts without a state never get a
 * resolve from Azure. It is not called resolved, and a later word opens or ends it.
 */
const silentAfterMs = 24 * 3_600_000;
const pauseMs = 10 * 60_000;
const portion = 20;
/** A card that could not be reached when its incident was closed is tried for so long. */
const tellForMs = 24 * 3_600_000;
const mostUntold = 100;

/**
 * Closes incidents of which nothing was heard for a day, in the store and on their cards. Looks every
 * ten minutes, in small portions while there is more. Never throws.
 */
export function createSilenceWatch(deps: IncidentDeps & { incidents: IncidentBook }): {
  tick(signal?: AbortSignal): Promise<void>;
} {
  let lookedAt: number | undefined;
  let isAtWork = false;
  const look = async (signal: AbortSignal | undefined) => {
    const now = deps.clock.now().getTime();
    if (lookedAt !== undefined && now >= lookedAt && now - lookedAt < pauseMs) return;
    lookedAt = now;
    // Whatever an earlier look, or an earlier process, could not show: the store knows.
    const since = new Date(now - tellForMs);
    await showAll(await deps.incidents.listUntoldSilent(since, mostUntold), deps);
    const before = new Date(now - silentAfterMs);
    while (!signal?.aborted) {
      const closed = await deps.incidents.closeSilent(before, new Date(now), portion);
      if (closed.length === 0) return;
      deps.log.info({ closed: closed.length }, 'incidents without a word closed');
      await showAll(closed, deps);
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

async function showAll(incidents: Incident[], deps: IncidentDeps): Promise<void> {
  for (const incident of incidents) {
    await showIncident(incident, { reach: 'cards-only', attempt: 1 }, deps);
  }
}
