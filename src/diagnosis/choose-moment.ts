import type { DeviceFacts } from './device-facts';
import { findRegularMs, sortDrops } from './sort-drops';

/**
 * The moment at which to ask who else dropped: the newest loss, or run of refused connects, that is
 * neither a token renewal nor a clean close in a rhythm. Undefined where there is none.
 */
export function chooseMoment(facts: DeviceFacts): Date | undefined {
  const { renewals, graceful } = sortDrops(facts);
  const planned = findRegularMs(graceful) === undefined ? [] : graceful;
  const loss = facts.drops.findLast((drop) => !renewals.includes(drop) && !planned.includes(drop));
  return newest(loss?.at, findRefusedRun(facts));
}

/** Begin of the newest run of refused connects; those around a loss belong to that loss. */
function findRefusedRun({ refused, connects, drops }: DeviceFacts): Date | undefined {
  const last = refused.at(-1);
  if (last === undefined) return undefined;
  const connectedAt = connects.findLast(({ at }) => at < last.at)?.at;
  const first = refused.find(({ at }) => connectedAt === undefined || at > connectedAt);
  const own = drops.findLast(({ at }) => at <= last.at && (!connectedAt || at >= connectedAt));
  return own === undefined ? first?.at : undefined;
}

function newest(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
