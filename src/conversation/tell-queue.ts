import type { Clock } from '../ports/clock';
import type { QueuedTurn } from '../reports/report-working';
import type { Logger } from '../shared/logger';
import type { QueueWatch } from './watch-queue';

/** Platforms count every update, and nobody reads faster. */
const pauseMs = 3000;

/**
 * Keeps a working card true until the work is done, and resolves when nothing is on its way any
 * more, so that the answer is never overtaken. Never rejects; `work` must not reject either.
 */
export async function tellQueue(
  work: Promise<unknown>,
  shown: QueuedTurn | undefined,
  queue: QueueWatch,
  show: (turn: QueuedTurn | undefined) => Promise<void>,
  deps: { clock: Clock; log: Logger },
): Promise<void> {
  const answered = new AbortController();
  const done = work.then(() => answered.abort());
  const pause = () => Promise.race([done, deps.clock.wait(pauseMs, answered.signal)]);
  let told = shown;
  try {
    if (told !== undefined) await pause();
    for (;;) {
      await Promise.race([done, queue.changedFrom(told)]);
      if (answered.signal.aborted) return;
      told = queue.turn();
      await show(told);
      await pause();
    }
  } catch (err) {
    // A card that could not be changed is left alone: the answer follows in any case.
    deps.log.warn({ err }, 'a wait for the logs could not be told');
  }
}
