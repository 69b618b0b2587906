import type { Logger } from './logger';

/** Work that outlives the request which asked for it. It may fail, and then it is logged, once. */
export function runInBackground(
  what: string,
  work: () => Promise<void>,
  deps: { log: Logger },
): void {
  void settle(what, work, deps);
}

async function settle(
  what: string,
  work: () => Promise<void>,
  deps: { log: Logger },
): Promise<void> {
  try {
    await work();
  } catch (err) {
    deps.log.error({ err, what }, 'background work failed');
  }
}
