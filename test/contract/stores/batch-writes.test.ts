import { batchWrites } from '../../../src/adapters/store/batch-writes';
import { AppError } from '../../../src/shared/app-error';

describe('batchWrites', () => {
  it('writes together what came while an earlier write was under way', async () => {
    const batches: number[][] = [];
    const add = batchWrites(
      async (items: number[]) => {
        batches.push(items);
        return items.map((item) => item * 10);
      },
      (item: number) => item,
    );

    const results = await Promise.all([1, 2, 3, 4].map((item) => add(item)));
    const later = await add(5);

    expect(results).toEqual([10, 20, 30, 40]);
    expect(later).toBe(50);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('writes at most a hundred at once', async () => {
    const sizes: number[] = [];
    const add = batchWrites(
      async (items: number[]) => {
        sizes.push(items.length);
        return items;
      },
      (item: number) => item,
    );

    await Promise.all(Array.from({ length: 250 }, (_, item) => add(item)));

    expect(sizes).toEqual([1, 100, 100, 49]);
  });

  it('lets one item that cannot be written spoil no other', async () => {
    const add = batchWrites(
      async (items: number[]) => {
        if (items.includes(3)) throw new Error('no threes');
        return items;
      },
      (item: number) => item,
    );

    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => add(item)));

    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('tells all who wait at once when the store is away', async () => {
    const batches: number[] = [];
    const add = batchWrites(
      async (items: number[]) => {
        batches.push(items.length);
        if (batches.length > 1) throw new AppError('store_unavailable', 'gone');
        return items;
      },
      (item: number) => item,
    );

    const results = await Promise.allSettled(Array.from({ length: 250 }, (_, item) => add(item)));

    expect(batches).toEqual([1, 100]);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(249);
  });

  it('writes again once the store is back', async () => {
    let isAway = true;
    const add = batchWrites(
      async (items: number[]) => {
        if (isAway) throw new AppError('store_unavailable', 'gone');
        return items;
      },
      (item: number) => item,
    );

    const away = await Promise.allSettled([add(1), add(2)]);
    isAway = false;
    const back = await add(3);

    expect(away.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(back).toBe(3);
  });

  it('refuses what cannot be made an item, and nothing else', async () => {
    const add = batchWrites(
      async (items: string[]) => items,
      (item: string) => item.normalize(item === 'bad' ? 'bad' : 'NFC'),
    );

    const results = await Promise.allSettled([add('good'), add('bad')]);

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
