import { createConversation } from '../../../src/conversation/create-conversation';
import { decodeErrorText } from '../../../src/knowledge/decode-error-text';
import { findErrorCode } from '../../../src/knowledge/find-error-code';
import type { IncomingMessage } from '../../../src/ports/chat-channel';
import type { Route, RouteFilter } from '../../../src/ports/route-book';
import type { Report } from '../../../src/reports/report';
import { reportNotice } from '../../../src/reports/report-notice';
import { memoryConversations } from '../../support/memory-conversations';
import { memoryMutes } from '../../support/memory-mutes';
import { memoryRoutes } from '../../support/memory-routes';
import { recordedChannel } from '../../support/recorded-channel';
import { recordedLog } from '../../support/recorded-log';
import { waitingClock } from '../../support/waiting-clock';

const now = new Date('2026-11-21T15:30:00Z');

describe('subscribe', () => {
  it.each<[string, RouteFilter | undefined, string]>([
    ['subscribe', undefined, 'This conversation now gets alert cards.'],
    [
      'subscribe to Contoso-Hub',
      { hubs: ['contoso-hub'] },
      'This conversation now gets alert cards: hub contoso-hub.',
    ],
    [
      'subscribe to contoso-hub and north-hub',
      { hubs: ['contoso-hub', 'north-hub'] },
      'This conversation now gets alert cards: hub contoso-hub or north-hub.',
    ],
    [
      'subscribe to line7-* on contoso-hub',
      { hubs: ['contoso-hub'], devices: ['line7-*'] },
      'This conversation now gets alert cards: devices like line7-* on contoso-hub. Alerts that name no device are shown as well.',
    ],
    [
      'subscribe sev2 and worse',
      { severity: 'Sev2' },
      'This conversation now gets alert cards: Sev2 and worse. What has no severity is shown as well; devices that go away count as Sev3, five or more together as Sev1.',
    ],
    [
      'subscribe to site outages',
      { causes: ['site-outage'] },
      'This conversation now gets alert cards: cause site-outage. First cards wait until the logs name a cause; where the logs cannot be asked, they are shown.',
    ],
  ])('"%s" keeps %j and says so', async (text, filter, said) => {
    const talk = open();

    const report = await talk.say(text);

    expect(report).toMatchObject({ headline: { word: 'Subscribed', tone: 'good' }, text: said });
    expect((await talk.routes.list()).map((route) => route.filter)).toEqual([filter]);
  });

  it('takes the place of what was asked before, and says what that was', async () => {
    const talk = open();
    await talk.say('subscribe to contoso-hub');

    const report = await talk.say('subscribe to north-hub');
    const again = await talk.say('subscribe to north-hub');
    const everything = await talk.click(again, 'Everything');

    expect([report.spoken, again.spoken, everything.spoken]).toEqual([
      'This conversation now gets alert cards: hub north-hub. Until now it got hub contoso-hub.',
      'This conversation already gets alert cards: hub north-hub.',
      'This conversation now gets alert cards: everything. Until now it got hub north-hub.',
    ]);
    expect(await talk.routes.list()).toHaveLength(1);
  });

  it('changes nothing for a hub that there is not, and offers those there are', async () => {
    const talk = open();

    const report = await talk.say('subscribe to contosso-hub');
    const before = await talk.routes.list();
    await talk.click(report, 'contoso-hub');

    expect(report).toMatchObject({ kind: 'problem', code: 'subscribe_hub_unknown' });
    expect(report.actions[0]?.tooltip).toBe('Subscribe to contoso-hub');
    expect(before).toEqual([]);
    expect(await talk.routes.list()).toMatchObject([{ filter: { hubs: ['contoso-hub'] } }]);
  });

  it('asks back where hubs and devices are named side by side', async () => {
    const talk = open();

    const report = await talk.say('subscribe to contoso-hub and device-42');

    expect(report.headline.word).toBe('Question');
    expect(await talk.routes.list()).toEqual([]);
  });

  it.each([
    [0, 'This conversation now gets alert cards.'],
    [1, 'This conversation now gets alert cards. One incident is open already; its card follows.'],
    [
      7,
      'This conversation now gets alert cards. 7 incidents are open already; their cards follow.',
    ],
  ])('tells of %i that are open already', async (shown, said) => {
    const asked: Route[] = [];
    const talk = open(async (route) => {
      asked.push(route);
      return shown;
    });

    const report = await talk.say('subscribe');

    expect(report.spoken).toBe(said);
    expect(asked).toMatchObject([{ conversation: { channel: 'teams', id: 'ops' } }]);
  });
});

describe('subscriptions', () => {
  it.each([
    ['subscribe', 'This conversation gets alert cards: everything.'],
    ['subscribe to contoso-hub', 'This conversation gets alert cards: hub contoso-hub.'],
    ['unsubscribe', 'This conversation gets no alert cards.'],
  ])('after "%s" says "%s"', async (before, said) => {
    const talk = open();
    await talk.say(before);

    const report = await talk.say('subscriptions');

    expect(report.spoken.startsWith(said)).toBe(true);
  });
});

it('being added once more leaves what was asked for as it is', async () => {
  const talk = open(undefined, { subscribesByItself: true });
  await talk.say('subscribe to contoso-hub');

  await talk.add();

  expect(await talk.routes.list()).toMatchObject([{ filter: { hubs: ['contoso-hub'] } }]);
});

function open(
  showOpen?: (route: Route) => Promise<number>,
  { subscribesByItself = false }: { subscribesByItself?: boolean } = {},
) {
  const routes = memoryRoutes();
  const posted = recordedChannel();
  const refuse = async (): Promise<never> => {
    throw new Error('nobody asks about this');
  };
  const conversation = createConversation({
    diagnose: refuse,
    summarize: refuse,
    check: refuse,
    decode: decodeErrorText,
    mutes: { book: memoryMutes(), createId: () => 'id' },
    incidents: {
      find: refuse,
      listShown: refuse,
      draw: () => reportNotice('not asked for'),
      acknowledge: refuse,
      listMembers: refuse,
      ...(showOpen === undefined ? {} : { showOpen }),
    },
    hubs: {
      configured: ['contoso-hub', 'north-hub'],
      withRows: async () => [],
      memory: memoryConversations(),
    },
    routes,
    clock: waitingClock(now),
    timeZone: 'UTC',
    context: () => ({ now, portal: { origin: 'https://portal.azure.com' }, decode: findErrorCode }),
    subscribesByItself,
    log: recordedLog().log,
  });
  const to = { channel: 'teams', id: 'ops', reference: {} };
  const message = (more: Partial<IncomingMessage>): IncomingMessage => ({
    conversation: to,
    person: { id: '29:ann', name: 'Ann' },
    text: '',
    receivedAt: now,
    ...more,
  });
  return {
    routes,
    add: () => conversation.handleAdded(to, posted),
    async say(text: string): Promise<Report> {
      await conversation.handleMessage(message({ text }), posted);
      const last = posted.messages.at(-1)?.reports.at(-1);
      if (last === undefined) throw new Error('nothing was posted');
      return last;
    },
    click(report: Report, title: string): Promise<Report> {
      const action = report.actions.find((each) => each.title === title);
      if (action?.kind !== 'command') throw new Error(`no button ${title}`);
      return conversation.handleAction(message({ action }), posted);
    },
  };
}
