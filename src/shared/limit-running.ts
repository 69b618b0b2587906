/** Does the work when a place is free; rejects with the reason of a signal that aborts before. */
export type Limiter = <Done>(work: () => Promise<Done>, signal?: AbortSignal) => Promise<Done>;

/** Never more than `most` pieces of work at once; the others wait in the order they came. */
export function limitRunning(most: number): Limiter {
  const waiting: (() => void)[] = [];
  let free = most;

  const takePlace = (signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal?.reason);
      };
      const start = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      waiting.push(start);
      signal?.addEventListener('abort', leave, { once: true });
    });

  return async (work, signal) => {
    signal?.throwIfAborted();
    if (free > 0) free -= 1;
    else await takePlace(signal);
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
