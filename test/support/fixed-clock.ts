import type { Clock } from '../../src/ports/clock';

/** A clock that stands still; waiting takes no time. */
export function fixedClock(now: Date): Clock {
  return { now: () => now, wait: async () => {} };
}
