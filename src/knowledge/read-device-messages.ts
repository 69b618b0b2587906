import knowledge from './device-messages.json';
import type { ErrorCodeEntry } from './error-code-entry';

/** Something a client prints, as an entry of the knowledge base, and how often the text has it. */
export interface SpokenMessage {
  entry: ErrorCodeEntry;
  count: number;
}

type MessageRecord = (typeof knowledge.messages)[number];

interface Hit {
  record: MessageRecord;
  at: number;
  /** Written as our data writes it, letter for letter. */
  exact: boolean;
}

/**
 * Finds what SDKs, MQTT libraries, TLS and sockets say on a device. `communication_error` is both
 * .NET's and Java's; spelt as only one of them spells it, it is that one's.
 */
export function readDeviceMessages(text: string): SpokenMessage[] {
  const hits = patterns.flatMap((pattern) => findHits(text, pattern));
  const spelt = new Set(hits.filter(({ exact }) => exact).map(({ at }) => at));
  const meant = hits.filter(({ at, exact }) => exact || !spelt.has(at));
  const first = new Map<MessageRecord, number>();
  for (const { record, at } of meant) first.set(record, Math.min(at, first.get(record) ?? at));
  return [...first]
    .sort(([, a], [, b]) => a - b)
    .map(([record]) => ({ entry: toEntry(record), count: countPlaces(meant, record) }));
}

interface Pattern {
  record: MessageRecord;
  words: string;
  expression: RegExp;
}

const patterns: readonly Pattern[] = knowledge.messages.flatMap((record) =>
  record.patterns.map((words) => ({ record, words, expression: toRegExp(words) })),
);

/** A blank stands for up to three blanks or marks: "rc 5" is `rc=5`, `rc: 5` and `RC_5` as well. */
function toRegExp(words: string): RegExp {
  const escaped = words.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const opening = /^\w/.test(words) ? '(?<!\\w)' : '';
  const closing = /\w$/.test(words) ? '(?!\\w)' : '';
  return new RegExp(`${opening}${escaped.join('[\\s:=_,.(-]{1,3}')}${closing}`, 'gi');
}

function findHits(text: string, { record, words, expression }: Pattern): Hit[] {
  return [...text.matchAll(expression)].map((found) => ({
    record,
    at: found.index,
    exact: found[0] === words,
  }));
}

function countPlaces(hits: Hit[], record: MessageRecord): number {
  return new Set(hits.filter((hit) => hit.record === record).map(({ at }) => at)).size;
}

function toEntry(record: MessageRecord): ErrorCodeEntry {
  const { saidBy, proves, provesNot, related } = record;
  return {
    code: '',
    name: record.title,
    aliases: [],
    meaning: record.meaning,
    symptom: '',
    cause: '',
    resolution: record.next,
    // The test of the knowledge base holds it to these three words.
    transient: record.transient as ErrorCodeEntry['transient'],
    url: record.sources[0] ?? '',
    sources: record.sources,
    evidence: { saidBy, proves, provesNot, related },
  };
}
