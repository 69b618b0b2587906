import type { TimeWindow } from '../../ports/time-window';
import type { AffectedDevice } from './affected-rows';
import { isCrowdMember } from './crowd-members';

/**
 * Clients notice a dead network at different times: 1.5 times the keep-alive, which is 90 s in the
 * Python SDK and 450 s in .NET's. Who dropped within this much of a moment may have dropped together.
 */
export const reachMs = 6 * 60_000;

/** The moment around which most devices dropped for good; undefined where fewer than three did. */
export function findMoment(devices: AffectedDevice[]): Date | undefined {
  const times = devices
    .filter(isCrowdMember)
    .flatMap(({ hardAt, refusedAt }) => hardAt ?? refusedAt ?? [])
    .map((at) => at.getTime())
    .sort((a, b) => a - b);
  let best: number[] = [];
  let start = 0;
  times.forEach((time, end) => {
    while (time - (times[start] ?? time) > reachMs) start += 1;
    if (end - start + 1 > best.length) best = times.slice(start, end + 1);
  });
  const middle = best[Math.floor(best.length / 2)];
  return best.length < 3 || middle === undefined ? undefined : new Date(middle);
}

/** What counts as the moment. */
export function spanAround(at: Date): TimeWindow {
  return { from: new Date(at.getTime() - reachMs), to: new Date(at.getTime() + reachMs) };
}
