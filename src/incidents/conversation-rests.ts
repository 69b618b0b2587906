import type { ConversationAddress } from '../ports/chat-channel';

export interface ConversationRests {
  /** Until when nothing goes there; undefined when it may. */
  restsUntil(conversation: ConversationAddress, now: Date): Date | undefined;
  rest(conversation: ConversationAddress, until: Date): void;
}

// Longer than any platform asks for: a clock that was set back must not silence a conversation.
const longestMs = 3_600_000;

/**
 * Conversations that a platform asked us to leave alone. One such answer holds for every card that
 * goes there. In memory only: after a restart the platform says it again.
 */
export function createConversationRests(): ConversationRests {
  const until = new Map<string, Date>();
  return {
    restsUntil(conversation, now) {
      const key = keyOf(conversation);
      const end = until.get(key);
      if (end !== undefined && end > now && end.getTime() - now.getTime() <= longestMs) return end;
      until.delete(key);
      return undefined;
    },
    rest(conversation, end) {
      until.set(keyOf(conversation), end);
    },
  };
}

function keyOf({ channel, id }: ConversationAddress): string {
  return JSON.stringify([channel, id]);
}
