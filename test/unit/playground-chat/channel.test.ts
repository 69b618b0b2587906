import { botPerson, channelId } from '../../../src/playground/chat/conversation';
import { callJson, type FakeBot, startFakeBot } from '../../support/fake-bot';
import { type EventStream, followEvents, type PageMessage } from '../../support/follow-events';
import { card, cardText } from './open-chat';

const [ada, grace] = ['29:ada', '29:grace'];
const cardType = 'application/vnd.microsoft.card.adaptive';

describe('the channel of two people', () => {
  let bot: FakeBot;

  beforeEach(async () => {
    bot = await startFakeBot();
    for (const as of ['ada', 'grace']) await callJson('POST', `${chat()}/conversations`, { as });
  });

  afterEach(() => bot.close());

  const chat = () => `${bot.origin}/local/chat`;
  const ask = (person: string, path: string, body: object) =>
    callJson('POST', `${chat()}/${path}`, { conversation: channelId, person, ...body });

  async function follow(person: string): Promise<EventStream> {
    const events = await followEvents(bot.origin, channelId, person);
    await events.next();
    return events;
  }

  async function read(person: string): Promise<PageMessage[]> {
    const events = await followEvents(bot.origin, channelId, person);
    const history = await events.next();
    events.close();
    return (history?.body.messages ?? []) as PageMessage[];
  }

  async function sendCard(): Promise<string> {
    const path = `/${encodeURIComponent(channelId)}/activities`;
    return String((await bot.connector('POST', path, card('for all'))).body.id);
  }

  it('is one conversation, told to the bot once, without the people as new members', async () => {
    const [added, ...more] = bot.heard;

    expect(more).toEqual([]);
    expect(added).toMatchObject({
      type: 'conversationUpdate',
      membersAdded: [botPerson],
      conversation: { id: channelId, conversationType: 'channel', isGroup: true },
      channelData: { channel: { id: channelId } },
    });
  });

  it('mentions the bot as Teams does and says who asks', async () => {
    await ask(grace, 'messages', { text: 'summary' });

    expect(bot.heard.at(-1)).toMatchObject({
      type: 'message',
      text: '<at>Reconnect</at> summary',
      from: { id: grace, name: 'Grace' },
      entities: [
        { type: 'mention', mentioned: { id: botPerson.id }, text: '<at>Reconnect</at>' },
        { type: 'clientInfo' },
      ],
    });
  });

  it('shows a question to both, each from their side', async () => {
    await ask(ada, 'messages', { text: '@reconnect, summary' });

    const [[forAda], [forGrace]] = [await read(ada), await read(grace)];
    expect(forAda).toMatchObject({ name: 'Ada', mine: true, text: '@Reconnect summary' });
    expect(forGrace).toMatchObject({ name: 'Ada', mine: false, text: '@Reconnect summary' });
    expect(bot.heard.at(-1)?.text).toBe('<at>Reconnect</at> summary');
  });

  it('keeps from the bot what people say to each other', async () => {
    const before = bot.heard.length;

    await ask(ada, 'messages', { text: 'who is on call?', mentionsBot: false });

    expect(bot.heard).toHaveLength(before);
    expect(await read(grace)).toMatchObject([{ text: 'who is on call?', isAmongPeople: true }]);
  });

  it('gives the bot a mention that was typed by hand', async () => {
    await ask(ada, 'messages', { text: '@Reconnect help', mentionsBot: false });

    expect(bot.heard.at(-1)?.text).toBe('<at>Reconnect</at> help');
  });

  it('shows the answer to a click to the clicker alone', async () => {
    const messageId = await sendCard();
    const value = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'for Grace' }] };
    bot.onActivity = async () => ({
      status: 200,
      body: { statusCode: 200, type: cardType, value },
    });

    await ask(grace, 'actions', { messageId, kind: 'execute', verb: 'why' });

    expect(bot.heard.at(-1)).toMatchObject({ type: 'invoke', from: { id: grace } });
    expect([cardText((await read(ada))[0]), cardText((await read(grace))[0])]).toEqual([
      'for all',
      'for Grace',
    ]);
  });

  it('shows a change of the message to everybody, over what was only for one', async () => {
    const messageId = await sendCard();
    const value = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'for Grace' }] };
    bot.onActivity = async () => ({
      status: 200,
      body: { statusCode: 200, type: cardType, value },
    });
    await ask(grace, 'actions', { messageId, kind: 'execute', verb: 'why' });
    const streams = [await follow(ada), await follow(grace)];

    const path = `/${encodeURIComponent(channelId)}/activities/${messageId}`;
    await bot.connector('PUT', path, card('changed'));

    for (const stream of streams) {
      const event = await stream.next();
      expect(cardText(event?.body as unknown as PageMessage)).toBe('changed');
      stream.close();
    }
  });

  it('names both as members to the bot', async () => {
    const { body } = await bot.connector('GET', `/${encodeURIComponent(channelId)}/pagedmembers`);

    expect(body.members).toMatchObject([{ name: 'Ada' }, { name: 'Grace' }]);
  });

  it('is not closed by somebody who begins a personal chat', async () => {
    await callJson('POST', `${chat()}/conversations`, { replaces: channelId });

    expect((await ask(ada, 'messages', { text: 'help' })).status).toBe(201);
  });

  it('is known again after a restart, when the bot writes to it', async () => {
    const other = await startFakeBot();

    const path = `/${encodeURIComponent(channelId)}/activities/1712345678901`;
    const { status } = await other.connector('PUT', path, card('still firing'));

    await other.close();
    expect(status).toBe(200);
  });

  it('takes nobody else', async () => {
    const stranger = await ask('29:eve', 'messages', { text: 'help' });
    const unknown = await callJson('POST', `${chat()}/conversations`, { as: 'eve' });

    expect([stranger.status, unknown.status]).toEqual([400, 400]);
  });
});
