import {
  type ConversationDeps,
  createConversation,
} from '../../../src/conversation/create-conversation';
import { createQueueWatch } from '../../../src/conversation/watch-queue';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import { AppError } from '../../../src/shared/app-error';
import { hubSummary } from '../../support/hub-summaries';
import { memoryRoutes } from '../../support/memory-routes';
import { type RecordedChannel, recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { diagnosis } from '../../support/report-subjects';
import { steppedClock } from '../../support/stepped-clock';

const now = new Date('2026-11-21T09:23:00Z');
const asking = 'Asking the logs about device-42 …';

describe('a message whose question is queued', () => {
  it('is told so at once', async () => {
    const { conversation, channel, queue, answer } = open();

    const handled = conversation.handleMessage(say(), channel);
    await queue(4, 20);
    const told = texts(channel);
    answer();
    await handled;

    expect(told).toEqual([`${asking} Queued behind 3 others, about 20 s`]);
    expect(kinds(channel)).toEqual(['working', 'diagnosis']);
  });

  it('is told of its place every few seconds, and only of the newest', async () => {
    const { conversation, channel, clock, queue, answer } = open();

    const handled = conversation.handleMessage(say(), channel);
    await queue(4, 20);
    await queue(3, 15);
    await clock.step(2999);
    const early = texts(channel);
    await queue(2, 10);
    await clock.step(1);
    await queue(1, 9);
    await clock.step(3000);
    answer();
    await handled;

    expect(early).toHaveLength(1);
    expect(texts(channel)).toEqual([
      `${asking} Queued behind 3 others, about 20 s`,
      `${asking} Queued behind 1 other, about 10 s`,
      `${asking} Queued, about 10 s`,
      undefined,
    ]);
  });

  it('is told later too, where the card already says that it is worked on', async () => {
    const { conversation, channel, clock, queue, answer } = open();

    const handled = conversation.handleMessage(say(), channel);
    await clock.step(500);
    await queue(1, 30);
    answer();
    await handled;

    expect(texts(channel)).toEqual([asking, `${asking} Queued, about 30 s`, undefined]);
  });

  it('is told when the wait is nearly over', async () => {
    const { conversation, channel, clock, queue, answer } = open();

    const handled = conversation.handleMessage(say(), channel);
    await queue(2, 8);
    await queue(1, 2);
    await clock.step(3000);
    answer();
    await handled;

    expect(texts(channel).slice(1)).toEqual([asking, undefined]);
  });

  it('hears nothing of a wait that is over before it is read', async () => {
    const { conversation, channel, queue, answer } = open();

    const handled = conversation.handleMessage(say(), channel);
    await queue(2, 4);
    answer();
    await handled;

    expect(kinds(channel)).toEqual(['diagnosis']);
  });

  it('is told nothing after its answer', async () => {
    const { conversation, channel, clock, queue, answer } = open();

    const handled = conversation.handleMessage(say(), channel);
    await queue(4, 20);
    answer();
    await handled;
    await queue(1, 60);
    await clock.step(60_000);

    expect(kinds(channel)).toEqual(['working', 'diagnosis']);
  });

  it('gets its answer after an update that was still on its way', async () => {
    const { conversation, channel, clock, queue, answer } = open();
    let release = () => {};
    let updates = 0;
    channel.beforeCall = (verb) => {
      updates += verb === 'update' ? 1 : 0;
      if (verb === 'post' || updates > 1) return undefined;
      return new Promise((resolve) => {
        release = resolve;
      });
    };

    const handled = conversation.handleMessage(say(), channel);
    await queue(4, 20);
    await queue(3, 15);
    await clock.step(3000);
    answer();
    await clock.step(0);
    const before = kinds(channel);
    release();
    await handled;

    expect(before).toEqual(['working']);
    expect(kinds(channel)).toEqual(['working', 'working', 'diagnosis']);
  });

  it.each(['chat_throttled', 'chat_unreachable'])('gets its answer after %s', async (code) => {
    const { conversation, channel, clock, queue, answer, lines } = open();
    let failures = 0;
    channel.beforeCall = (verb) => {
      if (verb === 'post' || failures > 0) return;
      failures += 1;
      throw new AppError(code, 'not now', { retryable: true });
    };

    const handled = conversation.handleMessage(say(), channel);
    await queue(4, 20);
    await queue(3, 15);
    await clock.step(3000);
    await queue(2, 10);
    await clock.step(3000);
    answer();
    await handled;

    expect(failures).toBe(1);
    expect(kinds(channel)).toEqual(['working', 'diagnosis']);
    expect(lines().join()).toContain('a wait for the logs could not be told');
  });

  it('gets its answer alone when the note could not be posted', async () => {
    const { conversation, channel, queue, answer } = open();
    let posts = 0;
    channel.beforeCall = () => {
      posts += 1;
      if (posts === 1) throw new AppError('chat_unreachable', 'not now', { retryable: true });
    };

    const handled = conversation.handleMessage(say(), channel);
    await queue(4, 20);
    await queue(3, 15);
    answer();
    await handled;

    expect(kinds(channel)).toEqual(['diagnosis']);
  });
});

describe('a button whose question is queued', () => {
  it('says so on its card at once, and keeps it true until the answer', async () => {
    const { conversation, channel, clock, queue, answer } = open();
    const messageId = await channel.post(say().conversation, { kind: 'help' } as never);
    const click = {
      ...say(),
      text: '',
      action: { verb: 'why', parameters: { devices: ['device-42'] } },
      messageId,
    };

    const handled = conversation.handleAction(click, channel);
    await queue(4, 20);
    const shown = await handled;
    await queue(2, 10);
    await clock.step(3000);
    answer();
    await clock.step(0);

    expect(shown).toMatchObject({ text: `${asking} Queued behind 3 others, about 20 s` });
    expect(texts(channel).slice(1)).toEqual([
      `${asking} Queued behind 1 other, about 10 s`,
      undefined,
    ]);
    expect(kinds(channel).at(-1)).toBe('diagnosis');
  });
});

describe('answer', () => {
  it('tells whoever asks of the queue', async () => {
    const { conversation, queue, answer } = open();
    const places: number[][] = [];
    const understanding = {
      intent: 'why' as const,
      parameters: { devices: ['device-42'] },
      suggestions: [],
    };
    const onQueued = (...place: number[]) => places.push(place);

    const answered = conversation.answer(understanding as never, asker, { onQueued });
    await queue(4, 20);
    answer();
    await answered;

    expect(places).toEqual([[4, 20]]);
  });
});

describe('createQueueWatch', () => {
  it('counts the others before the first query, and waits for the last', async () => {
    const watch = createQueueWatch();
    const changed = watch.changedFrom(undefined);

    watch.onQueued(3, 12);
    watch.onQueued(4, 13);
    watch.onQueued(5, 31);
    await changed;

    expect(watch.turn()).toEqual({ others: 2, seconds: 35 });
  });

  it('forgets the place from before', async () => {
    const watch = createQueueWatch();

    watch.onQueued(3, 30);
    await watch.changedFrom(undefined);
    watch.onQueued(5, 20);
    await watch.changedFrom({ others: 2, seconds: 30 });

    expect(watch.turn()).toEqual({ others: 4, seconds: 20 });
  });
});

const asker = { person: { id: 'alex', name: 'Alex' } };

function open() {
  const clock = steppedClock(now);
  const { log, lines } = recordedLog();
  let hear: (position: number, seconds: number) => void = () => {};
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const unheard = () => Promise.reject(new Error('nobody would hear of its wait'));
  const deps: ConversationDeps = {
    diagnose: unheard,
    summarize: async () => hubSummary(),
    check: unheard,
    hearQueue: (onQueued) => ({
      async diagnose({ device }) {
        hear = onQueued;
        await answered;
        return diagnosis({ device });
      },
    }),
    decode: () => ({ entries: [], suggestions: [] }),
    routes: memoryRoutes(),
    clock,
    timeZone: 'UTC',
    context: () => ({ now, portal: { origin: 'https://portal.azure.com' }, decode: findErrorCode }),
    log,
    subscribesByItself: false,
  };
  const queue = async (position: number, seconds: number) => {
    await clock.step(0);
    hear(position, seconds);
    await clock.step(0);
  };
  const conversation = createConversation(deps);
  return { conversation, channel: recordedChannel(), clock, queue, answer: () => answer(), lines };
}

function say(): IncomingMessage {
  const conversation = { channel: 'teams', id: 'personal', reference: {} };
  const text = 'why did device-42 disconnect';
  return { conversation, ...asker, text, receivedAt: now };
}

function kinds(channel: RecordedChannel) {
  return channel.only('personal').reports.map(({ kind }) => kind);
}

/** What its working cards said, in their order. */
function texts(channel: RecordedChannel) {
  const { reports } = channel.only('personal');
  return reports.map((report) => (report.kind === 'working' ? report.text : undefined));
}
