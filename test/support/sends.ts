import type { ConversationAddress } from '../../src/ports/chat-channel';
import type { Outbox, SendLimits, TakenSend, WantedCard } from '../../src/ports/outbox';

export const minuteMs = 60_000;

/** More than a test sends. */
export const wideLimits: SendLimits = {
  perConversation: [{ sends: 1000, withinMs: 1000 }],
  wholeBot: undefined,
};

export function conversation(id: string): ConversationAddress {
  return { channel: 'teams', id, reference: { serviceUrl: 'http://127.0.0.1' } };
}

export function incidentCard(key: string, more: Partial<WantedCard> = {}): WantedCard {
  return {
    subject: { kind: 'incident', key },
    conversation: conversation('ops'),
    version: 1,
    urgency: 'new',
    ...more,
  };
}

export function take(outbox: Outbox, now: Date, limits = wideLimits): Promise<TakenSend[]> {
  return outbox.takeDue(now, minuteMs, 100, limits);
}

/** Takes the only send that is due. */
export async function takeOne(outbox: Outbox, now: Date): Promise<TakenSend> {
  const taken = await take(outbox, now);
  const [one] = taken;
  if (one === undefined || taken.length > 1) throw new Error(`${taken.length} sends are due`);
  return one;
}

/** Wants a card and sends it; gives its message id. */
export async function showCard(outbox: Outbox, wanted: WantedCard, at: Date): Promise<string> {
  await outbox.want([wanted], at);
  const taken = await takeOne(outbox, at);
  const messageId = `message-${wanted.subject.key}`;
  await outbox.recordSent(taken, { messageId, version: wanted.version, at });
  return messageId;
}
