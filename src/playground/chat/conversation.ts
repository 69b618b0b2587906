export interface Person {
  id: string;
  name: string;
}

interface ChatAttachment {
  contentType: string;
  content?: unknown;
  name?: string;
}

export interface ChatMessage {
  id: string;
  from: Person & { role: 'bot' | 'person' | 'connector' };
  sentAt: Date;
  updatedAt?: Date;
  /** Counts replacements, so that a late answer does not cover a newer card. */
  revision: number;
  text?: string;
  textFormat?: 'markdown' | 'plain';
  /** Said among people in a channel: the bot was not mentioned, so it does not hear of it. */
  isAmongPeople?: boolean;
  /** The message in whose thread it stands. */
  replyTo?: string | undefined;
  attachments: ChatAttachment[];
  /** By person: the card that answered their own click and stands in place of the message. */
  views: Map<string, unknown>;
  /** Why it did not reach the bot. */
  failure?: { code: string; message: string };
}

export interface Conversation {
  id: string;
  kind: 'personal' | 'channel';
  members: Person[];
  /** In the order they were said. */
  messages: Map<string, ChatMessage>;
  removed: Set<string>;
  listeners: Set<(event: ChatEvent) => void>;
  /** Older messages are no longer in memory: cut for size, or lost with a restart. */
  isCut: boolean;
  isKnownToBot: boolean;
}

export type ChatEvent =
  | { kind: 'message'; message: ChatMessage }
  | { kind: 'removed'; messageId: string }
  | { kind: 'typing' }
  | { kind: 'closed' };

/** How much is kept: conversations in all, messages and characters in each. */
export interface ConversationLimits {
  conversations: number;
  messages: number;
  bytes: number;
}

/** The bot as the conversations know it, in the form of ids that Teams uses. */
export const botPerson: Person = { id: '28:reconnect', name: 'Reconnect' };

/** The two people who share a channel here, by the name the page knows them by. */
export const channelPeople = {
  ada: { id: '29:ada', name: 'Ada' },
  grace: { id: '29:grace', name: 'Grace' },
} as const satisfies Record<string, Person>;

/** The one channel; like a personal conversation it comes back under its id after a restart. */
export const channelId = '19:on-call@thread.tacv2';
