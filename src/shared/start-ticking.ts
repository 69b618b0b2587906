import { setMaxListeners } from 'node:events';

/**
 * Calls `tick` now, every so often, and soon after a `poke`; pokes that come together are one. Ticks
 * may overlap: what one has taken from the store is hidden from the next, and a slow answer must not
 * hold up other work. What is due stands in the store, so a missed beat only means a little later.
 */
export function startTicking(
  tick: (signal: AbortSignal) => Promise<unknown>,
  { everyMs, patienceMs }: TickingTimes,
) {
  const stopping = new AbortController();
  // Each piece of work in hand listens to it; there may be more than Node takes for a leak.
  setMaxListeners(0, stopping.signal);
  const running = new Set<Promise<unknown>>();
  let isPoked = false;
  const beat = () => {
    isPoked = false;
    if (stopping.signal.aborted) return;
    const one: Promise<unknown> = tick(stopping.signal).finally(() => running.delete(one));
    running.add(one);
  };
  const timer = setInterval(beat, everyMs);
  beat();
  return {
    poke() {
      if (!isPoked) setImmediate(beat);
      isPoked = true;
    },
    /** Tells the ticks to take nothing more; resolves when the work in hand is done, or it took too long. */
    async stop(): Promise<'done' | 'left'> {
      stopping.abort();
      clearInterval(timer);
      return withPatience(Promise.all(running), patienceMs);
    },
  };
}

export interface TickingTimes {
  everyMs: number;
  /** How long the work in hand may take once it is to stop. */
  patienceMs: number;
}

async function withPatience(work: Promise<unknown>, patienceMs: number): Promise<'done' | 'left'> {
  let timer: NodeJS.Timeout | undefined;
  const spent = new Promise<'left'>((resolve) => {
    timer = setTimeout(() => resolve('left'), patienceMs);
  });
  try {
    return await Promise.race([work.then(() => 'done' as const), spent]);
  } finally {
    clearTimeout(timer);
  }
}
