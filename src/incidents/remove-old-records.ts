import type { Clock } from '../ports/clock';
import type { OldRecords } from '../ports/old-records';
import type { Logger } from '../shared/logger';

const keptMs = 14 * 24 * 3_600_000;
const portion = 200;
const pauseMs = 10 * 60_000;

/**
 * Removes what is over for two weeks: one small portion a tick while there is more, else a look
 * every ten minutes. Never throws.
 */
export function createRecordRemover(deps: { oldRecords: OldRecords; clock: Clock; log: Logger }): {
  tick(): Promise<void>;
} {
  let isAtWork = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    const now = deps.clock.now().getTime();
    // Either way, so that a clock that was set back does not stop it.
    if (Math.abs(now - lookedAt) < pauseMs) return;
    const removed = await deps.oldRecords.removeBefore(new Date(now - keptMs), portion);
    if (removed === 0) lookedAt = now;
    else deps.log.info({ removed }, 'old records removed');
  };
  return {
    async tick() {
      if (isAtWork) return;
      isAtWork = true;
      try {
        await look();
      } catch (error) {
        deps.log.error({ err: error }, 'old records cannot be removed');
      } finally {
        isAtWork = false;
      }
    },
  };
}
