/**
 * Writes that wait for one another go together, as one commit to the disk: a commit takes about as
 * long for a hundred as for one. Each caller hears of its own item, in the order they came. Where the
 * store does not take a batch, each item is tried by itself, so that none spoils another.
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
      await settle(batch, write);
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

async function settle<Item, Result>(
  batch: Waiting<Item, Result>[],
  write: (items: Item[]) => Promise<Result[]>,
): Promise<void> {
  try {
    const results = await write(batch.map(({ item }) => item));
    for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Result);
  } catch (error) {
    const [first] = batch;
    if (batch.length === 1) first?.reject(error);
    else for (const each of batch) await settle([each], write);
  }
}
