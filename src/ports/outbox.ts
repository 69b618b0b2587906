import type { ConversationAddress } from './chat-channel';
import type { ConversationKey } from './conversation-memory';

/** What is shown: an incident, refused requests, a digest, or a note on something else. */
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
  /** Kept back until the card last changed that long ago, so that several updates become one. */
  gapMs?: number;
}

/** A short message below a card, sent once, after the card; never where the card is not shown. */
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
  /** Tries in a row that did not work. */
  failures: number;
  subject: CardSubject;
  conversation: ConversationAddress;
  what:
    | { kind: 'post' }
    | { kind: 'update'; messageId: string }
    | { kind: 'reply'; messageId: string; text: string };
  wantedVersion: number;
  urgency: Urgency;
  /** Since when it waits. */
  wantedAt: Date;
  /** Set when an earlier try has an unknown outcome: when that was. */
  mayRepeatOf: Date | undefined;
}

interface SendWindow {
  sends: number;
  /** At most one hour. */
  withinMs: number;
}

/** How many sends are allowed. A window counts every request to the platform, housekeeping too. */
export interface SendLimits {
  perConversation: SendWindow[];
  /** What updates and digests may use of it, so that a recovery always finds room. */
  updates?: SendWindow[];
  wholeBot: SendWindow | undefined;
}

/**
 * Nothing more ever goes to a conversation that is gone, nor to a message that is gone. What was
 * refused, or could not be delivered for too long, may be tried again in a newer version.
 */
export type SendEnd = 'conversation_gone' | 'message_gone' | 'refused' | 'undeliverable';

/** A card that a conversation has, or is to have. */
export interface CardState {
  subject: CardSubject;
  conversation: ConversationAddress;
  state: 'waiting' | 'sent' | 'folded' | 'unknown' | SendEnd;
  messageId: string | undefined;
  shownVersion: number;
  wantedVersion: number;
  mayRepeatOf: Date | undefined;
  /** The digest that names it instead of a card of its own. */
  foldedInto: string | undefined;
}

/** A conversation for which more new cards wait than people can read. */
export interface Crowd {
  conversation: ConversationAddress;
  /** New cards that wait, the longest waiting first; at most 200. */
  waiting: CardSubject[];
  /** How many new cards it got within that time. */
  posted: number;
}

export interface GoneConversation {
  conversation: ConversationAddress;
  since: Date;
  /** What the platform answered. */
  why: string;
}

/**
 * What is to be sent where, one row a card and conversation, so that updates merge; and what was.
 * The intent to send is stored before the send and the message id after it: a send whose outcome is
 * unknown is repeated once, marked. After that the card stays of unknown outcome until something new
 * is to be shown: a newer version is posted, marked, at least 1, 10 and 60 minutes after the last
 * try, once each, and never again after these. A reply is not sent a third time. Budgets and rests are stored with it, for all
 * copies of the bot. Each verb is one atomic step.
 */
export interface Outbox {
  want(cards: WantedCard[], at: Date): Promise<void>;
  reply(replies: WantedReply[], at: Date): Promise<void>;
  /**
   * Takes what is due and within the limits, the most urgent first, then what waits longest, at most
   * one a conversation at a time, and counts it as sent. Nothing goes to a conversation that rests
   * or is gone.
   */
  takeDue(now: Date, leaseMs: number, limit: number, limits: SendLimits): Promise<TakenSend[]>;
  /**
   * 'again': a newer version was wanted meanwhile, and stays due. 'lost': somebody else has taken it
   * since, or it has ended.
   */
  recordSent(
    taken: TakenSend,
    sent: { messageId: string; version: number; at: Date },
  ): Promise<'done' | 'again' | 'lost'>;
  /**
   * To be tried again. 'uncertain' when the platform may have taken it: the next try is marked, and
   * where this was that try, 'unknown': it is not tried again as it is.
   */
  recordUnsent(
    taken: TakenSend,
    next: { dueAt: Date; certainty: 'unsent' | 'uncertain'; rest?: Date },
  ): Promise<'recorded' | 'unknown' | 'lost'>;
  recordEnd(
    taken: TakenSend,
    end: { kind: SendEnd; why: string; at: Date },
  ): Promise<'recorded' | 'lost'>;
  /** Conversations in which more than `above` new cards wait, or came since `since`. */
  listCrowds(since: Date, above: number): Promise<Crowd[]>;
  /**
   * Puts new cards that wait in a conversation into its digest of the last ten minutes, or a new one;
   * gives the digest, undefined when nothing waits any more.
   */
  fold(
    conversation: ConversationAddress,
    subjects: CardSubject[],
    at: Date,
  ): Promise<CardSubject | undefined>;
  /** Gives what a digest there names a card of its own after all; false where none names it. */
  unfold(conversation: ConversationKey, subject: CardSubject, at: Date): Promise<boolean>;
  /** Every card of a subject. */
  listCards(subject: CardSubject): Promise<CardState[]>;
  /** What a digest names, the longest known first. */
  listFolded(digest: CardSubject): Promise<CardSubject[]>;
  /**
   * Counts a request that is made outside of it, such as the answer to a person, and gives undefined;
   * or counts nothing and gives the time at which to ask again, when it may not be made yet.
   */
  countSend(
    conversation: ConversationKey,
    now: Date,
    limits: SendLimits,
  ): Promise<Date | undefined>;
  /** Nothing goes there until then: the platform said so to a request outside of it. */
  rest(conversation: ConversationKey, until: Date): Promise<void>;
  /** Conversations that take nothing any more, newest first. */
  listGone(): Promise<GoneConversation[]>;
  /** The bot was added there anew: its cards there are updated again. */
  revive(conversation: ConversationKey): Promise<void>;
  /** For metrics and readiness. What waits for a conversation that is gone does not count. */
  backlog(): Promise<{ waiting: number; oldestWantedAt: Date | undefined }>;
}
