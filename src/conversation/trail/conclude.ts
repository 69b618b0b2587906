import type { DeviceRecord } from '../../ports/connection-ledger';
import type { Decision } from '../../ports/decision-trail';
import { sayTimes, sayUtc } from '../../reports/words';

/** How a decision answers; those that are not here change nothing about it. */
const answers: Record<string, (text: string) => string> = {
  sent: (text) => `There was a card: ${text}`,
  updated: (text) => `There is a card: ${text}`,
  replied: (text) => `There is a card: ${text}`,
  folded: (text) => `No card of its own: ${text}`,
  muted: (text) => `No card: ${text}`,
  waits: (text) => `No card yet: ${text}`,
  unwanted: (text) => `No card: ${text}`,
  throttled: (text) => `No card yet: ${text}`,
  failed: (text) => `No card so far: ${text}`,
  gone: (text) => `No card: ${text}`,
};

/** The newest decision that settles whether there is a card, in one sentence. */
export function concludeDecisions(decisions: Decision[]): string | undefined {
  for (const { what, text } of [...decisions].reverse()) {
    const answer = Object.hasOwn(answers, what) ? answers[what] : undefined;
    if (answer !== undefined) return answer(lowerFirst(text));
  }
  return undefined;
}

/** What the events alone say, where nothing was decided that anybody could have been told of. */
export function concludeRecord(record: DeviceRecord, now: Date): string {
  const { events, deletedAt, dueAt, hidden, incident } = record;
  const last = events.at(-1);
  if (deletedAt !== undefined) {
    return `No card: it was deleted from ${record.hub} at ${sayUtc(deletedAt, now)}.`;
  }
  if (incident !== undefined) return 'It belongs to an open incident.';
  if (last === undefined) return 'No card: no connection of it was told of so far.';
  if (last.kind === 'disconnected') return sayAway(last.at, dueAt, now);
  const before = events.at(-2);
  if (before?.kind === 'disconnected') return sayShort(before.at, last.at, hidden, now);
  return `No card: by the newest event it is connected since ${sayUtc(last.at, now)}.`;
}

function sayAway(since: Date, dueAt: Date | undefined, now: Date): string {
  const away = `away since ${sayUtc(since, now)}`;
  if (dueAt === undefined) return `No card: it is ${away}, and nothing waits to be told of it.`;
  return dueAt > now
    ? `No card yet: it is ${away} and is waited for until ${dueAt.toISOString().slice(11, 19)} UTC.`
    : `No card yet: it is ${away}, which is about to be told.`;
}

function sayShort(from: Date, to: Date, hidden: number, now: Date): string {
  const seconds = Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
  const often = hidden > 0 ? ` Hidden ${sayTimes(hidden)} since it was last told of.` : '';
  return `No card: it was away for ${seconds} s at ${sayUtc(from, now)} and came back before anybody was to be told.${often}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
