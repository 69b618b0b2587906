import { randomUUID } from 'node:crypto';
import { createConversation } from '../../../src/conversation/create-conversation';
import type { MuteDeps } from '../../../src/conversation/mutes/mute-deps';
import { decodeErrorText } from '../../../src/knowledge/decode-error-text';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import type { Mute } from '../../../src/ports/mute-book';
import type { Action, Report } from '../../../src/reports/report';
import { memoryConversations } from '../../support/memory-conversations';
import { memoryMutes } from '../../support/memory-mutes';
import { memoryRoutes } from '../../support/memory-routes';
import { type RecordedChannel, recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { waitingClock } from '../../support/waiting-clock';

const now = new Date('2026-11-21T15:30:00Z');
const ann = { id: '29:ann', name: 'Ann' };

describe('mute', () => {
  it('says what is muted here, until when, by whom, why, and what still comes', async () => {
    const talk = open();

    const report = await talk.say('mute device-42 for 2h because the fan is replaced');

    expect(textOf(report)).toBe(
      'Device device-42: muted in this conversation until 17:30 (UTC), by Ann, because the fan is replaced. Cards that other devices share, alerts that name no device, and every other conversation are as before. What is still open when it ends is shown then.',
    );
    expect(report.actions.map(({ title }) => title)).toEqual(['Unmute', 'All mutes']);
    expect(await talk.mutes()).toEqual([
      {
        id: expect.any(String),
        conversation: { channel: 'teams', id: 'ops' },
        scope: { kind: 'device', value: 'device-42' },
        from: now,
        until: new Date('2026-11-21T17:30:00Z'),
        by: ann,
        reason: 'the fan is replaced',
        createdAt: now,
      },
    ]);
  });

  it.each([
    ['mute line7-* for 2h', { kind: 'pattern', value: 'line7-*' }],
    ['mute Contoso-Hub for 2h', { kind: 'hub', value: 'contoso-hub' }],
    ['mute token renewals for 2h', { kind: 'cause', value: 'token-renewal' }],
    [
      'mute device-42 on north-hub for 2h',
      { kind: 'device', value: 'device-42', hub: 'north-hub' },
    ],
  ])('takes "%s"', async (text, scope) => {
    const talk = open();

    const report = await talk.say(text);

    expect(report.headline.word).toBe('Muted');
    expect((await talk.mutes()).map((mute) => mute.scope)).toEqual([scope]);
  });

  it('asks how long where no end is said, and mutes nothing until then', async () => {
    const talk = open();

    const question = await talk.say('mute device-42 forever because it is old');
    const before = await talk.mutes();
    await talk.click(question, 'Until tomorrow 08:00');

    expect(question.actions.map(({ title }) => title)).toEqual([
      '1 hour',
      '4 hours',
      'Until tomorrow 08:00',
      '24 hours',
    ]);
    expect(before).toEqual([]);
    expect(await talk.mutes()).toMatchObject([
      { until: new Date('2026-11-22T08:00:00Z'), reason: 'it is old' },
    ]);
  });

  it.each(['mute device-42', 'mute contosso-hub for 2h'])(
    'answers a choice for "%s" where everybody sees it',
    async (text) => {
      const talk = open();

      const question = await talk.say(text);

      expect(question.actions.length).toBeGreaterThan(1);
      for (const action of question.actions) expect(action).not.toHaveProperty('inPlace');
    },
  );

  it.each([
    ['mute device-42 for 31 days', '30 days at most'],
    ['mute device-42 from 2026-11-20 10:00 to 2026-11-20 12:00', 'That is over'],
    ['mute device-42 from 2026-11-25 10:00 to 2026-11-24 12:00', 'ends before it begins'],
  ])('refuses "%s"', async (text, why) => {
    const talk = open();

    const report = await talk.say(text);

    expect(report).toMatchObject({ kind: 'problem', code: 'period_invalid' });
    expect(report.spoken).toContain(why);
    expect(JSON.stringify(report)).toContain('Say how long from now');
    expect(await talk.mutes()).toEqual([]);
  });

  it('plans work for later, in the zone of the person', async () => {
    const talk = open({ timeZone: 'Europe/Berlin' });

    const report = await talk.say(
      'planned work on contoso-hub tomorrow 22:00 to 02:00 because firmware roll-out',
    );

    expect(report.headline.word).toBe('Planned');
    expect(textOf(report)).toContain(
      'from Sun 22 Nov 22:00 (Europe/Berlin) until Mon 23 Nov 02:00 (Europe/Berlin)',
    );
    expect(await talk.mutes()).toMatchObject([
      { from: new Date('2026-11-22T21:00:00Z'), until: new Date('2026-11-23T01:00:00Z') },
    ]);
  });

  it('changes the mute of the same thing instead of adding one', async () => {
    const talk = open();
    await talk.say('mute device-42 for 2h');

    await talk.say('mute device-42 for 4h because it takes longer');

    expect(await talk.mutes()).toMatchObject([
      { until: new Date('2026-11-21T19:30:00Z'), reason: 'it takes longer' },
    ]);
  });

  it('says what to do where the list is full', async () => {
    const talk = open();
    for (let n = 0; n < 200; n += 1) await talk.say(`mute device-${n} for 2h`);

    const report = await talk.say('mute device-200 for 2h');

    expect(report).toMatchObject({ kind: 'problem', code: 'mutes_full' });
    expect(await talk.mutes()).toHaveLength(200);
  });

  it('mutes several devices, each by itself', async () => {
    const talk = open();

    await talk.say('mute device-1, device-2 and device-3 for 2h');

    expect((await talk.mutes()).map(({ scope }) => scope.value)).toEqual([
      'device-1',
      'device-2',
      'device-3',
    ]);
  });

  it('offers the hubs there are for one that there is not', async () => {
    const talk = open();

    const report = await talk.say('mute contosso-hub for 2h');
    const muted = await talk.mutes();
    await talk.click(report, 'contoso-hub');

    expect(report).toMatchObject({ kind: 'problem', code: 'mute_hub_unknown' });
    expect(muted).toEqual([]);
    expect(await talk.mutes()).toMatchObject([{ scope: { kind: 'hub', value: 'contoso-hub' } }]);
  });

  it('offers devices that are nearly the same as one that was never seen', async () => {
    const talk = open({
      findDevice: async () => [],
      listLike: async () => ['device-42', 'pump-7'],
    });

    const report = await talk.say('mute device-24 for 2h');
    const muted = await talk.mutes();
    await talk.click(report, 'device-24 all the same');

    expect(report.actions.map(({ title }) => title)).toEqual([
      'device-42',
      'device-24 all the same',
    ]);
    expect(muted).toEqual([]);
    expect(await talk.mutes()).toMatchObject([{ scope: { value: 'device-24' } }]);
  });

  it('takes a device that the logs know without a word, though no event told of it', async () => {
    const talk = open({ findDevice: async () => [], listLike: async () => ['device-24'] });

    const report = await talk.say('mute device-24 for 2h');

    expect(report).toMatchObject({ headline: { word: 'Muted', tone: 'neutral' } });
  });

  it('says that neither events nor logs know a device', async () => {
    const talk = open({ findDevice: async () => [], listLike: async () => [] });

    const report = await talk.say('mute device-24 for 2h');

    expect(textOf(report)).toContain('Neither Event Grid nor the logs told anything of device-24');
    expect(await talk.mutes()).toHaveLength(1);
  });

  it.each([
    ['mute contoso-hub and north-hub for 2h', []],
    ['mute contoso-hub and north-hub', ['1 hour']],
  ])('takes hubs for hubs in "%s"', async (text, clicks) => {
    const talk = open({ findDevice: async () => [] });

    const report = await talk.say(text);
    for (const title of clicks) await talk.click(report, title);

    expect((await talk.mutes()).map(({ scope }) => scope)).toEqual([
      { kind: 'hub', value: 'contoso-hub' },
      { kind: 'hub', value: 'north-hub' },
    ]);
  });

  it('mutes a device of which nothing was received, and says so', async () => {
    const talk = open({ findDevice: async () => [] });

    const report = await talk.say('mute device-24 for 2h');

    expect(report.headline.tone).toBe('warning');
    expect(textOf(report)).toContain('Event Grid told nothing of device-24 so far');
    expect(await talk.mutes()).toHaveLength(1);
  });

  it('asks back where a word is a hub and a device', async () => {
    const talk = open({ findDevice: async () => [{ hub: 'north-hub' }] });

    const report = await talk.say('mute contoso-hub for 2h');
    const muted = await talk.mutes();
    await talk.click(report, 'Device contoso-hub');

    expect(report).toMatchObject({ kind: 'problem', code: 'mute_ambiguous' });
    expect(muted).toEqual([]);
    expect(await talk.mutes()).toMatchObject([{ scope: { kind: 'device', value: 'contoso-hub' } }]);
  });

  it('does not ask where the word says which it is', async () => {
    const talk = open({ findDevice: async () => [{ hub: 'north-hub' }] });

    await talk.say('mute hub contoso-hub for 2h');

    expect(await talk.mutes()).toMatchObject([{ scope: { kind: 'hub', value: 'contoso-hub' } }]);
  });
});

describe('unmute', () => {
  it('ends one mute by its button, in this conversation alone', async () => {
    const talk = open();
    const muted = await talk.say('mute device-42 for 2h');
    const theirs = await talk.sayIn('others', 'unmute all');

    const report = await talk.click(muted, 'Unmute');

    expect(theirs.headline.word).toBe('Not muted');
    expect(textOf(report)).toBe(
      'Device device-42: no longer muted in this conversation. What is still open of it is shown now.',
    );
    expect(await talk.mutes()).toEqual([]);
  });

  it.each([
    ['unmute device-42', 1],
    ['unmute all', 3],
    ['unmute line7-*', 1],
    ['unmute contoso-hub', 1],
    ['unmute device-43', 0],
  ])('ends by "%s" %i', async (text, count) => {
    const talk = open();
    await talk.say('mute device-42 on contoso-hub for 2h');
    await talk.say('mute line7-* for 2h');
    await talk.say('mute contoso-hub for 2h');

    await talk.say(text);

    expect(await talk.mutes()).toHaveLength(3 - count);
  });

  it('says which pattern covers the device still', async () => {
    const talk = open();
    await talk.say('mute line7-* for 2h');

    const report = await talk.say('unmute line7-a');

    expect(textOf(report)).toContain('still covered by the mute of devices like line7-*');
  });
});

describe('mutes', () => {
  it('lists who muted what until when, each with its own button', async () => {
    const talk = open();
    await talk.say('mute device-42 for 2h because the fan is replaced');
    await talk.say('mute contoso-hub from 22:00 to 23:00');

    const report = await talk.say('mutes');

    expect(report).toMatchObject({
      kind: 'mutes',
      mutes: [
        {
          scope: 'Device device-42',
          about: 'Until 17:30 (UTC), by Ann, because the fan is replaced',
        },
        { scope: 'Hub contoso-hub', about: 'Planned from 22:00 (UTC) until 23:00 (UTC), by Ann' },
      ],
    });
  });

  it('needs a conversation', async () => {
    const talk = open();

    const report = await talk.nowhere('mutes');

    expect(report).toMatchObject({ kind: 'problem', code: 'conversation_missing' });
  });
});

function textOf(report: Report): string {
  return report.kind === 'notice' ? report.text : JSON.stringify(report);
}

function open(given: Partial<MuteDeps> & { timeZone?: string } = {}) {
  const book = memoryMutes();
  const posted = recordedChannel();
  const { timeZone, ...mutes } = given;
  const refuse = async (): Promise<never> => {
    throw new Error('nobody asks the logs about mutes');
  };
  const conversation = createConversation({
    diagnose: refuse,
    summarize: refuse,
    check: refuse,
    decode: decodeErrorText,
    mutes: { book, createId: randomUUID, ...mutes },
    hubs: {
      configured: ['contoso-hub', 'north-hub'],
      withRows: async () => [],
      memory: memoryConversations(),
    },
    routes: memoryRoutes(),
    clock: waitingClock(now),
    timeZone: 'UTC',
    context: () => ({ now, portal: { origin: 'https://portal.azure.com' }, decode: findErrorCode }),
    subscribesByItself: false,
    log: recordedLog().log,
  });
  const message = (id: string, more: Partial<IncomingMessage>): IncomingMessage => ({
    conversation: { channel: 'teams', id, reference: {} },
    person: ann,
    text: '',
    receivedAt: now,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...more,
  });
  const sayIn = async (id: string, text: string): Promise<Report> => {
    await conversation.handleMessage(message(id, { text }), posted);
    return lastOf(posted);
  };
  return {
    sayIn,
    say: (text: string) => sayIn('ops', text),
    nowhere: (text: string) =>
      conversation.answer(
        { intent: text as 'mutes', parameters: {}, confidence: 1, suggestions: [] },
        { person: ann },
      ),
    async click(report: Report, title: string): Promise<Report> {
      const action = report.actions.find((each: Action) => each.title === title);
      if (action?.kind !== 'command') throw new Error(`no button ${title}`);
      return conversation.handleAction(message('ops', { action }), posted);
    },
    mutes: (): Promise<Mute[]> => book.list(now, { channel: 'teams', id: 'ops' }),
  };
}

function lastOf({ messages }: RecordedChannel): Report {
  const last = messages.at(-1)?.reports.at(-1);
  if (last === undefined) throw new Error('nothing was posted');
  return last;
}
