import type { ChatChannel, ConversationAddress, IncomingMessage } from '../ports/chat-channel';
import type { Report } from '../reports/report';
import { reportHelp } from '../reports/report-help';
import { type QueuedTurn, reportWorking } from '../reports/report-working';
import { isAppError } from '../shared/app-error';
import { runInBackground } from '../shared/run-in-background';
import type { AnswerDeps, Asker, OnQueued } from './answer-deps';
import { answerQuestion, reportFailure, timeContext } from './answer-question';
import { post, replace } from './deliver';
import type { Understanding } from './intent';
import { readAction } from './read-action';
import { readIntent } from './read-intent';
import { findRoute } from './subscriptions/find-route';
import { tellQueue } from './tell-queue';
import { createQueueWatch, type QueueWatch } from './watch-queue';
import { createWholeAnswer } from './whole-answer';

export interface ConversationDeps extends AnswerDeps {
  /** Local mode: a conversation that adds the bot gets alert cards without asking. */
  subscribesByItself: boolean;
  /** What answers one question and tells of its wait for the logs; absent where none waits. */
  hearQueue?(onQueued: OnQueued): Partial<AnswerDeps>;
}

export interface Conversation {
  /** Never rejects: failures are reports. `onQueued` hears of every wait for the logs. */
  answer(
    understanding: Understanding,
    asker: Asker,
    hearing?: { onQueued?: OnQueued },
  ): Promise<Report>;
  /** A message or a button of it; something shows within a second. Never rejects. */
  handleMessage(message: IncomingMessage, channel: ChatChannel): Promise<void>;
  /**
   * A button whose answer replaces its card for the person who clicked. Resolves within a second;
   * a slower answer replaces the message later. Throws AppError `action_invalid`.
   */
  handleAction(message: IncomingMessage, channel: ChatChannel): Promise<Report>;
  /** The bot was added: says what it can do. Never rejects. */
  handleAdded(conversation: ConversationAddress, channel: ChatChannel): Promise<void>;
  /** The bot was removed: nothing more is sent there. Never rejects. */
  handleRemoved(conversation: ConversationAddress): Promise<void>;
}

/** Longer than most answers take; what is shown then still has to be drawn and sent within a second. */
const patienceMs = 500;

export function createConversation(deps: ConversationDeps): Conversation {
  return {
    answer: (understanding, asker, hearing) =>
      answerHearing(understanding, asker, hearing?.onQueued, deps),
    handleMessage: (message, channel) => handleMessage(message, channel, deps),
    handleAction: (message, channel) => handleAction(message, channel, deps),
    handleAdded: (conversation, channel) => handleAdded(conversation, channel, deps),
    handleRemoved: (conversation) => handleRemoved(conversation, deps),
  };
}

async function handleMessage(
  message: IncomingMessage,
  channel: ChatChannel,
  deps: ConversationDeps,
): Promise<void> {
  const queue = createQueueWatch();
  const whole = createWholeAnswer();
  const { work, about } = startWork(message, queue.onQueued, { ...deps, onLater: whole.hear });
  const to = message.conversation;
  await neverFail(to, channel, deps, async () => {
    const early = await withinPatience(work, queue, deps);
    if (early !== undefined) {
      await whole.show(to, await post(to, early, channel, deps), channel, deps);
      return;
    }
    const turn = queue.turn();
    const working = await postWorking(to, reportWorking(about, turn), channel, deps);
    const card = { to, messageId: working, about, turn };
    await whole.show(to, await showLate(card, work, queue, channel, deps), channel, deps);
  });
}

async function handleAction(
  message: IncomingMessage,
  channel: ChatChannel,
  deps: ConversationDeps,
): Promise<Report> {
  const action = message.action ?? { verb: '', parameters: {} };
  const understanding = readAction(action);
  const queue = createQueueWatch();
  const whole = createWholeAnswer();
  const hearing = { ...deps, onLater: whole.hear };
  const work = answerHearing(understanding, askerOf(message), queue.onQueued, hearing);
  const early = await withinPatience(work, queue, deps);
  const { conversation: to, messageId } = message;
  if (early !== undefined) {
    const follow = () => whole.show(to, messageId, channel, deps);
    runInBackground('whole answer', () => neverFail(to, channel, deps, follow), deps);
    return early;
  }
  const about = workingWords(understanding);
  const turn = queue.turn();
  const show = async () => {
    const card = { to, messageId, about, turn };
    await whole.show(to, await showLate(card, work, queue, channel, deps), channel, deps);
  };
  runInBackground('late answer', () => neverFail(to, channel, deps, show), deps);
  return reportWorking(about, turn);
}

async function handleAdded(
  conversation: ConversationAddress,
  channel: ChatChannel,
  deps: ConversationDeps,
): Promise<void> {
  await neverFail(conversation, channel, deps, async () => {
    const welcome = reportHelp(deps.context());
    if (!deps.subscribesByItself) {
      await post(conversation, welcome, channel, deps);
      return;
    }
    await subscribeOnce(conversation, deps);
    const said = 'This conversation gets alert cards; say “unsubscribe” to stop them.';
    const intro = `${welcome.intro} ${said}`;
    await post(
      conversation,
      { ...welcome, intro, spoken: `${welcome.spoken} ${said}` },
      channel,
      deps,
    );
  });
}

/** What somebody asked for here already stays as it is. */
async function subscribeOnce(
  conversation: ConversationAddress,
  { routes, clock }: ConversationDeps,
): Promise<void> {
  const known = await findRoute(conversation, routes);
  if (known !== undefined) return;
  await routes.add({ conversation, createdBy: '', createdAt: clock.now() });
}

/** Whoever adds the bot again decides anew about alert cards. */
async function handleRemoved(
  conversation: ConversationAddress,
  { routes, log }: ConversationDeps,
): Promise<void> {
  await routes.remove(conversation).catch((err: unknown) => {
    // The next card that is refused there ends the subscription all the same.
    log.error({ err, channel: conversation.channel }, 'subscription not removed');
  });
}

/** Reading can fail as well; then the answer is the report of that. */
function startWork(
  message: IncomingMessage,
  onQueued: OnQueued,
  deps: ConversationDeps,
): { work: Promise<Report>; about: string } {
  try {
    const understanding = understand(message, deps);
    const work = answerHearing(understanding, askerOf(message), onQueued, deps);
    return { work, about: workingWords(understanding) };
  } catch (error) {
    return { work: Promise.resolve(reportFailure(error, deps)), about: '' };
  }
}

function answerHearing(
  understanding: Understanding,
  asker: Asker,
  onQueued: OnQueued | undefined,
  deps: ConversationDeps,
): Promise<Report> {
  const heard = onQueued === undefined ? {} : deps.hearQueue?.(onQueued);
  return answerQuestion(understanding, asker, { ...deps, ...heard });
}

function understand(message: IncomingMessage, deps: ConversationDeps): Understanding {
  if (message.action !== undefined) return readAction(message.action);
  return readIntent(message.text, timeContext(message, deps));
}

/** Cards go to the channel and not into the thread in which somebody asked for them. */
function askerOf(message: IncomingMessage): Asker {
  return {
    person: message.person,
    conversation: message.home ?? message.conversation,
    ...(message.action === undefined ? { words: message.text } : {}),
    ...(message.timeZone === undefined ? {} : { timeZone: message.timeZone }),
  };
}

/** Undefined when there is something else to show first; that a question is queued, at once. */
async function withinPatience(
  work: Promise<Report>,
  queue: QueueWatch,
  deps: ConversationDeps,
): Promise<Report | undefined> {
  const timer = new AbortController();
  const waited = deps.clock.wait(patienceMs, timer.signal).then(() => undefined);
  try {
    const queued = queue.changedFrom(undefined).then(() => undefined);
    return await Promise.race([work, waited, queued]);
  } finally {
    timer.abort();
  }
}

/** The answer matters more than the note before it: without the note it is posted by itself. */
async function postWorking(
  to: ConversationAddress,
  working: Report,
  channel: ChatChannel,
  deps: ConversationDeps,
): Promise<string | undefined> {
  try {
    return await channel.post(to, working);
  } catch (err) {
    deps.log.warn({ err, channel: to.channel }, 'working note not posted');
    return undefined;
  }
}

interface WorkingCard {
  to: ConversationAddress;
  /** Absent where the card could not be posted, or is not ours to change. */
  messageId: string | undefined;
  about: string;
  turn: QueuedTurn | undefined;
}

/** Keeps the card true while the question is queued; then the answer replaces it. */
async function showLate(
  { to, messageId, about, turn }: WorkingCard,
  work: Promise<Report>,
  queue: QueueWatch,
  channel: ChatChannel,
  deps: ConversationDeps,
): Promise<string | undefined> {
  if (messageId !== undefined) {
    const show = (next: QueuedTurn | undefined) =>
      channel.update(to, messageId, reportWorking(about, next));
    await tellQueue(work, turn, queue, show, deps);
  }
  return showAnswer(to, messageId, await work, channel, deps);
}

/** Gives the id of the message that shows the answer; undefined where that is not told. */
async function showAnswer(
  to: ConversationAddress,
  messageId: string | undefined,
  report: Report,
  channel: ChatChannel,
  deps: ConversationDeps,
): Promise<string | undefined> {
  if (messageId === undefined) return post(to, report, channel, deps);
  try {
    return await replace(to, messageId, report, channel, deps);
  } catch (error) {
    if (!isAppError(error, 'chat_refused')) throw error;
    return replace(to, messageId, reportFailure(error, deps), channel, deps);
  }
}

/** What cannot be shown is said instead, once; a conversation that is gone can only be logged. */
async function neverFail(
  to: ConversationAddress,
  channel: ChatChannel,
  deps: ConversationDeps,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const report = reportFailure(error, deps);
    if (isAppError(error, 'chat_gone')) return;
    await channel.post(to, report).catch((err: unknown) => {
      deps.log.error({ err, channel: to.channel }, 'answer not delivered');
    });
  }
}

function workingWords({ intent, parameters }: Understanding): string {
  const device = parameters.devices?.[0] ?? '';
  if (intent === 'why') return `Asking the logs about ${device} …`;
  if (intent === 'check') return `Going through the checklist for ${device} …`;
  if (intent === 'summary')
    return `Counting disconnects${parameters.hub === undefined ? '' : ` on ${parameters.hub}`} …`;
  if (intent === 'queries' && parameters.query !== undefined)
    return `Running the query ${parameters.query} …`;
  return 'Working on it …';
}
