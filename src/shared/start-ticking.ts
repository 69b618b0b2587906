/**
 * Calls `tick` now, every so often, and at each `poke`. Ticks may overlap: what one has taken from
 * the store is hidden from the next, and a slow answer must not hold up other work. What is due
 * stands in the store, so a missed beat only means a little later.
 */
export function startTicking(tick: (signal: AbortSignal) => Promise<unknown>, everyMs: number) {
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  const poke = () => {
    const one: Promise<unknown> = tick(stopping.signal).finally(() => running.delete(one));
    running.add(one);
  };
  const timer = setInterval(poke, everyMs);
  poke();
  return {
    poke,
    /** Tells the ticks to take nothing more; resolves when the work in hand is done. */
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
