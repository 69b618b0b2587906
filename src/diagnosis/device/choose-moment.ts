import type { DeviceFacts } from './device-facts';
import { findRegularMs, sortDrops } from './sort-drops';

/**
 * The moment at which to ask who else dropped: the newest loss, or run of refused connects, that is
 * neither a token renewal nor a clean close in a rhythm. Undefined where there is none.
 */
export function chooseMoment(facts: DeviceFacts): Date | undefined {
  const { troubles, graceful } = sortDrops(facts);
  const planned = findRegularMs(graceful) === undefined ? [] : graceful;
  return troubles.findLast(
    (trouble) => trouble.cause !== 'token-renewal' && !planned.includes(trouble),
  )?.at;
}
