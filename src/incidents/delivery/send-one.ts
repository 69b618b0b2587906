import type { ChatChannel } from '../../ports/chat-channel';
import type { TakenSend } from '../../ports/outbox';
import type { Report } from '../../reports/report';
import { sayUtc } from '../../reports/words';
import { endSend, failSend } from './fail-send';
import { isSurelyUnsent } from './read-chat-failure';
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
    if ('failure' in work) return await failSend(taken, work.failure, 'unsent', deps);
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

/** Why nothing can be sent, where that is so; or what failed before anything was sent. */
async function prepare(
  taken: TakenSend,
  channel: ChatChannel,
  deps: SenderDeps,
): Promise<Work | { failure: unknown } | string> {
  const { what, conversation: to, subject } = taken;
  if (what.kind === 'reply') {
    const text = markReply(what.text, taken.mayRepeatOf);
    return { version: taken.wantedVersion, send: () => channel.reply(to, what.messageId, text) };
  }
  let drawn: { version: number; report: Report } | undefined;
  const failure = await attempt(async () => {
    const drawing = await deps.drawers.find(({ kind }) => kind === subject.kind)?.find(subject.key);
    drawn = drawing && { version: drawing.version, report: drawing.draw(taken.mayRepeatOf) };
  });
  if (failure !== undefined) return { failure: failure.error };
  if (drawn === undefined) return 'there is no such thing any more';
  const { version, report } = drawn;
  return { version, send: () => show(taken, report, channel) };
}

async function show({ what, conversation: to }: TakenSend, report: Report, channel: ChatChannel) {
  if (what.kind !== 'update') return channel.post(to, report);
  await channel.update(to, what.messageId, report);
  return what.messageId;
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
  if (failure !== undefined) {
    const certainty = isSurelyUnsent(failure.error) ? 'unsent' : 'uncertain';
    return failSend(taken, failure.error, certainty, deps);
  }
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
