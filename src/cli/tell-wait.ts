import type { OnQueued } from '../conversation/answer-deps';
import { createQueueWatch, type QueueWatch } from '../conversation/watch-queue';

/** Says on `write` that a question waits for the logs, once a wait: the terminal shows nothing else. */
export function tellWait(write: (line: string) => void): OnQueued {
  const queue = createQueueWatch();
  void follow(queue, write);
  return queue.onQueued;
}

/** Ends with the process: a wait that nobody hears of any more holds nothing open. */
async function follow(queue: QueueWatch, write: (line: string) => void): Promise<never> {
  for (;;) {
    await queue.changedFrom(undefined);
    const turn = queue.turn();
    if (turn !== undefined) write(`queued, about ${turn.seconds} s\n`);
    while (queue.turn() !== undefined) await queue.changedFrom(queue.turn());
  }
}
