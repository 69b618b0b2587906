import type { ConversationAddress } from './chat-channel';

/** Names one conversation. */
export type ConversationKey = Pick<ConversationAddress, 'channel' | 'id'>;

/** The hub that questions of a conversation are about where they name none and several would fit. */
export interface HubChoice {
  hub: string;
  chosenAt: Date;
}

/** A question that waits for a hub to be named: a button's verb and parameters, to be read as one. */
export interface OpenQuestion {
  verb: string;
  parameters: Record<string, unknown>;
  /** What was offered. */
  hubs: string[];
  askedAt: Date;
}

/** What a conversation settled earlier; survives restarts. Each verb is one atomic step. */
export interface ConversationMemory {
  /** Keeps the hub for a month or until another one is chosen, and closes the open question. The latest call wins. */
  chooseHub(conversation: ConversationKey, choice: HubChoice): Promise<void>;
  findHub(conversation: ConversationKey): Promise<HubChoice | undefined>;
  /** Keeps the question in place of an older one; a choice made before stays. */
  openQuestion(conversation: ConversationKey, question: OpenQuestion): Promise<void>;
  findQuestion(conversation: ConversationKey): Promise<OpenQuestion | undefined>;
}
