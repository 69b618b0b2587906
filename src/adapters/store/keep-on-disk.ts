import type { Kysely } from 'kysely';
import { createDiskSync } from './disk-sync';
import { copyFromLog } from './open-sqlite';
import type { StoreTables } from './schema';
import type { Store } from './store';

type Kept = { [Book in keyof Store]?: readonly (keyof Store[Book])[] };

/**
 * Verbs after which somebody outside is told: a sender forgets its alert, a person reads that it was
 * done, a message goes out. What the others write is done once more should a power cut take it: the
 * store then stands as it did a moment before, without gaps, for what is kept takes with it all that
 * was written earlier.
 */
const kept: Kept = {
  alertInbox: ['addOnce'],
  connectionLedger: ['record'],
  outbox: ['takeDue', 'recordSent'],
  incidentBook: ['acknowledge'],
  routeBook: ['add', 'remove'],
  muteBook: ['add', 'end'],
  refusalBook: ['keep'],
  conversationMemory: ['chooseHub', 'openQuestion'],
};

/** The same store over an SQLite file, whose verbs of that list resolve when the disk has it. */
export function keepOnDisk(store: Store, path: string, db: Kysely<StoreTables>): Store {
  const disk = createDiskSync(`${path}-wal`, { rescue: () => copyFromLog(db) });
  const books = Object.entries(store).map(([name, book]) => {
    const verbs = kept[name as keyof Store];
    return [name, verbs === undefined ? book : keepAfter(book, verbs, disk.sync)];
  });
  return {
    ...(Object.fromEntries(books) as Store),
    async ping() {
      await store.ping();
      await disk.sync();
    },
    async close() {
      await disk.close();
      await store.close();
    },
  };
}

type Verb = (...given: unknown[]) => Promise<unknown>;

function keepAfter(
  book: Record<string, Verb>,
  verbs: readonly string[],
  sync: () => Promise<void>,
) {
  const waiting = verbs.map((name) => {
    const keepNothing = name === 'takeDue' ? tookNothing : never;
    return [name, thenSync(book[name] as Verb, keepNothing, sync)];
  });
  return { ...book, ...Object.fromEntries(waiting) };
}

/** Nothing was due: nothing was written. */
const tookNothing = (answer: unknown) => Array.isArray(answer) && answer.length === 0;
const never = () => false;

function thenSync(
  verb: Verb,
  isNothing: (answer: unknown) => boolean,
  sync: () => Promise<void>,
): Verb {
  return async (...given) => {
    const answer = await verb(...given);
    if (!isNothing(answer)) await sync();
    return answer;
  };
}
