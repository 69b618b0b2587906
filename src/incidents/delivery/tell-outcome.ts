import type { ConversationAddress } from '../../ports/chat-channel';
import type { CardSubject, TakenSend } from '../../ports/outbox';
import { sayWhere } from './say-where';
import type { SenderDeps, SendOutcome } from './send-deps';

type TellDeps = Pick<SenderDeps, 'trail' | 'count' | 'clock' | 'log'>;

/** Counts what became of a send, and keeps it for who asks. */
export async function tellOutcome(
  { subject, conversation, what }: TakenSend,
  outcome: SendOutcome,
  why: string,
  deps: TellDeps,
): Promise<void> {
  deps.count?.(outcome);
  // A field named key would be blanked: the logger takes it for a secret.
  const fields = { [subject.kind]: subject.key, where: sayWhere(conversation), what: what.kind };
  deps.log[outcome === 'sent' || outcome === 'updated' ? 'debug' : 'info'](
    { ...fields, outcome },
    'send handled',
  );
  const thing = what.kind === 'reply' ? 'message in the thread' : 'card';
  const text = `${sentences[outcome](thing, sayWhere(conversation))}${why && ` ${why}`}`;
  await keepDecision(subject, trailWords[outcome], text, deps);
}

type Sentence = (thing: string, where: string) => string;

const sentences: Record<SendOutcome, Sentence> = {
  sent: (thing, where) => `The ${thing} was posted in ${where}.`,
  repeated: (thing, where) =>
    `The ${thing} was posted in ${where}, perhaps a second time: what became of the first is not known.`,
  updated: (thing, where) => `The ${thing} was updated in ${where}.`,
  replied: (thing, where) => `The ${thing} was posted in ${where}.`,
  throttled: (thing, where) => `The ${thing} waits: ${where} takes nothing for now.`,
  failed: (thing, where) => `The ${thing} could not be sent to ${where} and is tried again.`,
  unknown: (thing, where) =>
    `The ${thing} may be in ${where} or not: two tries have no known outcome. It is not repeated before there is news.`,
  gone: (thing, where) => `The ${thing} was not sent: ${where} is gone for the bot.`,
  message_gone: (thing, where) => `The ${thing} is not updated any more in ${where}.`,
  refused: (thing, where) => `The ${thing} was not taken in ${where}.`,
  undeliverable: (thing, where) => `The ${thing} was given up for ${where}.`,
  folded: (_thing, where) =>
    `It is named in a digest in ${where} and has no card of its own there.`,
  lost: (thing, where) => `The ${thing} for ${where} was taken over by another try.`,
};

const trailWords: Record<SendOutcome, string> = {
  sent: 'sent',
  repeated: 'sent',
  updated: 'updated',
  replied: 'replied',
  throttled: 'throttled',
  failed: 'failed',
  unknown: 'failed',
  gone: 'gone',
  message_gone: 'gone',
  refused: 'failed',
  undeliverable: 'failed',
  folded: 'folded',
  lost: 'failed',
};

export async function tellFolded(
  subject: CardSubject,
  conversation: ConversationAddress,
  deps: TellDeps,
): Promise<void> {
  deps.count?.('folded');
  await keepDecision(subject, 'folded', sentences.folded('card', sayWhere(conversation)), deps);
}

/** A trail that cannot be written holds nothing up. */
async function keepDecision(
  { kind, key }: CardSubject,
  what: string,
  text: string,
  { trail, clock, log }: TellDeps,
): Promise<void> {
  if (trail === undefined || kind !== 'incident') return;
  try {
    await trail.add([{ at: clock.now(), subject: { kind, key }, what, text, incident: key }]);
  } catch (error) {
    log.warn({ err: error, incident: key }, 'what became of a card cannot be kept');
  }
}
