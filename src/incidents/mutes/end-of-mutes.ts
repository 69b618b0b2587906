import type { Clock } from '../../ports/clock';
import type { MuteBook } from '../../ports/mute-book';
import type { Logger } from '../../shared/logger';

/**
 * Brings out what mutes hid once they end: open incidents are published again, and the conversations
 * that have no card of theirs get one. Done once at the start as well, for mutes whose end an earlier
 * process took and could not act on. Never throws.
 */
export function createEndOfMutes(deps: {
  mutes: Pick<MuteBook, 'takeEnded'>;
  /** Wants the cards of every open incident again. */
  republish(): Promise<void>;
  clock: Clock;
  log: Logger;
}): { tick(): Promise<void> } {
  let isOwed = true;
  let isAtWork = false;
  const look = async () => {
    const ended = await deps.mutes.takeEnded(deps.clock.now());
    isOwed ||= ended.length > 0;
    if (!isOwed) return;
    await deps.republish();
    isOwed = false;
    if (ended.length > 0) deps.log.info({ ended: ended.length }, 'mutes ended');
  };
  return {
    async tick() {
      if (isAtWork) return;
      isAtWork = true;
      try {
        await look();
      } catch (err) {
        deps.log.error({ err }, 'what mutes hid cannot be shown yet');
      } finally {
        isAtWork = false;
      }
    },
  };
}
