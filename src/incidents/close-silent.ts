import type { Clock } from '../ports/clock';
import type { Incident, IncidentBook } from '../ports/incident-book';
import type { Logger } from '../shared/logger';
import type { Publisher } from './delivery/publish';

/**
 * So long after the last word of it an open incident is closed: alerts without a state never get a
 * resolve from Azure. It is not called resolved, and a later word opens or ends it.
 */
const silentAfterMs = 24 * 3_600_000;
const pauseMs = 10 * 60_000;
const portion = 20;
/** What an earlier process closed and may not have told. */
const tellForMs = 24 * 3_600_000;
const mostUntold = 1000;

export interface SilenceDeps {
  incidents: IncidentBook;
  publisher: Publisher;
  clock: Clock;
  log: Logger;
}

/**
 * Closes incidents of which nothing was heard for a day, in the store and on their cards. Looks every
 * ten minutes, in small portions while there is more. Never throws.
 */
export function createSilenceWatch(deps: SilenceDeps): {
  tick(signal?: AbortSignal): Promise<void>;
} {
  let lookedAt: number | undefined;
  let toldUntil: Date | undefined;
  let isAtWork = false;
  const look = async (signal: AbortSignal | undefined) => {
    const now = deps.clock.now().getTime();
    if (lookedAt !== undefined && now >= lookedAt && now - lookedAt < pauseMs) return;
    lookedAt = now;
    // Wanted once more where that was not known to be stored; the same card twice changes nothing.
    toldUntil ??= new Date(now - tellForMs);
    await publishAll(await deps.incidents.listSilent(toldUntil, mostUntold), deps);
    await closeAll(new Date(now), signal, deps);
    toldUntil = new Date(now + 1);
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

async function closeAll(now: Date, signal: AbortSignal | undefined, deps: SilenceDeps) {
  const before = new Date(now.getTime() - silentAfterMs);
  while (!signal?.aborted) {
    const closed = await deps.incidents.closeSilent(before, now, portion);
    if (closed.length === 0) return;
    deps.log.info({ closed: closed.length }, 'incidents without a word closed');
    await publishAll(closed, deps);
  }
}

async function publishAll(incidents: Incident[], { publisher }: SilenceDeps): Promise<void> {
  for (const incident of incidents) {
    await publisher.publish(incident, { urgency: 'update', isState: true, reach: 'cards-only' });
  }
}
