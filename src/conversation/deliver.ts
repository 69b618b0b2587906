import type { ChatChannel, ConversationAddress } from '../ports/chat-channel';
import type { Clock } from '../ports/clock';
import type { Report } from '../reports/report';
import { isAppError } from '../shared/app-error';

const mostAttempts = 3;
const longestWaitSeconds = 60;
const pauseSeconds = 2;

/** Posts; waits when the platform asks for it. Nothing else is repeated: it might show up twice. */
export function post(
  to: ConversationAddress,
  report: Report,
  channel: ChatChannel,
  deps: { clock: Clock },
): Promise<string> {
  const mayRepeat = (error: unknown) => isAppError(error, 'chat_throttled');
  return repeat(() => channel.post(to, report), mayRepeat, deps);
}

/** Replaces a message; where somebody deleted it, the report is posted anew. Gives the id it has. */
export async function replace(
  to: ConversationAddress,
  messageId: string,
  report: Report,
  channel: ChatChannel,
  deps: { clock: Clock },
): Promise<string> {
  const mayRepeat = (error: unknown) => isAppError(error) && error.retryable;
  try {
    await repeat(() => channel.update(to, messageId, report), mayRepeat, deps);
    return messageId;
  } catch (error) {
    if (!isAppError(error, 'chat_message_gone')) throw error;
    return post(to, report, channel, deps);
  }
}

async function repeat<T>(
  attempt: () => Promise<T>,
  mayRepeat: (error: unknown) => boolean,
  deps: { clock: Clock },
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= mostAttempts || !mayRepeat(error)) throw error;
      await deps.clock.wait(pauseOf(error) * 1000);
    }
  }
}

function pauseOf(error: unknown): number {
  const asked = isAppError(error) ? error.retryAfterSeconds : undefined;
  return Math.min(asked ?? pauseSeconds, longestWaitSeconds);
}
