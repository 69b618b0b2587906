import type { Clock } from '../ports/clock';
import type { Decision, DecisionTrail } from '../ports/decision-trail';
import type { Logger } from '../shared/logger';

export interface TrailDeps {
  /** Absent where nobody asks later. */
  trail?: DecisionTrail;
  clock: Clock;
  log: Logger;
}

/** Keeps what was decided. What cannot be kept holds nothing up: the decision stands. */
export async function noteDecisions(
  decisions: Omit<Decision, 'at'>[],
  { trail, clock, log }: TrailDeps,
): Promise<void> {
  if (trail === undefined || decisions.length === 0) return;
  const at = clock.now();
  try {
    await trail.add(decisions.map((decision) => ({ at, ...decision })));
  } catch (error) {
    log.error({ err: error }, 'a decision could not be noted');
  }
}
