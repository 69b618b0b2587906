import type { Clock } from '../../src/ports/clock';

/** A clock that moves only by hand. */
export interface HandClock extends Clock {
  set(now: Date): void;
  advance(seconds: number): void;
}

export function handClock(start: Date): HandClock {
  let now = start;
  return {
    now: () => now,
    wait: async () => undefined,
    set: (next) => {
      now = next;
    },
    advance: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}
