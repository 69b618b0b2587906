import type { ConversationAddress } from '../../ports/chat-channel';
import { AppError } from '../../shared/app-error';
import type { Asker } from '../answer-deps';

/** Where the cards are to go; throws AppError `conversation_missing` in a terminal. */
export function requireConversation({ conversation }: Asker): ConversationAddress {
  if (conversation !== undefined) return conversation;
  throw new AppError('conversation_missing', 'Alert cards go to chats; ask for them in one.');
}
