import type { Clock } from '../../src/ports/clock';

export interface SteppedClock extends Clock {
  /** Moves the time and ends the waits that are over by then. */
  step(ms: number): Promise<void>;
}

/** A clock that moves only by hand, and takes those who wait along with it. */
export function steppedClock(start = new Date('2026-03-10T12:00:00Z')): SteppedClock {
  let now = start.getTime();
  let waiting: { until: number; end(): void }[] = [];
  return {
    now: () => new Date(now),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const wait = { until: now + ms, end: resolve };
        waiting.push(wait);
        signal?.addEventListener('abort', () => {
          waiting = waiting.filter((other) => other !== wait);
          resolve();
        });
      }),
    async step(ms) {
      now += ms;
      const over = waiting.filter(({ until }) => until <= now);
      waiting = waiting.filter(({ until }) => until > now);
      for (const { end } of over) end();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
