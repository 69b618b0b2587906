import type { HealthStatus } from '../../ports/health-source';
import { type Checked, known } from '../surroundings';

/** Azure sees trouble later than devices do, and calls it over later too. */
const slackMs = 15 * 60_000;

/** What Resource Health says went wrong with the hub around that moment; undefined where nothing. */
export function findImpairment(
  health: Checked<HealthStatus[]>,
  at: Date | undefined,
): HealthStatus | undefined {
  if (at === undefined) return undefined;
  const time = at.getTime();
  return known(health)?.find(
    ({ state, since, until }) =>
      (state === 'degraded' || state === 'unavailable') &&
      (since === undefined || since.getTime() <= time + slackMs) &&
      (until === undefined || until.getTime() >= time - slackMs),
  );
}
