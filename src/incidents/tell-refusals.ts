import type { RefusalBook, RefusalNotice, TakenNotice } from '../ports/refusal-book';
import type { Report } from '../reports/report';
import { backOffMs } from './retry-times';
import type { ShowDeps } from './show-card';
import { showEverywhere } from './show-incident';

export interface TellDeps extends ShowDeps {
  refusals: RefusalBook;
  drawRefusals(notice: RefusalNotice, mayRepeatOf: Date | undefined): Report;
}

const leaseMs = 5 * 60_000;
const undeliverableAfterMs = 24 * 3_600_000;

/**
 * Tells every subscribed conversation what senders lost by a refusal: one card for each notice,
 * updated in place while that grows. Never throws.
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
  const drawing = {
    incidentKey: notice.key,
    version: notice.refused,
    attempt: notice.failures + 1,
    draw: (mayRepeatOf: Date | undefined) => deps.drawRefusals(notice, mayRepeatOf),
  };
  const { audience, againAt } = await show(drawing, deps);
  const now = deps.clock.now();
  const isOld = now.getTime() - notice.openedAt.getTime() > undeliverableAfterMs;
  if (againAt !== undefined && !isOld) return deps.refusals.rescheduleNotice(notice, againAt);
  const outcome = againAt === undefined ? 'shown' : 'undeliverable';
  return deps.refusals.finishNotice(notice, audience === 0 ? 'nobody_subscribed' : outcome, now);
}

/** What fails here is a fault of ours: it waits like any other failure, and stops nobody else. */
async function show(drawing: Parameters<typeof showEverywhere>[0], deps: TellDeps) {
  try {
    return await showEverywhere(drawing, 'everybody', deps);
  } catch (error) {
    deps.log.error({ err: error }, 'a card of refused alerts cannot be shown');
    const againAt = new Date(deps.clock.now().getTime() + backOffMs(drawing.attempt));
    return { audience: 1, againAt };
  }
}
