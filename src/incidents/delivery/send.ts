import type { TakenSend } from '../../ports/outbox';
import { createWorkPlaces, type WorkPlaces } from '../work-places';
import { createDigestDrawer } from './draw-digest';
import { createGoneDrawer } from './draw-gone';
import { foldCrowds } from './fold-crowds';
import type { SenderDeps } from './send-deps';
import { sendOne } from './send-one';
import { settleGone } from './settle-gone';

export interface Sender {
  /**
   * Sends whatever is due and within the limits; resolves when nothing of it is in hand any more.
   * Never throws, and may be called again meanwhile: no more is in hand than there are places. Once
   * the signal aborts it takes nothing more.
   */
  tick(signal?: AbortSignal): Promise<void>;
}

// A platform that is silent holds a send up for 15 s.
const leaseMs = 60_000;
const sendsAtOnce = 50;

/** Brings what the outbox wants to the conversations, each card as it is at the moment of sending. */
export function createSender(given: SenderDeps): Sender {
  const own = [createDigestDrawer(given), createGoneDrawer(given)];
  const deps = { ...given, drawers: [...given.drawers, ...own] };
  const places = createWorkPlaces<TakenSend>(sendsAtOnce);
  return { tick: (signal) => tick(places, deps, signal) };
}

async function tick(
  places: WorkPlaces<TakenSend>,
  deps: SenderDeps,
  signal: AbortSignal | undefined,
): Promise<void> {
  const inHand = new Set<Promise<void>>();
  let hasSent = false;
  await guard(() => settleGone(deps), deps);
  for (;;) {
    const begun = await places.fill(
      (free) => (signal?.aborted ? Promise.resolve([]) : takeDue(free, deps)),
      (taken) => sendOne(taken, deps),
    );
    hasSent ||= begun.length > 0;
    for (const each of begun) {
      const one: Promise<void> = each.finally(() => inHand.delete(one));
      inHand.add(one);
    }
    if (inHand.size === 0) break;
    await Promise.race(inHand);
  }
  if (hasSent) await guard(() => settleGone(deps), deps);
}

async function guard(work: () => Promise<void>, { log }: SenderDeps): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ err: error }, 'conversations that are gone cannot be settled');
  }
}

async function takeDue(limit: number, deps: SenderDeps): Promise<TakenSend[]> {
  const { outbox, limits, clock, log } = deps;
  try {
    await foldCrowds(deps);
    return await outbox.takeDue(clock.now(), leaseMs, limit, limits);
  } catch (error) {
    log.error({ err: error }, 'what is to be sent cannot be taken from the store');
    return [];
  }
}
