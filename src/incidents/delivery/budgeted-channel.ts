import type { ChatChannel, ConversationAddress } from '../../ports/chat-channel';
import type { Clock } from '../../ports/clock';
import type { Outbox, SendLimits } from '../../ports/outbox';
import { isAppError } from '../../shared/app-error';

/**
 * The channel for answers to people: what goes through it counts into the same budgets as news, and
 * waits for its turn where they are spent. A pause that the platform asks for holds for news too.
 */
export function budgetedChannel(
  channel: ChatChannel,
  outbox: Pick<Outbox, 'countSend' | 'rest'>,
  limits: SendLimits,
  clock: Clock,
): ChatChannel {
  const through = async <Answer>(to: ConversationAddress, send: () => Promise<Answer>) => {
    await takeTurn(to, { outbox, limits, clock });
    try {
      return await send();
    } catch (error) {
      await keepRest(error, to, { outbox, clock });
      throw error;
    }
  };
  return {
    name: channel.name,
    post: (to, report) => through(to, () => channel.post(to, report)),
    update: (to, messageId, report) => through(to, () => channel.update(to, messageId, report)),
    reply: (to, messageId, text) => through(to, () => channel.reply(to, messageId, text)),
  };
}

async function takeTurn(
  to: ConversationAddress,
  {
    outbox,
    limits,
    clock,
  }: { outbox: Pick<Outbox, 'countSend'>; limits: SendLimits; clock: Clock },
): Promise<void> {
  for (;;) {
    const now = clock.now();
    const free = await outbox.countSend(to, now, limits);
    if (free === undefined) return;
    await clock.wait(free.getTime() - now.getTime());
  }
}

async function keepRest(
  error: unknown,
  to: ConversationAddress,
  { outbox, clock }: { outbox: Pick<Outbox, 'rest'>; clock: Clock },
): Promise<void> {
  if (!isAppError(error, 'chat_throttled') || error.retryAfterSeconds === undefined) return;
  await outbox.rest(to, new Date(clock.now().getTime() + error.retryAfterSeconds * 1000));
}
