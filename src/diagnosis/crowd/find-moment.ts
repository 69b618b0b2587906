import type { TimeWindow } from '../../ports/time-window';
import type { AffectedDevice } from './affected-rows';

/**
 * Clients notice a dead network at different times: 1.5 times the keep-alive, which is 90 s in the
 * Python SDK and 450 s in .NET's. Who dropped within this much of a moment may have dropped together.
 */
export const reachMs = 6 * 60_000;

const fewestTogether = 3;

/** The moment around which most members of a crowd dropped; undefined where fewer than three did. */
export function findMoment(members: AffectedDevice[]): Date | undefined {
  const times = members
    .flatMap((device) => timeOfTrouble(device)?.getTime() ?? [])
    .sort((a, b) => a - b);
  let best = { from: 0, count: 0 };
  let from = 0;
  for (const [at, time] of times.entries()) {
    while (time - (times[from] ?? time) > reachMs) from += 1;
    if (at - from + 1 > best.count) best = { from, count: at - from + 1 };
  }
  const middle = times[best.from + Math.floor(best.count / 2)];
  return best.count < fewestTogether || middle === undefined ? undefined : new Date(middle);
}

/** When a device was lost; where it was back at once each time, its last drop. */
export function timeOfTrouble({ hardAt, refusedAt, lastAt }: AffectedDevice): Date | undefined {
  return hardAt ?? lastAt ?? refusedAt;
}

/** What counts as the moment. */
export function spanAround(at: Date): TimeWindow {
  return { from: new Date(at.getTime() - reachMs), to: new Date(at.getTime() + reachMs) };
}
