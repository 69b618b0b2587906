import type { Clock } from '../../src/ports/clock';

export interface WaitingClock extends Clock {
  /** Ends the waits that are no longer than this; later waits start anew. */
  pass(ms: number): void;
  /** Lengths of the waits that are going on. */
  waits(): number[];
}

/** A clock that stands still; who waits on it waits until the test lets the time pass. */
export function waitingClock(now: Date): WaitingClock {
  let waiting: { ms: number; end(): void }[] = [];
  return {
    now: () => now,
    wait(ms, signal) {
      return new Promise((resolve) => {
        const wait = { ms, end: resolve };
        waiting.push(wait);
        signal?.addEventListener('abort', () => {
          waiting = waiting.filter((other) => other !== wait);
          resolve();
        });
      });
    },
    pass(ms) {
      const due = waiting.filter((wait) => wait.ms <= ms);
      waiting = waiting.filter((wait) => wait.ms > ms);
      for (const wait of due) wait.end();
    },
    waits: () => waiting.map(({ ms }) => ms),
  };
}
