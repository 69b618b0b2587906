import type { ConversationKey } from '../../ports/conversation-memory';

/** Which conversation, for logs and for who asks what became of an alert. */
export function sayWhere({ channel, id }: ConversationKey): string {
  return `the ${channel} conversation ${id}`;
}
