import { setTimeout as sleep } from 'node:timers/promises';

/** A query that may run now, or the reason why not. Whoever may run must `leave` in the end. */
export type Admission = { leave(): void } | { retryAfterSeconds: number };

export interface ServiceLimits {
  /** `gone` says that the asker has hung up. Waits as the service does when too many queries run. */
  enter(identity: string, gone: AbortSignal): Promise<Admission>;
}

/**
 * The query API's limits for one identity: 5 queries run at a time, up to 200 wait in the order
 * they came and no longer than 3 minutes, and 200 requests may come in 30 seconds.
 */
export function createServiceLimits(deps: {
  now(): Date;
  wait?(ms: number, signal: AbortSignal): Promise<void>;
}): ServiceLimits {
  const { wait = waitQuietly } = deps;
  const askers = new Map<string, Asker>();
  return {
    async enter(identity, gone) {
      const now = deps.now().getTime();
      const asker = askers.get(identity) ?? meet(identity, askers, now);
      const retryAfterSeconds = countRequest(asker, now);
      if (retryAfterSeconds !== undefined) return { retryAfterSeconds };
      const leave = () => giveTurn(asker);
      if (asker.running < mostRunning) {
        asker.running += 1;
        return { leave };
      }
      if (asker.queue.length >= mostQueued) return { retryAfterSeconds: fullQueueSeconds };
      const called = await waitForTurn(asker, gone, wait);
      return called ? { leave } : { retryAfterSeconds: fullQueueSeconds };
    },
  };
}

interface Asker {
  /** Times of the requests of the last 30 seconds, oldest first. */
  askedAt: number[];
  running: number;
  queue: (() => void)[];
}

/** Gives the seconds to wait when this request is one too many. */
function countRequest(asker: Asker, now: number): number | undefined {
  asker.askedAt = asker.askedAt.filter((at) => at > now - periodMs);
  const [oldest = now] = asker.askedAt;
  if (asker.askedAt.length >= mostRequests) return Math.ceil((oldest + periodMs - now) / 1000);
  asker.askedAt.push(now);
  return undefined;
}

/** The place of the one who leaves goes to the first in the queue. */
function giveTurn(asker: Asker): void {
  const next = asker.queue.shift();
  if (next) next();
  else asker.running -= 1;
}

/** True when its turn came; false when the asker went or it took too long. */
function waitForTurn(
  asker: Asker,
  gone: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const over = new AbortController();
  return new Promise((resolve) => {
    const call = () => end(true);
    // Whoever is out of the queue can no longer be called, so no turn is ever given to nobody.
    const end = (called: boolean) => {
      asker.queue = asker.queue.filter((other) => other !== call);
      over.abort();
      resolve(called);
    };
    asker.queue.push(call);
    gone.addEventListener('abort', () => end(false), { once: true, signal: over.signal });
    void wait(longestWaitMs, over.signal).then(() => end(false));
  });
}

/** A made-up token with every request must not fill the memory: who is idle is forgotten. */
function meet(identity: string, askers: Map<string, Asker>, now: number): Asker {
  for (const [other, { running, askedAt }] of askers) {
    if (running === 0 && (askedAt.at(-1) ?? 0) <= now - periodMs) askers.delete(other);
  }
  const asker = { askedAt: [], running: 0, queue: [] };
  askers.set(identity, asker);
  return asker;
}

async function waitQuietly(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

const mostRunning = 5;
const mostQueued = 200;
const longestWaitMs = 180_000;
const mostRequests = 200;
const periodMs = 30_000;
const fullQueueSeconds = 10;
