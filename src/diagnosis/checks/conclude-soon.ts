import type { Clock } from '../../ports/clock';
import type { HubSurroundings, Surroundings } from '../surroundings';
import type { Inquiry } from './ask-surroundings';
import { isPending } from './tell-checks';

/** The answer that can be given soon; `later` is the whole one, where sources are still to answer. */
export interface SoonAndLater<Answer> {
  soon: Answer;
  later: Promise<Answer> | undefined;
}

/** How long the first answer waits for what is asked beside the logs, from the question on. */
const patienceMs = 3000;

/** Concludes from what is known in time, and once more when the rest has answered. */
export async function concludeSoon<Found extends Surroundings | HubSurroundings, Answer>(
  inquiry: Inquiry<Found> | undefined,
  { began, clock }: { began: Date; clock: Clock },
  conclude: (found: Found | undefined) => Answer,
): Promise<SoonAndLater<Answer>> {
  if (inquiry === undefined) return { soon: conclude(undefined), later: undefined };
  await waitFor(inquiry.settled, patienceMs - (clock.now().getTime() - began.getTime()), clock);
  const found = inquiry.read();
  const soon = conclude(found);
  if (!isPending(found)) return { soon, later: undefined };
  return { soon, later: inquiry.settled.then(() => conclude(inquiry.read())) };
}

async function waitFor(settled: Promise<void>, ms: number, clock: Clock): Promise<void> {
  const timer = new AbortController();
  try {
    await Promise.race([settled, clock.wait(Math.max(0, ms), timer.signal)]);
  } finally {
    timer.abort();
  }
}
