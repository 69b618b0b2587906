import type { ChatChannel, ConversationAddress } from '../ports/chat-channel';
import type { Clock } from '../ports/clock';
import type { Report } from '../reports/report';
import { replace } from './deliver';

/** The answer that takes the place of the first one when slow sources have spoken as well. */
export interface WholeAnswer {
  /** Before the first answer is given, and at most once. */
  hear(later: Promise<Report>): void;
  /** Updates the message of the first answer; nothing where no other answer follows. */
  show(
    to: ConversationAddress,
    messageId: string | undefined,
    channel: ChatChannel,
    deps: { clock: Clock },
  ): Promise<void>;
}

export function createWholeAnswer(): WholeAnswer {
  let heard: Promise<Report> | undefined;
  return {
    hear(later) {
      heard = later;
      // It is waited for once the first answer is shown: until then nobody else hears of a failure.
      later.catch(() => undefined);
    },
    async show(to, messageId, channel, deps) {
      if (heard === undefined || messageId === undefined) return;
      await replace(to, messageId, await heard, channel, deps);
    },
  };
}
