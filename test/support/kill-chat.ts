import type { CardSubject } from '../../src/ports/outbox';
import type { ConnectorCall } from './fake-connector';

/** What the chat got: a card or its newest version, or a reply below one. */
interface Shown {
  /** The row of the outbox it was sent for. */
  send: string;
  subject: CardSubject;
  /** When the send was tried that it may repeat, as the outbox has it. */
  mayRepeatOf?: string;
  report?: { kind: string; state?: string; mayRepeatOf?: string; facts?: Fact[]; intro?: string };
  text?: string;
}

interface Fact {
  label: string;
  value: string;
}

/** Everything that the chat shows in the end, and how it came to that. */
export interface ChatRecord {
  /** By message id. */
  newest: Map<string, Shown>;
  /** New cards and replies by the send they are of: more than one is a repeat. */
  posts: Map<string, Shown[]>;
  /** Updates of what was never posted. */
  strayUpdates: string[];
}

export function readChat(calls: ConnectorCall[]): ChatRecord {
  const record: ChatRecord = { newest: new Map(), posts: new Map(), strayUpdates: [] };
  for (const [at, { method, path, body }] of calls.entries()) {
    const shown = body as unknown as Shown;
    const messageId = path.split('/activities/')[1];
    if (method === 'PUT') update(record, messageId ?? '', shown);
    else {
      record.posts.set(shown.send, [...(record.posts.get(shown.send) ?? []), shown]);
      if (messageId === undefined) record.newest.set(`message-${at + 1}`, shown);
    }
  }
  return record;
}

function update({ newest, strayUpdates }: ChatRecord, messageId: string, shown: Shown): void {
  if (!newest.has(messageId)) strayUpdates.push(messageId);
  newest.set(messageId, shown);
}

/** Second posts that do not say so, and marks that people cannot see. */
export function findUnmarked({ posts }: ChatRecord): string[] {
  const all = [...posts.values()];
  const unmarked = all.flatMap((tries) => tries.slice(1)).filter((each) => !isMarked(each));
  const hidden = all.flat().filter((each) => each.mayRepeatOf !== undefined && !isMarked(each));
  return [
    ...unmarked.map((shown) => `repeated without a mark: ${JSON.stringify(shown)}`),
    ...hidden.map((shown) => `its mark cannot be seen: ${JSON.stringify(shown)}`),
  ];
}

function isMarked({ report, text = '' }: Shown): boolean {
  // A card has a line of its own for it, a digest a sentence.
  return report?.mayRepeatOf !== undefined || /may repeat/i.test(`${report?.intro} ${text}`);
}

/** How many sends each kill made to be repeated. `begins`: when each life of the product began. */
export function countRepeats({ posts }: ChatRecord, begins: readonly Date[]): Map<number, number> {
  const sends = new Map<number, Set<string>>();
  for (const { send, mayRepeatOf } of [...posts.values()].flat()) {
    if (mayRepeatOf === undefined) continue;
    const life = begins.findLastIndex((begin) => begin <= new Date(mayRepeatOf));
    sends.set(life, (sends.get(life) ?? new Set()).add(send));
  }
  return new Map([...sends].map(([life, { size }]) => [life, size]));
}
