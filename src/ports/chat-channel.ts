import type { Report } from '../reports/report';

/** Where a conversation lives. `reference` is the channel's own JSON, kept but not read by us. */
export interface ConversationAddress {
  channel: string;
  /** Stable id of the conversation within its channel. */
  id: string;
  reference: unknown;
}

/**
 * A chat platform. Throws AppError: `chat_throttled` (retryAfterSeconds), `chat_unreachable`
 * (retryable), `chat_gone` (the bot was removed or the conversation deleted: never retry),
 * `chat_refused` (the platform does not accept the message).
 */
export interface ChatChannel {
  readonly name: string;
  /** Posts a new message and gives its id, by which it can be updated. */
  post(to: ConversationAddress, report: Report): Promise<string>;
  /** Replaces the message in place. Also throws `chat_message_gone` when somebody deleted it. */
  update(to: ConversationAddress, messageId: string, report: Report): Promise<void>;
  /**
   * Posts a short message below an earlier one, in its thread where the platform has threads. Gives
   * its id. Throws as `post` does.
   */
  reply(to: ConversationAddress, messageId: string, text: string): Promise<string>;
}

/** One thing a person said or clicked. */
export interface IncomingMessage {
  conversation: ConversationAddress;
  /** Where news belongs when the message is part of a thread: the channel around it. */
  home?: ConversationAddress;
  person: { id: string; name: string };
  /** Plain text without the mention of the bot; empty for a button. */
  text: string;
  /** A button: its verb and parameters as the report carried them. Hostile until validated. */
  action?: { verb: string; parameters: unknown };
  /** The message whose button was clicked. */
  messageId?: string;
  /** IANA zone of the person, where the platform tells it. */
  timeZone?: string;
  receivedAt: Date;
}
