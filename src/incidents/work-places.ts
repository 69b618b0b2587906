/** How much may be in hand at the same time. */
export interface WorkPlaces<Item> {
  /**
   * Takes as many items as there are free places and starts the work on each. One filling at a
   * time, so that none takes a place that another counts on. Gives the promises of the work.
   */
  fill(
    take: (free: number) => Promise<Item[]>,
    work: (item: Item) => Promise<void>,
  ): Promise<Promise<void>[]>;
  free(): number;
}

export function createWorkPlaces<Item>(count: number): WorkPlaces<Item> {
  let occupied = 0;
  let filling: Promise<unknown> = Promise.resolve();
  const start = async (item: Item, work: (item: Item) => Promise<void>) => {
    occupied += 1;
    try {
      await work(item);
    } finally {
      occupied -= 1;
    }
  };
  return {
    free: () => count - occupied,
    fill(take, work) {
      const filled = filling.then(async () => {
        const items = occupied < count ? await take(count - occupied) : [];
        return items.map((item) => start(item, work));
      });
      filling = filled.catch(() => undefined);
      return filled;
    },
  };
}
