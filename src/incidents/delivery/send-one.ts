import type { ChatChannel } from '../../ports/chat-channel';
import type { TakenSend } from '../../ports/outbox';
import { sayUtc } from '../../reports/words';
import type { Drawing } from './drawing';
import { endSend, failSend } from './fail-send';
import type { SenderDeps, SendOutcome } from './send-deps';
import { tellOutcome } from './tell-outcome';

/** Sends one thing and stores what became of it. Never throws. */
export async function sendOne(taken: TakenSend, deps: SenderDeps): Promise<void> {
  try {
    const channel = deps.channels.find(({ name }) => name === taken.conversation.channel);
    if (channel === undefined) {
      return await endSend(taken, 'undeliverable', 'its channel is not configured', deps);
    }
    const work = await prepare(taken, channel, deps);
    if (typeof work === 'string') return await endSend(taken, 'refused', work, deps);
    await perform(taken, work, deps);
  } catch (error) {
    // The store does not take the outcome: the lease ends, and it counts as unknown.
    deps.log.error({ err: error, send: taken.id }, 'the outcome of a send cannot be stored');
  }
}

interface Work {
  version: number;
  /** Gives the message id. */
  send(): Promise<string>;
}

/** Why nothing can be sent, where that is so. */
async function prepare(
  taken: TakenSend,
  channel: ChatChannel,
  deps: SenderDeps,
): Promise<Work | string> {
  const { what, conversation: to, subject } = taken;
  if (what.kind === 'reply') {
    const text = markReply(what.text, taken.mayRepeatOf);
    return { version: taken.wantedVersion, send: () => channel.reply(to, what.messageId, text) };
  }
  let drawing: Drawing | undefined;
  const find = async () => {
    drawing = await deps.drawers.find(({ kind }) => kind === subject.kind)?.find(subject.key);
  };
  const failure = await attempt(find);
  if (failure !== undefined) return { version: 0, send: () => Promise.reject(failure.error) };
  if (drawing === undefined) return 'there is no such thing any more';
  return drawn(taken, channel, drawing);
}

function drawn(taken: TakenSend, channel: ChatChannel, { version, draw }: Drawing): Work {
  const { what, conversation: to, mayRepeatOf } = taken;
  return {
    version,
    async send() {
      const report = draw(mayRepeatOf);
      if (what.kind !== 'update') return channel.post(to, report);
      await channel.update(to, what.messageId, report);
      return what.messageId;
    },
  };
}

function markReply(text: string, mayRepeatOf: Date | undefined): string {
  return mayRepeatOf === undefined
    ? text
    : `${text} (This may repeat the message of ${sayUtc(mayRepeatOf)}.)`;
}

async function perform(taken: TakenSend, work: Work, deps: SenderDeps): Promise<void> {
  let messageId = '';
  const failure = await attempt(async () => {
    messageId = await work.send();
  });
  if (failure !== undefined) return failSend(taken, failure.error, deps);
  const at = deps.clock.now();
  const sent = await deps.outbox.recordSent(taken, { messageId, version: work.version, at });
  const outcome = outcomeOf(taken);
  await tellOutcome(taken, sent === 'lost' ? 'lost' : outcome, '', deps);
}

function outcomeOf({ what, mayRepeatOf }: TakenSend): SendOutcome {
  if (what.kind === 'update') return 'updated';
  if (mayRepeatOf !== undefined) return 'repeated';
  return what.kind === 'reply' ? 'replied' : 'sent';
}

async function attempt(work: () => Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
}
