import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/app-error';
import {
  type ChatEvent,
  type ChatMessage,
  type Conversation,
  type ConversationLimits,
  channelId,
  channelPeople,
  type Person,
} from './conversation';

export interface ConversationBook {
  /** Opens a personal conversation: the known one, a lost one under its old id, or a new one. */
  openPersonal(id: string | undefined): Conversation;
  openGroup(members: Person[]): Conversation;
  /** The channel that the people of the page share. */
  openChannel(): Conversation;
  /** Throws AppError `conversation_gone` for one that was closed or never was. */
  get(id: string): Conversation;
  /** From now on the conversation is gone for everybody, the bot too. */
  closeConversation(id: string): void;
  add(conversation: Conversation, said: Said): ChatMessage;
  /** Replaces what a message says, for all its readers. Throws AppError `message_gone`. */
  replace(conversation: Conversation, messageId: string, said: Said): ChatMessage;
  fail(conversation: Conversation, messageId: string, failure: AppError): void;
  /** What one reader sees from now on in place of the message, until it is replaced for all. */
  setView(conversation: Conversation, messageId: string, personId: string, card: unknown): void;
  remove(conversation: Conversation, messageId: string): void;
  tell(conversation: Conversation, event: ChatEvent): void;
}

export type Said = Pick<
  ChatMessage,
  'from' | 'text' | 'textFormat' | 'isAmongPeople' | 'replyTo' | 'attachments' | 'failure'
>;

const defaultLimits: ConversationLimits = { conversations: 20, messages: 200, bytes: 8_000_000 };
const personalId = /^personal-(?<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Conversations of the local page, in memory and bounded. After a restart the bot still knows its
 * conversations by id and the page still shows them, so a well-formed personal id that is not
 * known comes back to life, empty: only a closed one is gone for good.
 */
export function createConversationBook(deps: {
  now(): Date;
  limits?: ConversationLimits;
}): ConversationBook {
  const limits = deps.limits ?? defaultLimits;
  const open = new Map<string, Conversation>();
  const closed = new Set<string>();
  let lastId = 0;

  /** Ids look like Teams' own: the time in milliseconds, made unique. */
  function nextMessageId(): string {
    lastId = Math.max(lastId + 1, deps.now().getTime());
    return String(lastId);
  }

  function register(conversation: Conversation): Conversation {
    open.set(conversation.id, conversation);
    for (const id of [...open.keys()].slice(0, -limits.conversations)) closeConversation(id);
    return conversation;
  }

  function closeConversation(id: string): void {
    const conversation = open.get(id);
    open.delete(id);
    closed.add(id);
    for (const old of [...closed].slice(0, -10 * limits.conversations)) closed.delete(old);
    if (conversation) tell(conversation, { kind: 'closed' });
  }

  function get(id: string): Conversation {
    const known = open.get(id);
    if (known) {
      open.delete(id);
      open.set(id, known);
      return known;
    }
    if (id === channelId) return register(newChannel());
    if (closed.has(id) || !personalId.test(id)) {
      throw new AppError('conversation_gone', 'This conversation is closed or never existed.');
    }
    return register(newPersonal(id, true));
  }

  function store(conversation: Conversation, message: ChatMessage): ChatMessage {
    const { messages } = conversation;
    messages.set(message.id, message);
    let bytes = 0;
    for (const [index, kept] of [...messages.values()].reverse().entries()) {
      bytes += sizeOf(kept);
      if (index === 0 || (index < limits.messages && bytes <= limits.bytes)) continue;
      messages.delete(kept.id);
      conversation.isCut = true;
    }
    tell(conversation, { kind: 'message', message });
    return message;
  }

  function getMessage(conversation: Conversation, messageId: string): ChatMessage {
    const message = conversation.messages.get(messageId);
    if (message) return message;
    throw new AppError('message_gone', 'This message was deleted or never existed.');
  }

  return {
    openPersonal(id) {
      if (id === undefined || closed.has(id)) return register(newPersonal(freshId(), false));
      return get(id);
    },
    openGroup: (members) => register(newGroup(members)),
    openChannel: () => open.get(channelId) ?? register(newChannel()),
    get,
    closeConversation,
    add: (conversation, said) => store(conversation, newMessage(nextMessageId(), deps.now(), said)),
    replace(conversation, messageId, said) {
      // A message cut from memory may still stand on the page, which updates it by its id.
      const wasCut = conversation.isCut && !conversation.removed.has(messageId);
      const known = wasCut
        ? conversation.messages.get(messageId)
        : getMessage(conversation, messageId);
      const message = known ?? newMessage(messageId, deps.now(), said);
      const { text, textFormat, attachments } = said;
      Object.assign(message, { text, textFormat, attachments, updatedAt: deps.now() });
      message.revision += 1;
      message.views.clear();
      return store(conversation, message);
    },
    fail(conversation, messageId, failure) {
      const message = conversation.messages.get(messageId);
      if (!message) return;
      message.failure = { code: failure.code, message: failure.message };
      store(conversation, message);
    },
    setView(conversation, messageId, personId, card) {
      const message = getMessage(conversation, messageId);
      message.views.set(personId, card);
      message.updatedAt = deps.now();
      store(conversation, message);
    },
    remove(conversation, messageId) {
      getMessage(conversation, messageId);
      conversation.messages.delete(messageId);
      conversation.removed.add(messageId);
      for (const old of [...conversation.removed].slice(0, -limits.messages)) {
        conversation.removed.delete(old);
      }
      tell(conversation, { kind: 'removed', messageId });
    },
    tell,
  };
}

function tell(conversation: Conversation, event: ChatEvent): void {
  for (const listener of [...conversation.listeners]) listener(event);
}

function freshId(): string {
  return `personal-${randomUUID()}`;
}

function newPersonal(id: string, isCut: boolean): Conversation {
  const key = personalId.exec(id)?.groups?.key;
  const member = { id: `29:${key}`, name: 'On-call engineer' };
  return { ...emptyConversation(id, [member]), kind: 'personal', isCut };
}

function newGroup(members: Person[]): Conversation {
  return { ...emptyConversation(`channel-${randomUUID()}`, members), kind: 'channel' };
}

/** The bot may still know messages of it from before a restart. */
function newChannel(): Conversation {
  const members = Object.values(channelPeople);
  return { ...emptyConversation(channelId, members), kind: 'channel', isCut: true };
}

function emptyConversation(id: string, members: Person[]): Conversation {
  const messages = new Map<string, ChatMessage>();
  const [removed, listeners] = [new Set<string>(), new Set<(event: ChatEvent) => void>()];
  return {
    id,
    kind: 'personal',
    members,
    messages,
    removed,
    listeners,
    isCut: false,
    isKnownToBot: false,
  };
}

function newMessage(id: string, sentAt: Date, said: Said): ChatMessage {
  return { ...said, id, sentAt, revision: 0, views: new Map() };
}

function sizeOf(message: ChatMessage): number {
  return JSON.stringify([message.text, message.attachments, [...message.views]]).length;
}
