import type { ConversationAddress } from './chat-channel';

/** A message in a conversation that shows an incident. */
export interface SentCard {
  id: string;
  conversation: ConversationAddress;
  messageId: string;
  /** The incident's version it shows. */
  shownVersion: number;
  /** Set when it may repeat an earlier message of unknown outcome: when that one was tried. */
  mayRepeatOf: Date | undefined;
}

export type SendClaim =
  /** Ours to send; the intent is durable. */
  | { kind: 'send'; cardId: string; mayRepeatOf: Date | undefined }
  | { kind: 'shown'; card: SentCard }
  /** Nothing more goes there: gone, refused, or repeated once without knowing the outcome. */
  | { kind: 'closed' };

export type CardEnd = 'conversation_gone' | 'message_gone' | 'refused';

/**
 * Which card went where. The intent to send is stored before the send and the message id after it,
 * so a restart neither forgets a card nor repeats it silently. Each verb is one atomic step.
 */
export interface CardLedger {
  /**
   * One card per incident and conversation. An intent without an outcome (the process ended
   * midway) is given out once more, marked as a possible repeat, and then never again.
   */
  claimSend(incidentKey: string, to: ConversationAddress, at: Date): Promise<SendClaim>;
  recordSent(cardId: string, messageId: string, shownVersion: number): Promise<void>;
  /**
   * The send failed and may be tried again. 'uncertain' when the platform may have taken it all
   * the same: then the next try is marked as a possible repeat.
   */
  recordUnsent(cardId: string, certainty: 'unsent' | 'uncertain'): Promise<void>;
  /** The message was updated in place. */
  recordShown(cardId: string, shownVersion: number): Promise<void>;
  recordEnd(cardId: string, end: CardEnd): Promise<void>;
  /** The cards of an incident that can be updated. */
  listSent(incidentKey: string): Promise<SentCard[]>;
}
