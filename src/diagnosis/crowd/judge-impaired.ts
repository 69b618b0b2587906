import type { HealthStatus } from '../../ports/health-source';
import type { TimeWindow } from '../../ports/time-window';
import type { Checked } from '../surroundings';
import type { AffectedDevice, AffectedRows } from './affected-rows';
import type { Crowd } from './crowd';
import { findImpairment } from './find-impairment';
import { timeOfTrouble } from './find-moment';
import type { CrowdVerdict } from './judge-crowd';
import { readCrowd } from './read-crowd';

/**
 * Too few dropped to be a crowd, but most of them while Azure called the hub impaired: a small hub
 * fails as well. Undefined where that is not so.
 */
export function judgeImpaired(
  rows: AffectedRows,
  { members, troubled }: { members: AffectedDevice[]; troubled: AffectedDevice[] },
  { window, health }: { window: TimeWindow; health: Checked<HealthStatus[]> },
): { crowd: Crowd; crowdVerdict: CrowdVerdict; impairment: HealthStatus } | undefined {
  const struck = members.filter((device) => findImpairment(health, timeOfTrouble(device)));
  const times = struck.flatMap((device) => timeOfTrouble(device)?.getTime() ?? []);
  const at = new Date(times.reduce((latest, time) => Math.max(latest, time), 0));
  const impairment = struck.length === 0 ? undefined : findImpairment(health, at);
  if (impairment === undefined || struck.length * 2 < troubled.length) return undefined;
  return {
    crowd: readCrowd(rows, { at, span: window, window }, struck),
    crowdVerdict: {
      cause: 'hub-fault',
      confidence: 'medium',
      confidenceReason: `Azure Resource Health says that the hub was impaired when ${struck.length} of the ${troubled.length} devices with trouble were lost, but they are too few for a crowd`,
    },
    impairment,
  };
}
