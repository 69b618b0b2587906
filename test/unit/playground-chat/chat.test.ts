import { callJson, startFakeBot } from '../../support/fake-bot';
import { card, cardText, type OpenChat, openChat, readHistory } from './open-chat';

const cardType = 'application/vnd.microsoft.card.adaptive';

describe('the page talking to the bot', () => {
  let chat: OpenChat;

  beforeEach(async () => {
    chat = await openChat({ now: () => new Date('2026-01-02T03:04:05.678Z') });
  });

  afterEach(() => chat.bot.close());

  it('introduces the bot once to a new conversation', async () => {
    await callJson('POST', `${chat.bot.origin}/local/chat/conversations`, {
      conversation: chat.conversation,
    });

    const [update, ...others] = chat.bot.heard;
    expect(others).toEqual([]);
    expect(update).toMatchObject({
      type: 'conversationUpdate',
      channelId: 'msteams',
      serviceUrl: `${chat.bot.origin}/local/connector/`,
      conversation: { id: chat.conversation, conversationType: 'personal' },
      membersAdded: [{ id: '28:reconnect' }, { id: update?.from.id }],
    });
  });

  it('sends words as a message activity with the place of the reader', async () => {
    const place = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
    const sent = await chat.ask('messages', { text: ' why did device-42 disconnect ', ...place });

    expect(sent.status).toBe(201);
    expect(chat.bot.heard[1]).toMatchObject({
      type: 'message',
      id: sent.body.id,
      text: 'why did device-42 disconnect',
      locale: 'de-DE',
      localTimezone: 'Europe/Berlin',
      timestamp: '2026-01-02T03:04:05.678Z',
      localTimestamp: '2026-01-02T04:04:05.678+01:00',
      recipient: { id: '28:reconnect' },
    });
  });

  it('shows what was said to every tab of the conversation', async () => {
    await chat.ask('messages', { text: 'summary' });

    const event = await chat.events.next();

    expect(event).toMatchObject({ name: 'message', body: { text: 'summary', mine: true } });
  });

  it('keeps the reason at a message that the bot refused', async () => {
    chat.bot.onActivity = async () => ({ status: 500, body: { message: 'the store is closed' } });

    const sent = await chat.ask('messages', { text: 'summary' });

    const message = 'The bot answered 500 Internal Server Error: the store is closed';
    expect(sent).toEqual({ status: 502, body: { error: { code: 'bot_refused', message } } });
    expect((await chat.history())[0]?.failure).toEqual({ code: 'bot_refused', message });
  });

  it('sends the data of Action.Submit as the value of a message', async () => {
    const { body } = await chat.bot.connector(
      'POST',
      `/${chat.conversation}/activities`,
      card('one'),
    );
    const click = { messageId: body.id, kind: 'submit', data: { verb: 'check', note: 'x' } };

    const answer = await chat.ask('actions', click);

    expect(answer).toEqual({ status: 200, body: { outcome: 'none' } });
    expect(chat.bot.heard[1]).toMatchObject({
      type: 'message',
      replyToId: body.id,
      value: { verb: 'check', note: 'x' },
    });
    expect(chat.bot.heard[1]?.text).toBeUndefined();
  });

  it('sends Action.Execute as an invoke and shows its card in place', async () => {
    const { body } = await chat.bot.connector(
      'POST',
      `/${chat.conversation}/activities`,
      card('before'),
    );
    const value = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'after' }] };
    chat.bot.onActivity = async () => ({
      status: 200,
      body: { statusCode: 200, type: cardType, value },
    });
    const action = { title: 'Why', id: 'again', verb: 'why', data: { devices: ['device-42'] } };

    const answer = await chat.ask('actions', { messageId: body.id, kind: 'execute', ...action });

    expect(answer.body).toEqual({ outcome: 'card' });
    expect(chat.bot.heard[1]).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: body.id,
      value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
    });
    expect((await chat.history()).map(cardText)).toEqual(['after']);
  });

  it('shows a later update of the message over the card of a click', async () => {
    const path = `/${chat.conversation}/activities`;
    const { body } = await chat.bot.connector('POST', path, card('before'));
    chat.bot.onActivity = async () => ({ status: 200, body: { type: cardType, value: {} } });
    await chat.ask('actions', { messageId: body.id, kind: 'execute' });

    await chat.bot.connector('PUT', `${path}/${body.id}`, card('for all'));

    expect((await chat.history()).map(cardText)).toEqual(['for all']);
  });

  it('does not cover an update that came while the click was answered', async () => {
    const path = `/${chat.conversation}/activities`;
    const { body } = await chat.bot.connector('POST', path, card('before'));
    chat.bot.onActivity = async () => {
      await chat.bot.connector('PUT', `${path}/${body.id}`, card('answer'));
      return { status: 200, body: { type: cardType, value: {} } };
    };

    await chat.ask('actions', { messageId: body.id, kind: 'execute' });

    expect((await chat.history()).map(cardText)).toEqual(['answer']);
  });

  it.each([
    [{ type: 'application/vnd.microsoft.activity.message', value: 'Done' }, 'message'],
    [{ type: 'application/vnd.microsoft.error', value: { message: 'No such verb' } }, undefined],
    [{ statusCode: 400, type: 'x', value: {} }, undefined],
    [{ statusCode: 200, type: 'x' }, 'none'],
    [undefined, 'none'],
  ])('reads the answer %j of a click', async (body, outcome) => {
    const path = `/${chat.conversation}/activities`;
    const posted = await chat.bot.connector('POST', path, card('before'));
    chat.bot.onActivity = async () => ({ status: 200, body });

    const answer = await chat.ask('actions', { messageId: posted.body.id, kind: 'execute' });

    expect(answer.status).toBe(outcome ? 200 : 502);
    expect(answer.body.outcome).toBe(outcome);
  });

  it('refuses a click on a message that is gone', async () => {
    const answer = await chat.ask('actions', { messageId: '17', kind: 'submit' });

    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'message_gone' } } });
  });

  it.each([
    ['messages', {}, 'text: must be text'],
    ['messages', { text: '  ' }, 'text: must not be empty'],
    ['messages', { text: 'x'.repeat(4001) }, 'text: must be shorter'],
    ['messages', { text: 'a', conversation: '' }, 'conversation: must not be empty'],
    ['messages', { text: 'a', timeZone: 'Mars/Base' }, 'timeZone: must be an IANA time zone'],
    ['messages', { text: 'a', locale: 7 }, 'locale: must be text'],
    ['actions', { kind: 'submit' }, 'messageId'],
    ['actions', { kind: 'dance', messageId: '1' }, 'kind: must be submit or execute'],
    ['actions', { kind: 'submit', messageId: '1', verb: 'x'.repeat(501) }, 'verb'],
  ])('refuses %s with %j and names the field', async (path, body, words) => {
    const refused = await chat.ask(path, body);

    const error = { code: 'input_invalid', message: expect.stringContaining(words) };
    expect(refused).toMatchObject({ status: 400, body: { error } });
  });
});

describe('a bot that is not there', () => {
  it('is said so in the conversation and asked again on the next visit', async () => {
    const bot = await startFakeBot();
    bot.onActivity = async () => ({ status: 503, body: undefined });
    const opened = await callJson('POST', `${bot.origin}/local/chat/conversations`, {});
    const conversation = String(opened.body.conversation);
    bot.onActivity = async () => undefined;

    await callJson('POST', `${bot.origin}/local/chat/conversations`, { conversation });

    const [notice] = await readHistory(bot.origin, conversation);
    await bot.close();
    expect(opened.status).toBe(200);
    expect(notice).toMatchObject({ role: 'connector', failure: { code: 'bot_refused' } });
    expect(bot.heard).toHaveLength(2);
  });
});
