import type { Conversation } from './conversation';

/** A thread is written as its conversation's id with its first message behind it, as in Teams. */
export function splitThread(id: string): { conversation: string; thread: string | undefined } {
  const at = id.indexOf(threadMark);
  if (at < 0) return { conversation: id, thread: undefined };
  return { conversation: id.slice(0, at), thread: id.slice(at + threadMark.length) };
}

/**
 * The message in whose thread a reply stands. The SDK names what every answer answers; only an
 * answer to something that the bot itself had posted belongs below it.
 */
export function rootOf(
  { messages }: Conversation,
  told: { thread: string | undefined; answered: string | undefined },
): string | undefined {
  if (told.thread !== undefined) return messages.get(told.thread)?.replyTo ?? told.thread;
  const answered = messages.get(told.answered ?? '');
  if (answered?.from.role !== 'bot') return undefined;
  return answered.replyTo ?? answered.id;
}

const threadMark = ';messageid=';
