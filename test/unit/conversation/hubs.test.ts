import type { ConversationDeps } from '../../../src/conversation/create-conversation';
import { createConversation } from '../../../src/conversation/create-conversation';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import type { Report } from '../../../src/reports/report';
import { AppError } from '../../../src/shared/app-error';
import { hubSummary } from '../../support/hub-summaries';
import { memoryConversations } from '../../support/memory-conversations';
import { memoryRoutes } from '../../support/memory-routes';
import { recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { diagnosis } from '../../support/report-subjects';
import { waitingClock } from '../../support/waiting-clock';

const now = new Date('2026-11-21T09:23:00Z');
const both = ['contoso-hub', 'north-hub'];

describe('a device id that exists on several hubs', () => {
  it('is asked back with a button per hub', async () => {
    const talk = open();

    const report = await talk.say('why did device-42 disconnect last 6 hours');

    expect(report).toMatchObject({
      kind: 'problem',
      code: 'hub_ambiguous',
      happened: 'device-42 exists on 2 hubs: contoso-hub and north-hub.',
    });
    expect(report.actions).toMatchObject(
      both.map((hub) => ({
        title: hub,
        verb: 'why',
        parameters: { devices: ['device-42'], window: { last: 'PT6H' }, hub },
      })),
    );
  });

  it.each(['north-hub', 'on north-hub', 'the north hub', 'North-Hub please', 'north'])(
    'is settled by "%s" as by a button',
    async (answer) => {
      const talk = open();
      await talk.say('why did device-42 disconnect last 6 hours');

      const report = await talk.say(answer);

      expect(report.kind).toBe('diagnosis');
      expect(talk.asked.at(-1)).toMatchObject({
        device: 'device-42',
        hubName: 'north-hub',
        window: { from: new Date('2026-11-21T03:23:00Z'), to: now },
      });
    },
  );

  it.each(['why', 'check'] as const)(
    'is not asked back again after a choice, and %s says so',
    async (verb) => {
      const talk = open();
      const question = await talk.say('why did device-42 disconnect');
      await talk.click(question, 'north-hub');

      const report = await talk.say(
        verb === 'why' ? 'why did device-42 disconnect' : 'check device-42',
      );

      expect(report.kind).toBe(verb === 'why' ? 'diagnosis' : 'checklist');
      expect(JSON.stringify(report)).toContain('on north-hub, as chosen here earlier');
      expect(talk.asked.at(-1)).toMatchObject(
        verb === 'why' ? { preferredHub: 'north-hub' } : { hubName: 'north-hub' },
      );
    },
  );

  it('has a button that asks for another hub', async () => {
    const talk = open();
    await talk.say('why did device-42 on north-hub disconnect');
    const chosen = await talk.say('why did device-42 disconnect');

    const report = await talk.click(chosen, 'Change hub');

    expect(report).toMatchObject({ code: 'hub_ambiguous' });
  });

  it('follows the hub that was named last', async () => {
    const talk = open();
    await talk.say('why did device-42 on north-hub disconnect');
    await talk.say('summary of contoso-hub');

    await talk.say('why did device-42 disconnect');

    expect(talk.asked.at(-1)).toMatchObject({ preferredHub: 'contoso-hub' });
  });

  it('is told on the only hub of the settings where the others are not ours', async () => {
    const talk = open({ configured: ['north-hub'] });

    const report = await talk.say('why did device-42 disconnect');

    expect(report).toMatchObject({ kind: 'diagnosis', hub: 'north-hub' });
    expect(talk.asked.at(-1)).toMatchObject({ hubName: 'north-hub' });
  });

  it('is asked back for a checklist too', async () => {
    const talk = open();

    const report = await talk.say('check device-42');

    expect(report).toMatchObject({ code: 'hub_ambiguous', actions: [{ verb: 'check' }, {}] });
    expect(talk.asked).toEqual([]);
  });

  it('is remembered for its own conversation only', async () => {
    const talk = open();
    await talk.say('why did device-42 on north-hub disconnect', 'one');

    const report = await talk.say('why did device-42 disconnect', 'two');

    expect(report).toMatchObject({ code: 'hub_ambiguous' });
  });
});

it('takes the name of a hub as no answer where nothing was asked', async () => {
  const talk = open();

  const report = await talk.say('on north-hub');

  expect(report).toMatchObject({ code: 'not_understood' });
  expect(talk.asked).toEqual([]);
});

it('takes the name of a hub as no answer to a question of yesterday', async () => {
  const memory = memoryConversations();
  const talk = open({ memory });
  await memory.openQuestion(
    { channel: 'teams', id: 'one' },
    {
      verb: 'why',
      parameters: { devices: ['device-42'] },
      hubs: both,
      askedAt: new Date('2026-11-20T09:23:00Z'),
    },
  );

  const report = await talk.say('on north-hub');

  expect(report).toMatchObject({ code: 'not_understood' });
});

describe('a hub that is not known', () => {
  it.each([
    ['why did device-42 on nort-hub disconnect', 'why'],
    ['summary of nort-hub', 'summary'],
    ['check device-42 on nort-hub', 'check'],
  ])('in "%s" is refused with the known ones, the nearest first', async (text, verb) => {
    const talk = open();

    const report = await talk.say(text);

    expect(report).toMatchObject({
      code: 'hub_unknown',
      happened: 'I know no hub named nort-hub. The hubs I know are contoso-hub and north-hub.',
      actions: [{ title: 'north-hub', verb }, { title: 'contoso-hub', verb }, { verb: 'help' }],
    });
    expect(talk.asked).toEqual([]);
  });

  it('in local mode is one without rows', async () => {
    const talk = open({ configured: [] });

    const report = await talk.say('summary of nort-hub');

    expect(report).toMatchObject({ code: 'hub_unknown' });
    expect(JSON.stringify(report)).not.toContain('IOT_HUB_RESOURCE_IDS');
  });

  it.each([
    ['there are no rows at all', async () => []],
    ['the logs do not answer', () => Promise.reject(new AppError('logs_timeout', 'No.'))],
  ])('in local mode is asked all the same where %s', async (_why, withRows) => {
    const talk = open({ configured: [], withRows });

    await talk.say('summary of nort-hub');

    expect(talk.asked).toMatchObject([{ hubName: 'nort-hub' }]);
  });
});

it('summarizes all hubs with a line and a button for each, whatever was chosen', async () => {
  const talk = open();
  await talk.say('summary of north-hub');

  const report = await talk.say('summary');

  expect(talk.asked.at(-1)).not.toHaveProperty('hubName');
  expect(report).toMatchObject({
    facts: expect.arrayContaining([
      {
        label: 'By hub',
        value:
          'contoso-hub: 56 of 300 devices dropped, 3 still away; north-hub: 1 of 40 devices dropped',
      },
    ]),
    more: expect.arrayContaining([
      expect.objectContaining({ title: 'Summarize north-hub', verb: 'summary' }),
    ]),
  });
});

function open(hubs: Partial<NonNullable<ConversationDeps['hubs']>> = {}) {
  const asked: unknown[] = [];
  const channel = recordedChannel();
  const deps: ConversationDeps = {
    async diagnose(question) {
      asked.push(question);
      const hub = question.hubName ?? question.preferredHub ?? 'contoso-hub';
      return diagnosis({ hub, hubs: question.hubName === undefined ? both : [hub] });
    },
    async summarize(question) {
      asked.push(question);
      return hubSummary({
        hubs:
          question.hubName === undefined
            ? [share('contoso-hub', 56, 300, 3), share('north-hub', 1, 40, 0)]
            : [],
      });
    },
    async check(question) {
      asked.push(question);
      return {
        kind: 'checklist',
        headline: { tone: 'good', icon: '', word: 'Checklist', text: question.device },
        spoken: '',
        actions: [],
        more: [],
      } as never;
    },
    hubs: {
      configured: both,
      withRows: async () => both,
      memory: memoryConversations(),
      ...hubs,
    },
    decode: () => ({ entries: [], suggestions: [] }),
    routes: memoryRoutes(),
    clock: waitingClock(now),
    timeZone: 'UTC',
    context: () => ({ now, portal: { origin: 'https://portal.azure.com' }, decode: findErrorCode }),
    log: recordedLog().log,
    subscribesByItself: false,
  };
  const conversation = createConversation(deps);
  const send = async (message: IncomingMessage) => {
    await conversation.handleMessage(message, channel);
    const report = channel.messages.at(-1)?.reports.at(-1);
    if (report === undefined) throw new Error('Nothing was answered.');
    return report;
  };
  return {
    asked,
    say: (text: string, id = 'one') => send(message(text, id)),
    click(report: Report, title: string) {
      const button = [...report.actions, ...report.more].find((each) => each.title === title);
      if (button?.kind !== 'command') throw new Error(`No button ${title}`);
      return send({ ...message('', 'one'), action: button, messageId: 'clicked' });
    },
  };
}

function message(text: string, id: string): IncomingMessage {
  return {
    conversation: { channel: 'teams', id, reference: {} },
    person: { id: 'alex', name: 'Alex' },
    text,
    receivedAt: now,
  };
}

function share(hub: string, devicesAffected: number, devicesSeen: number, stillAway: number) {
  return { hub, disconnects: devicesAffected, devicesAffected, devicesSeen, stillAway };
}
