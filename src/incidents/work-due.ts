import type { WorkPlaces } from './work-places';

/**
 * Takes and works on what is due until there is nothing more, or the signal aborts. Gives how much
 * that was. May be called again while an earlier one is running: however often it is, no more is in
 * hand than there are places.
 */
export async function workDue<Item>(
  places: WorkPlaces<Item>,
  take: (free: number) => Promise<Item[]>,
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal,
): Promise<number> {
  const inHand = new Set<Promise<void>>();
  let handled = 0;
  for (;;) {
    const begun = await places.fill(
      (free) => (signal?.aborted ? Promise.resolve([]) : take(free)),
      work,
    );
    for (const each of begun) {
      const one: Promise<void> = each.finally(() => inHand.delete(one));
      inHand.add(one);
    }
    handled += begun.length;
    if (begun.length > 0 && places.free() > 0) continue;
    if (inHand.size === 0) return handled;
    await Promise.race(inHand);
  }
}
