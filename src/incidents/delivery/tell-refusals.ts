import type { Clock } from '../../ports/clock';
import type { Outbox } from '../../ports/outbox';
import type { RefusalBook, RefusalNotice, TakenNotice } from '../../ports/refusal-book';
import type { RouteBook } from '../../ports/route-book';
import type { Report } from '../../reports/report';
import type { Logger } from '../../shared/logger';
import type { Drawer } from './drawing';

export interface TellDeps {
  refusals: RefusalBook;
  outbox: Outbox;
  routes: RouteBook;
  clock: Clock;
  log: Logger;
}

const leaseMs = 5 * 60_000;

/**
 * Wants a card of what senders lost by a refusal in every subscribed conversation: one for each
 * notice, updated in place while that grows. Never throws.
 */
export function createRefusalTeller(deps: TellDeps): {
  tick(signal?: AbortSignal): Promise<void>;
} {
  return {
    async tick(signal) {
      while (!signal?.aborted && (await tellNext(deps)));
    },
  };
}

async function tellNext(deps: TellDeps): Promise<boolean> {
  try {
    const notice = await deps.refusals.takeDueNotice(deps.clock.now(), leaseMs);
    if (notice === undefined) return false;
    const outcome = await tell(notice, deps);
    const { key, sender, refused } = notice;
    deps.log.warn({ notice: key, sender, refused, outcome }, 'refused alerts told');
    return true;
  } catch (error) {
    deps.log.error({ err: error }, 'refused alerts cannot be told');
    return false;
  }
}

async function tell(notice: TakenNotice, deps: TellDeps): Promise<string> {
  const subject = { kind: 'refusals', key: notice.key } as const;
  const now = deps.clock.now();
  const routes = await deps.routes.list();
  const wanted = routes.map(({ conversation }) => ({
    subject,
    conversation,
    version: notice.refused,
    urgency: 'update' as const,
  }));
  await deps.outbox.want(wanted, now);
  const outcome = routes.length === 0 ? 'nobody_subscribed' : 'wanted';
  const finished = await deps.refusals.finishNotice(notice, outcome, now);
  return finished === 'finished' ? outcome : finished;
}

/** Draws what was refused as it is now. */
export function createRefusalDrawer(deps: {
  refusals: Pick<RefusalBook, 'findNotice'>;
  drawRefusals(notice: RefusalNotice, mayRepeatOf: Date | undefined): Report;
}): Drawer {
  return {
    kind: 'refusals',
    async find(key) {
      const notice = await deps.refusals.findNotice(key);
      if (notice === undefined) return undefined;
      return {
        version: notice.refused,
        draw: (mayRepeatOf) => deps.drawRefusals(notice, mayRepeatOf),
      };
    },
  };
}
