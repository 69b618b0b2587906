import type { ConversationAddress } from './chat-channel';
import type { ConversationKey } from './conversation-memory';

/** What is shown: an incident, refused requests, a digest, or a note in the thread of a card. */
export interface CardSubject {
  kind: 'incident' | 'refusals' | 'digest' | 'notice';
  key: string;
}

/** In the order in which they are sent when not everything may be sent at once. */
export type Urgency = 'recovery' | 'new' | 'update' | 'digest';

/** A card of which a conversation is to show that version, or a newer one. */
export interface WantedCard {
  subject: CardSubject;
  conversation: ConversationAddress;
  version: number;
  urgency: Urgency;
  /** Kept back until then, so that several updates become one. */
  notBefore?: Date;
}

/** A short message below a card, sent once, after the card. */
export interface WantedReply {
  /** The same again changes nothing. */
  key: string;
  subject: CardSubject;
  conversation: ConversationAddress;
  text: string;
  urgency: Urgency;
}

/** Something in hand to be sent. `attempt` proves whose hands. */
export interface TakenSend {
  id: string;
  attempt: number;
  /** Tries in a row that the platform refused for now. */
  failures: number;
  subject: CardSubject;
  conversation: ConversationAddress;
  what:
    | { kind: 'post' }
    | { kind: 'update'; messageId: string }
    | { kind: 'reply'; messageId: string; text: string };
  wantedVersion: number;
  urgency: Urgency;
  wantedAt: Date;
  /** Set when an earlier try has an unknown outcome: when that was. */
  mayRepeatOf: Date | undefined;
}

/** How many sends are allowed. A window counts every request to the platform, housekeeping too. */
export interface SendLimits {
  perConversation: { sends: number; withinMs: number }[];
  wholeBot: { sends: number; withinMs: number } | undefined;
}

export type SendEnd = 'conversation_gone' | 'message_gone' | 'refused';

/** A card that a conversation has, or is to have. */
export interface CardState {
  subject: CardSubject;
  conversation: ConversationAddress;
  state: 'waiting' | 'sent' | 'folded' | 'unknown' | SendEnd;
  messageId: string | undefined;
  shownVersion: number;
  wantedVersion: number;
  /** The digest that names it instead of a card of its own. */
  foldedInto: string | undefined;
}

/**
 * What is to be sent where, one row a card and conversation, so that updates merge; and what was.
 * The intent to send is stored before the send and the message id after it: a send whose outcome is
 * unknown is repeated once, marked, and never again. Budgets and rests are stored with it, for all
 * copies of the bot. Each verb is one atomic step.
 */
export interface Outbox {
  want(cards: WantedCard[], at: Date): Promise<void>;
  reply(replies: WantedReply[], at: Date): Promise<void>;
  /**
   * Takes what is due and within the limits, the most urgent first, and counts it as sent. Nothing
   * goes to a conversation that rests or is gone.
   */
  takeDue(now: Date, leaseMs: number, limit: number, limits: SendLimits): Promise<TakenSend[]>;
  /** 'again': a newer version was wanted meanwhile, and stays due. */
  recordSent(
    taken: TakenSend,
    sent: { messageId: string; version: number; at: Date },
  ): Promise<'done' | 'again' | 'lost'>;
  /** To be tried again. 'uncertain' when the platform may have taken it: the next try is marked. */
  recordUnsent(
    taken: TakenSend,
    next: { dueAt: Date; certainty: 'unsent' | 'uncertain'; rest?: Date },
  ): Promise<void>;
  recordEnd(taken: TakenSend, end: SendEnd, at: Date): Promise<void>;
  /** Puts new cards that wait in a conversation into one digest; gives the digest's subject. */
  fold(
    conversation: ConversationAddress,
    subjects: CardSubject[],
    at: Date,
  ): Promise<CardSubject | undefined>;
  /** Every card of a subject. */
  listCards(subject: CardSubject): Promise<CardState[]>;
  /** What a digest names. */
  listFolded(digest: CardSubject): Promise<CardSubject[]>;
  /** Counts a request that was made outside of it, such as the answer to a person. */
  countSend(conversation: ConversationKey, at: Date): Promise<void>;
  /** When a request outside of it may be made: undefined for now. */
  freeAt(conversation: ConversationKey, now: Date, limits: SendLimits): Promise<Date | undefined>;
  /** Conversations that take nothing any more, and why. */
  listGone(): Promise<{ conversation: ConversationAddress; since: Date; why: string }[]>;
  /** The bot was added there anew. */
  revive(conversation: ConversationKey): Promise<void>;
  /** For metrics and readiness. */
  backlog(now: Date): Promise<{ waiting: number; oldestWantedAt: Date | undefined }>;
}
