import type { ChatChannel } from '../ports/chat-channel';
import type { LogSource } from '../ports/log-source';
import { isAppError } from '../shared/app-error';

/** How the latest use of an outside system went, for readiness: `ok`, or the code of its failure. */
export interface Outcome {
  latest: string;
}

export function rememberLogs(logs: LogSource, outcome: Outcome): LogSource {
  return {
    ask: (question, signal) => remember(outcome, () => logs.ask(question, signal)),
  };
}

export function rememberChat(channel: ChatChannel, outcome: Outcome): ChatChannel {
  return {
    name: channel.name,
    post: (to, report) => remember(outcome, () => channel.post(to, report)),
    update: (to, messageId, report) =>
      remember(outcome, () => channel.update(to, messageId, report)),
    reply: (to, messageId, text) => remember(outcome, () => channel.reply(to, messageId, text)),
  };
}

async function remember<T>(outcome: Outcome, use: () => Promise<T>): Promise<T> {
  try {
    const result = await use();
    outcome.latest = 'ok';
    return result;
  } catch (error) {
    outcome.latest = isAppError(error) ? error.code : 'failed';
    throw error;
  }
}
