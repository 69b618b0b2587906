import {
  type ConversationDeps,
  createConversation,
} from '../../../src/conversation/create-conversation';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import { reportNotice } from '../../../src/reports/report-notice';
import { AppError } from '../../../src/shared/app-error';
import { hubSummary } from '../../support/hub-summaries';
import { memoryRoutes } from '../../support/memory-routes';
import { recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { diagnosis } from '../../support/report-subjects';
import { waitingClock } from '../../support/waiting-clock';

const now = new Date('2026-11-21T09:23:00Z');
const address = { channel: 'teams', id: 'personal', reference: { kept: true } };

describe('a message', () => {
  it('is answered by one card when the answer is quick', async () => {
    const { conversation, channel, asked } = open();

    await conversation.handleMessage(
      say('why did device-42 disconnect in the last 6 hours'),
      channel,
    );

    expect(channel.only('personal').reports.map(({ kind }) => kind)).toEqual(['diagnosis']);
    expect(asked).toEqual([
      {
        device: 'device-42',
        window: { from: new Date('2026-11-21T03:23:00Z'), to: now },
      },
    ]);
  });

  it('shows that it is worked on after half a second, and the answer replaces that', async () => {
    const slow = later<ReturnType<typeof diagnosis>>();
    const { conversation, channel, clock } = open({ diagnose: () => slow.promise });

    const handled = conversation.handleMessage(say('why did device-42 disconnect'), channel);
    const waited = clock.waits();
    clock.pass(500);
    await until(() => channel.messages.length === 1);
    const first = channel.only('personal').reports.map(({ kind }) => kind);
    slow.resolve(diagnosis());
    await handled;

    expect(waited).toEqual([500]);
    expect(first).toEqual(['working']);
    expect(channel.only('personal').reports.map(({ kind }) => kind)).toEqual([
      'working',
      'diagnosis',
    ]);
  });

  it('is answered anew when somebody deleted the note that it is worked on', async () => {
    const slow = later<ReturnType<typeof diagnosis>>();
    const { conversation, channel, clock } = open({ diagnose: () => slow.promise });
    channel.beforeCall = (verb) => {
      if (verb === 'update') throw new AppError('chat_message_gone', 'deleted');
    };

    const handled = conversation.handleMessage(say('why did device-42 disconnect'), channel);
    clock.pass(500);
    await until(() => channel.messages.length === 1);
    slow.resolve(diagnosis());
    await handled;

    expect(channel.messages.map(({ reports }) => reports[0]?.kind)).toEqual([
      'working',
      'diagnosis',
    ]);
  });

  it.each([
    ['summary since 9am', { window: { from: new Date('2026-11-21T08:00:00Z'), to: now } }],
    [
      'summary on contoso-hub',
      { hubName: 'contoso-hub', window: { from: new Date('2026-11-20T09:23:00Z'), to: now } },
    ],
  ])('"%s" asks in the zone of the person', async (text, question) => {
    const { conversation, channel, asked } = open();

    await conversation.handleMessage({ ...say(text), timeZone: 'Europe/Berlin' }, channel);

    expect(asked).toEqual([question]);
    expect(channel.only('personal').reports[0]?.kind).toBe('summary');
  });

  it('asks in the zone of the bot where that of the person is none', async () => {
    const { conversation, channel, asked } = open({ timeZone: 'Asia/Tokyo' });

    await conversation.handleMessage({ ...say('summary today'), timeZone: 'Nowhere' }, channel);

    expect(asked).toEqual([{ window: { from: new Date('2026-11-20T15:00:00Z'), to: now } }]);
  });

  it.each([
    ['what is 404104', 'error-code'],
    ['check device-42', 'notice'],
    ['help', 'help'],
    ['', 'help'],
    ['unsubscribe', 'notice'],
    ['tell me a joke', 'problem'],
    ['why is it offline', 'problem'],
    ['why did "two words" disconnect', 'problem'],
    ['summary tomorrow', 'problem'],
  ])('"%s" is answered by a report of kind %s', async (text, kind) => {
    const { conversation, channel } = open();

    await conversation.handleMessage(say(text), channel);

    expect(channel.only('personal').reports.map((report) => report.kind)).toEqual([kind]);
  });

  it('that was only nearly a command gets buttons and does nothing', async () => {
    const { conversation, channel, asked, routes } = open();
    await routes.add({ conversation: address, createdBy: 'x', createdAt: now });

    await conversation.handleMessage(say('unsubscrib'), channel);

    const [report] = channel.only('personal').reports;
    expect(report).toMatchObject({
      code: 'not_understood',
      suggestions: ['unsubscribe'],
      spoken: expect.stringContaining('Did you mean “unsubscribe”?'),
    });
    expect(report?.actions[0]).toMatchObject({ verb: 'unsubscribe', title: 'unsubscribe' });
    expect(asked).toEqual([]);
    expect(await routes.list()).toHaveLength(1);
  });

  it('about several devices offers each of them alone', async () => {
    const { conversation, channel, asked } = open();

    await conversation.handleMessage(say('why did a-1 and b-2 drop last hour'), channel);

    expect(channel.only('personal').reports[0]?.actions).toMatchObject([
      { verb: 'why', parameters: { devices: ['a-1'], window: { last: 'PT1H' } } },
      { verb: 'why', parameters: { devices: ['b-2'], window: { last: 'PT1H' } } },
    ]);
    expect(asked).toEqual([]);
  });

  it('about an unknown device asks first whether a similar one was meant', async () => {
    const silent = diagnosis({ device: 'device-24', similarDevices: ['device-42', 'device-25'] });
    const { conversation, channel } = open({ diagnose: async () => silent });

    await conversation.handleMessage(say('why did device-24 disconnect'), channel);

    const [report] = channel.only('personal').reports;
    expect(report?.spoken).toContain('Did you mean device-42 or device-25?');
    expect(report?.actions.slice(0, 2)).toMatchObject([
      { verb: 'why', title: 'Did you mean device-42', parameters: { devices: ['device-42'] } },
      { verb: 'why', title: 'Did you mean device-25', parameters: { devices: ['device-25'] } },
    ]);
    expect(report?.actions.length).toBeLessThanOrEqual(4);
    expect(report?.more.filter(({ title }) => title.includes('device-42'))).toEqual([]);
  });

  it('whose sources fail is answered by the problem, with a button to ask again', async () => {
    const failing = open({
      diagnose: () =>
        Promise.reject(new AppError('logs_unreachable', 'No answer.', { retryable: true })),
      summarize: () => Promise.reject(new AppError('logs_forbidden', 'Not allowed.')),
      check: () => Promise.reject(new Error('boom, token=abc')),
    });

    for (const text of ['why did d-1 drop', 'summary', 'check d-1']) {
      await failing.conversation.handleMessage(say(text), failing.channel);
    }

    const reports = failing.channel.messages.map(({ reports: [report] }) => report);
    expect(reports).toMatchObject([
      { code: 'logs_unreachable', actions: [{ verb: 'why', parameters: { devices: ['d-1'] } }] },
      { code: 'logs_forbidden', actions: [{ verb: 'summary', title: 'Ask again' }] },
      { code: 'unexpected' },
    ]);
    expect(JSON.stringify(reports)).not.toContain('boom');
    expect(failing.lines()).toHaveLength(3);
  });
});

describe('a mistake of the asker', () => {
  it.each([
    ['why did "two words" disconnect', 'device_id_invalid'],
    ['summary tomorrow', 'window_invalid'],
  ])('in "%s" is %s and leads to help, not to the same mistake again', async (text, code) => {
    const { conversation, channel } = open();

    await conversation.handleMessage(say(text), channel);

    const [report] = channel.only('personal').reports;
    expect(report).toMatchObject({ code, actions: [{ verb: 'help' }] });
    expect(JSON.stringify(report)).not.toContain('Ask again');
  });

  it('of a missing device names an example and guesses none', async () => {
    const { conversation, channel } = open();

    await conversation.handleMessage(say('why is it offline'), channel);

    const [report] = channel.only('personal').reports;
    expect(report).toMatchObject({ code: 'device_missing', suggestions: [] });
    expect(JSON.stringify(report)).toContain('why did device-42 disconnect');
  });

  it('is said once', async () => {
    const { conversation, channel } = open();

    await conversation.handleMessage(say('tell me a joke'), channel);

    const [report] = channel.only('personal').reports;
    expect(JSON.stringify(report).match(/did not understand/g)).toHaveLength(1);
  });
});

describe('delivery', () => {
  it('waits as long as the platform asks before it posts again', async () => {
    const { conversation, channel, clock } = open();
    let calls = 0;
    channel.beforeCall = () => {
      calls += 1;
      if (calls === 1)
        throw new AppError('chat_throttled', 'Slow down.', {
          retryable: true,
          retryAfterSeconds: 7,
        });
    };

    const handled = conversation.handleMessage(say('help'), channel);
    await until(() => clock.waits().includes(7000));
    clock.pass(7000);
    await handled;

    expect(channel.only('personal').reports[0]?.kind).toBe('help');
  });

  it('says what the platform did not accept', async () => {
    const { conversation, channel } = open();
    let calls = 0;
    channel.beforeCall = () => {
      calls += 1;
      if (calls === 1) throw new AppError('chat_refused', 'Too large.');
    };

    await conversation.handleMessage(say('help'), channel);

    expect(channel.only('personal').reports[0]).toMatchObject({
      kind: 'problem',
      code: 'chat_refused',
    });
  });

  it.each([
    ['chat_gone', 1],
    ['chat_unreachable', 2],
  ])('logs %s and never fails', async (code, attempts) => {
    const { conversation, channel, lines } = open();
    let calls = 0;
    channel.beforeCall = () => {
      calls += 1;
      throw new AppError(code, 'No.', { retryable: code === 'chat_unreachable' });
    };

    await conversation.handleMessage(say('help'), channel);

    expect(calls).toBe(attempts);
    expect(lines().join('')).toContain(code);
  });

  it('posts the answer by itself where the note before it could not be posted', async () => {
    const slow = later<ReturnType<typeof diagnosis>>();
    const { conversation, channel, clock } = open({ diagnose: () => slow.promise });
    let calls = 0;
    channel.beforeCall = () => {
      calls += 1;
      if (calls === 1) throw new AppError('chat_unreachable', 'No.', { retryable: true });
    };

    const handled = conversation.handleMessage(say('why did d-1 drop'), channel);
    clock.pass(500);
    await until(() => calls === 1);
    slow.resolve(diagnosis());
    await handled;

    expect(channel.only('personal').reports.map(({ kind }) => kind)).toEqual(['diagnosis']);
  });

  it('replaces the note by the problem when the answer itself is refused', async () => {
    const slow = later<ReturnType<typeof diagnosis>>();
    const { conversation, channel, clock } = open({ diagnose: () => slow.promise });
    let updates = 0;
    channel.beforeCall = (verb) => {
      if (verb === 'update') updates += 1;
      if (updates === 1) throw new AppError('chat_refused', 'Too large.');
    };

    const handled = conversation.handleMessage(say('why did d-1 drop'), channel);
    clock.pass(500);
    await until(() => channel.messages.length === 1);
    slow.resolve(diagnosis());
    await handled;

    expect(channel.only('personal').reports.map(({ kind }) => kind)).toEqual([
      'working',
      'problem',
    ]);
  });
});

describe('subscriptions', () => {
  it('are kept for the channel around the thread in which they were asked for', async () => {
    const { conversation, channel, routes } = open();
    const home = { ...address, id: 'channel' };

    await conversation.handleMessage({ ...say('subscribe'), home }, channel);
    await conversation.handleMessage({ ...say('subscribe'), home }, channel);
    const kept = await routes.list();
    await conversation.handleMessage({ ...say('unsubscribe'), home }, channel);
    await conversation.handleMessage({ ...say('unsubscribe'), home }, channel);

    expect(kept).toEqual([{ conversation: home, createdBy: 'alex', createdAt: now }]);
    expect(await routes.list()).toEqual([]);
    expect(channel.messages.map(({ reports }) => reports[0]?.spoken)).toEqual([
      'This conversation now gets alert cards.',
      'This conversation already gets alert cards.',
      expect.stringContaining('no more alert cards'),
      'This conversation was not getting alert cards.',
    ]);
  });

  it('need a conversation', async () => {
    const { conversation } = open();

    const report = await conversation.answer(
      { intent: 'subscribe', parameters: {}, confidence: 1, suggestions: [] },
      { person: { id: 'terminal', name: '' } },
    );

    expect(report).toMatchObject({ kind: 'problem', code: 'conversation_missing' });
  });

  it('come by themselves in local mode, and the welcome says so', async () => {
    const { conversation, channel, routes } = open({ subscribesByItself: true });

    await conversation.handleAdded(address, channel);

    expect(await routes.list()).toMatchObject([{ conversation: address, createdBy: '' }]);
    expect(channel.only('personal').reports[0]).toMatchObject({
      kind: 'help',
      intro: expect.stringContaining('gets alert cards'),
    });
  });

  it('do not come by themselves elsewhere', async () => {
    const { conversation, channel, routes } = open();

    await conversation.handleAdded(address, channel);

    expect(await routes.list()).toEqual([]);
    expect(JSON.stringify(channel.only('personal').reports)).not.toContain('gets alert cards');
  });

  it('end when the bot is removed, so that adding it again decides anew', async () => {
    const { conversation, channel, routes } = open({ subscribesByItself: true });
    await conversation.handleAdded(address, channel);

    await conversation.handleRemoved(address);

    expect(await routes.list()).toEqual([]);
  });

  it('may fail to end without anybody hearing of it but the log', async () => {
    const { conversation, routes } = open();
    routes.remove = () => Promise.reject(new Error('disk'));

    await expect(conversation.handleRemoved(address)).resolves.toBeUndefined();
  });
});

describe('a button', () => {
  it('of a message is answered as if its words had been typed', async () => {
    const { conversation, channel, asked } = open();

    await conversation.handleMessage(click('why', { devices: ['device-42'] }), channel);

    expect(asked).toMatchObject([{ device: 'device-42' }]);
    expect(channel.only('personal').reports[0]?.kind).toBe('diagnosis');
  });

  it('that makes no sense is a problem in a message and refused in an action', async () => {
    const { conversation, channel } = open();

    await conversation.handleMessage(click('erase', {}), channel);
    const refused = conversation.handleAction(click('erase', {}), channel);

    expect(channel.only('personal').reports[0]).toMatchObject({
      code: 'action_invalid',
      headline: { text: 'this button does not work any more' },
      actions: [{ verb: 'help' }],
    });
    await expect(refused).rejects.toMatchObject({ code: 'action_invalid' });
  });

  it('of an action gives its answer to the clicker and posts nothing', async () => {
    const { conversation, channel } = open();

    const report = await conversation.handleAction(click('why', { devices: ['d-1'] }), channel);

    expect(report.kind).toBe('diagnosis');
    expect(channel.messages).toEqual([]);
  });

  it('of an action that is slow gives a note, and the answer replaces the clicked message', async () => {
    const slow = later<ReturnType<typeof diagnosis>>();
    const { conversation, channel, clock } = open({ diagnose: () => slow.promise });
    const messageId = await channel.post(address, reportNotice('clicked'));

    const action = conversation.handleAction(
      { ...click('why', { devices: ['d-1'] }), messageId },
      channel,
    );
    clock.pass(500);
    const report = await action;
    slow.resolve(diagnosis());
    await until(() => channel.only('personal').reports.length === 2);

    expect(report).toMatchObject({ kind: 'working', text: 'Asking the logs about d-1 …' });
    expect(channel.only('personal').reports[1]?.kind).toBe('diagnosis');
  });

  it('of an action whose answer fails gives the problem', async () => {
    const { conversation, channel } = open({
      summarize: () => Promise.reject(new AppError('logs_timeout', 'Too long.')),
    });

    const report = await conversation.handleAction(click('summary', {}), channel);

    expect(report).toMatchObject({ kind: 'problem', code: 'logs_timeout' });
  });
});

function open(overrides: Partial<ConversationDeps> = {}) {
  const asked: unknown[] = [];
  const clock = waitingClock(now);
  const routes = memoryRoutes();
  const { log, lines } = recordedLog();
  const deps: ConversationDeps = {
    async diagnose(question) {
      asked.push(question);
      return diagnosis({ device: question.device });
    },
    async summarize(question) {
      asked.push(question);
      return hubSummary();
    },
    decode: (text) => ({
      entries: [findErrorCode(text)].flatMap((entry) => entry ?? []),
      suggestions: [],
    }),
    check: async () => ({ ...reportNotice('checked') }) as never,
    routes,
    clock,
    timeZone: 'UTC',
    context: () => ({ now, portal: { origin: 'https://portal.azure.com' }, decode: findErrorCode }),
    log,
    subscribesByItself: false,
    ...overrides,
  };
  return {
    conversation: createConversation(deps),
    channel: recordedChannel(),
    asked,
    clock,
    routes,
    lines,
  };
}

function say(text: string): IncomingMessage {
  return { conversation: address, person: { id: 'alex', name: 'Alex' }, text, receivedAt: now };
}

function click(verb: string, parameters: unknown): IncomingMessage {
  return { ...say(''), action: { verb, parameters }, messageId: 'clicked' };
}

function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Lets promises run until it is so; everything here settles without any time passing. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    if (isSo()) return;
    await Promise.resolve();
  }
  throw new Error('It never came to be.');
}
