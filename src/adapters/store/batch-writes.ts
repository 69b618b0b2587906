import { type AppError, isAppError } from '../../shared/app-error';

/**
 * Writes that wait for one another go together, as one commit to the disk: a commit takes about as
 * long for a hundred as for one. Each caller hears of its own item, in the order they came. Where the
 * store does not take a batch, each item is tried by itself, so that none spoils another; where it is
 * away, all who wait hear so at once, and none waits for what the one before waited for in vain.
 */
export function batchWrites<Given extends unknown[], Item, Result>(
  write: (items: Item[]) => Promise<Result[]>,
  toItem: (...given: Given) => Item,
): (...given: Given) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isWriting = false;

  const writeAll = async () => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      const away = await settle(batch, write);
      if (away === undefined) continue;
      for (const { reject } of waiting) reject(away);
      waiting = [];
    }
    isWriting = false;
  };

  return async (...given) => {
    const item = toItem(...given);
    return new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isWriting) void writeAll();
    });
  };
}

// Well under the number of parameters that a statement of SQLite may have.
const most = 100;

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Gives why nothing can be written now, if nothing can. */
async function settle<Item, Result>(
  batch: Waiting<Item, Result>[],
  write: (items: Item[]) => Promise<Result[]>,
): Promise<AppError | undefined> {
  try {
    const results = await write(batch.map(({ item }) => item));
    for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result);
  } catch (error) {
    const away = isAppError(error, 'store_unavailable') ? error : undefined;
    if (away === undefined && batch.length > 1) return settleEach(batch, write);
    for (const { reject } of batch) reject(error);
    return away;
  }
  return undefined;
}

async function settleEach<Item, Result>(
  batch: Waiting<Item, Result>[],
  write: (items: Item[]) => Promise<Result[]>,
): Promise<AppError | undefined> {
  for (const [at, each] of batch.entries()) {
    const away = await settle([each], write);
    if (away === undefined) continue;
    for (const { reject } of batch.slice(at + 1)) reject(away);
    return away;
  }
  return undefined;
}
