import type { SendEnd } from '../../ports/outbox';
import { isAppError } from '../../shared/app-error';

/** How a send ends when its channel fails like this; undefined when trying again makes sense. */
export function endOnFailure(error: unknown): Exclude<SendEnd, 'undeliverable'> | undefined {
  if (isAppError(error, 'chat_gone')) return 'conversation_gone';
  if (isAppError(error, 'chat_message_gone')) return 'message_gone';
  if (isAppError(error, 'chat_refused')) return 'refused';
  return undefined;
}

// Errors of a connection that never came to be: no request was sent.
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** True when the platform cannot have taken the message. A time-out, say, leaves that open. */
export function isSurelyUnsent(error: unknown): boolean {
  if (isAppError(error, 'chat_throttled')) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && unconnected.has(cause.code)) {
      return true;
    }
  }
  return false;
}
