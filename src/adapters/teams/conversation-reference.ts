import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { ConversationAddress } from '../../ports/chat-channel';
import { AppError } from '../../shared/app-error';
import type { Activity } from './activity';

/** What is kept of a conversation, so that it can be written to after a restart. */
const StoredReference = z.object({
  channelId: z.string().min(1),
  serviceUrl: z.string().min(1),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  bot: z.object({ id: z.string().min(1), name: z.string().optional() }),
  user: z.object({ id: z.string().min(1), name: z.string().optional() }).optional(),
});

type StoredReference = z.infer<typeof StoredReference>;

/** A thread of a Teams channel is the channel's id with its first message behind it. */
const threadMark = ';messageid=';

/** The conversation the activity came from: in a channel, the thread. */
export function addressOf(activity: Activity, channel: string): ConversationAddress {
  return toAddress(referenceOf(activity), channel);
}

/** The channel around the thread; undefined where there is no thread. */
export function homeOf(activity: Activity, channel: string): ConversationAddress | undefined {
  const reference = referenceOf(activity);
  const { id } = reference.conversation;
  const at = id.indexOf(threadMark);
  if (at <= 0) return undefined;
  const conversation = { ...reference.conversation, id: id.slice(0, at) };
  return toAddress({ ...reference, conversation }, channel);
}

/** Throws AppError `chat_refused` when what was stored is not a reference of ours. */
export function readReference(address: ConversationAddress): Partial<ConversationReference> {
  const read = StoredReference.safeParse(address.reference);
  if (!read.success) {
    throw new AppError('chat_refused', 'The stored address of this conversation is not readable.', {
      cause: read.error,
    });
  }
  // The SDK types fields as present that the platform itself leaves out.
  return read.data as Partial<ConversationReference>;
}

/**
 * Where a message below that one goes: its thread in a channel. Other chats have no threads. A card
 * in a thread has that thread below it.
 * Source: Microsoft Learn, "Send and receive messages with a bot" (conversation id with `;messageid=`).
 */
export function threadBelow(address: ConversationAddress, messageId: string): ConversationAddress {
  const read = StoredReference.safeParse(address.reference);
  if (!read.success || messageId === '' || !isChannel(read.data.conversation)) return address;
  const { conversation } = read.data;
  const id = conversation.id.includes(threadMark)
    ? conversation.id
    : `${conversation.id}${threadMark}${messageId}`;
  return { ...address, id, reference: { ...read.data, conversation: { ...conversation, id } } };
}

/** The type is missing where an older version stored the address. */
function isChannel({ id, conversationType }: StoredReference['conversation']): boolean {
  if (conversationType !== undefined) return conversationType === 'channel';
  return id.includes(threadMark) || /@thread\.(?:tacv2|skype)$/.test(id);
}

function referenceOf(activity: Activity): StoredReference {
  return {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversation: activity.conversation,
    bot: activity.recipient,
    user: activity.from,
  };
}

function toAddress(reference: StoredReference, channel: string): ConversationAddress {
  return { channel, id: reference.conversation.id, reference };
}
