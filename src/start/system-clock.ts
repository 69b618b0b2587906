import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../ports/clock';

/** The machine's clock, or one that stands still at `fixed`. */
export function createSystemClock(fixed?: Date): Clock {
  return {
    now: () => fixed ?? new Date(),
    async wait(ms, signal) {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    },
  };
}
