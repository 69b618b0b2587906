import type { TimeWindow } from '../../ports/time-window';
import { sayLength, sayTime } from '../words';
import type { ReachAnswer } from './log-reach';

/** What late or missing rows keep from being known; nothing for a window that lies well behind. */
export function describeReach(answer: ReachAnswer, window: TimeWindow, now: Date): string[] {
  if (answer.failure !== undefined) {
    return [`How late rows arrive: it could not be measured (${answer.failure}).`];
  }
  const { newestAt, lagP95Seconds } = answer.reach;
  if (newestAt === undefined)
    return ['How late rows arrive: no row in the window to measure it by.'];
  const lagMs = (lagP95Seconds ?? 0) * 1000;
  if (now.getTime() - window.to.getTime() > Math.max(lagMs, 15 * 60_000)) return [];
  const within = lagMs < 1000 ? 'a second' : sayLength(lagMs);
  return [
    `What happened after ${sayTime(newestAt)}, the newest row: 95 of 100 rows arrive within ${within}, and none is guaranteed to.`,
  ];
}
