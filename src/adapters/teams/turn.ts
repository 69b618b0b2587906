import type { ChatChannel, ConversationAddress, IncomingMessage } from '../../ports/chat-channel';
import type { Report } from '../../reports/report';
import type { Logger } from '../../shared/logger';
import type { BotSettings, Connection } from './connect-adapter';

/** What the bot does with what people say; see `createConversation`. */
export interface ChatHandlers {
  message(message: IncomingMessage, channel: ChatChannel): Promise<void>;
  /** Throws AppError `action_invalid` for a button that makes no sense. */
  action(message: IncomingMessage, channel: ChatChannel): Promise<Report>;
  added(conversation: ConversationAddress, channel: ChatChannel): Promise<void>;
  /** The bot was taken out; nothing can be posted there any more. May be told twice. */
  removed?(conversation: ConversationAddress): Promise<void>;
}

export interface TeamsChannelDeps {
  bot: BotSettings;
  renderCard(report: Report): object;
  log: Logger;
  now(): Date;
}

/** The part of a Node response that is needed; restify's is one. */
export interface ReplyTarget {
  writeHead(status: number, headers?: Record<string, string>): unknown;
  end(body?: string): unknown;
}

export interface TurnRequest {
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
}

export interface HttpReply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TurnDeps extends TeamsChannelDeps {
  connection: Connection;
  channel: ChatChannel;
  handlers: ChatHandlers;
}
