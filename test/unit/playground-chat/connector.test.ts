import { callJson, startFakeBot } from '../../support/fake-bot';
import { followEvents } from '../../support/follow-events';
import { card, cardText, type OpenChat, openChat, readHistory } from './open-chat';

describe('the local connector', () => {
  let chat: OpenChat;

  beforeEach(async () => {
    chat = await openChat();
  });

  afterEach(() => chat.bot.close());

  it('gives a new message an id and tells the page', async () => {
    const sent = await chat.bot.connector('POST', `/${chat.conversation}/activities`, card('one'));
    const event = await chat.events.next();

    expect(sent.status).toBe(201);
    expect(event).toMatchObject({ name: 'message', body: { id: sent.body.id, mine: false } });
  });

  it('takes a reply to a message as a new message', async () => {
    const path = `/${chat.conversation}/activities`;
    const first = await chat.bot.connector('POST', path, card('one'));
    const second = await chat.bot.connector('POST', `${path}/${first.body.id}`, card('two'));

    const history = await chat.history();

    expect(history.map((message) => message.id)).toEqual([first.body.id, second.body.id]);
  });

  it('replaces a message in place and says when', async () => {
    const path = `/${chat.conversation}/activities`;
    const { body } = await chat.bot.connector('POST', path, card('asking'));
    await chat.bot.connector('POST', path, card('other'));

    const updated = await chat.bot.connector('PUT', `${path}/${body.id}`, card('answered'));

    const history = await chat.history();
    expect(updated).toEqual({ status: 200, body: { id: body.id } });
    expect(history.map(cardText)).toEqual(['answered', 'other']);
    expect(history[0]?.updatedAt).toBeDefined();
  });

  it('deletes a message and refuses to update it afterwards', async () => {
    const path = `/${chat.conversation}/activities`;
    const { body } = await chat.bot.connector('POST', path, card('one'));

    const removed = await chat.bot.connector('DELETE', `${path}/${body.id}`);
    const updated = await chat.bot.connector('PUT', `${path}/${body.id}`, card('two'));

    expect(removed.status).toBe(200);
    expect(updated).toMatchObject({
      status: 404,
      body: { error: { code: 'ActivityNotFoundInConversation' } },
    });
    expect(await chat.history()).toEqual([]);
  });

  it('passes typing on without keeping it', async () => {
    await chat.bot.connector('POST', `/${chat.conversation}/activities`, { type: 'typing' });

    expect(await chat.events.next()).toEqual({ name: 'typing', body: {} });
    expect(await chat.history()).toEqual([]);
  });

  it('ignores activities that a page cannot show', async () => {
    const path = `/${chat.conversation}/activities`;
    const sent = await chat.bot.connector('POST', path, { type: 'trace' });

    expect(sent.status).toBe(200);
    expect(await chat.history()).toEqual([]);
  });

  it('names the members of a conversation', async () => {
    const all = await chat.bot.connector('GET', `/${chat.conversation}/members`);
    const [member] = all.body as unknown as { id: string; name: string }[];
    const one = await chat.bot.connector(
      'GET',
      `/${chat.conversation}/members/${encodeURIComponent(member?.id ?? '')}`,
    );
    const paged = await chat.bot.connector('GET', `/${chat.conversation}/pagedmembers`);
    const nobody = await chat.bot.connector('GET', `/${chat.conversation}/members/29:nobody`);

    expect(one.body).toEqual(member);
    expect(paged.body.members).toEqual([member]);
    expect(nobody.status).toBe(404);
  });

  it('starts the personal conversation of a person it knows', async () => {
    const all = await chat.bot.connector('GET', `/${chat.conversation}/members`);
    const started = await chat.bot.connector('POST', '', {
      members: all.body,
      activity: { type: 'message', text: 'hello' },
    });

    expect(started).toMatchObject({ status: 201, body: { id: chat.conversation } });
    expect((await chat.history())[0]?.id).toBe(started.body.activityId);
  });

  it('starts a channel with several people who each have their own view', async () => {
    const members = [{ id: '29:ann', name: 'Ann' }, { id: '29:ben' }];
    const { body } = await chat.bot.connector('POST', '', { isGroup: true, members });
    await chat.bot.connector('POST', `/${body.id}/activities`, { type: 'message', text: 'hello' });

    const url = `${chat.bot.origin}/local/chat/events?conversation=${body.id}`;
    const stranger = await callJson('GET', `${url}&person=29:eve`);

    expect(await readHistory(chat.bot.origin, String(body.id))).toHaveLength(1);
    expect(stranger.status).toBe(400);
  });

  it.each([
    ['no type', { text: 'hello' }, 'type: must be text'],
    ['a number as text', { type: 'message', text: 7 }, 'text: must be text'],
    ['an attachment without a type', { type: 'message', attachments: [{}] }, 'contentType'],
    ['attachments that are no list', { type: 'message', attachments: {} }, 'attachments'],
  ])('refuses an activity with %s and names the field', async (_name, activity, words) => {
    const path = `/${chat.conversation}/activities`;
    const refused = await chat.bot.connector('POST', path, activity);

    expect(refused).toMatchObject({
      status: 400,
      body: { error: { code: 'BadArgument', message: expect.stringContaining(words) } },
    });
  });

  it('refuses a message that Teams would find too large', async () => {
    const path = `/${chat.conversation}/activities`;
    const refused = await chat.bot.connector('POST', path, card('x'.repeat(100_001)));

    expect(refused).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } });
  });

  it.each(['channel-unknown', 'personal-nonsense', '..%2f..%2fetc'])(
    'does not know the conversation %s',
    async (id) => {
      const refused = await chat.bot.connector('POST', `/${id}/activities`, card('one'));

      expect(refused).toMatchObject({
        status: 404,
        body: { error: { code: 'ConversationNotFound' } },
      });
    },
  );

  it('is gone for the bot once the person has begun a new conversation', async () => {
    const replaced = { replaces: chat.conversation };
    const opened = await callJson('POST', `${chat.bot.origin}/local/chat/conversations`, replaced);

    const refused = await chat.bot.connector(
      'POST',
      `/${chat.conversation}/activities`,
      card('late'),
    );

    expect(opened.body.conversation).not.toBe(chat.conversation);
    expect(await chat.events.next()).toEqual({ name: 'closed', body: {} });
    expect(await chat.events.next()).toBeUndefined();
    expect(refused.status).toBe(404);
  });
});

describe('the local connector after a restart', () => {
  const conversation = 'personal-00000000-0000-4000-8000-000000000042';

  it('lets the bot post and update where it posted before', async () => {
    const bot = await startFakeBot();

    const updated = await bot.connector('PUT', `/${conversation}/activities/17`, card('resolved'));
    const posted = await bot.connector('POST', `/${conversation}/activities`, card('new'));

    const history = await readHistory(bot.origin, conversation);
    await bot.close();
    expect([updated.status, posted.status]).toEqual([200, 201]);
    expect(history.map(cardText)).toEqual(['resolved', 'new']);
  });

  it('introduces the bot again when the page comes back', async () => {
    const bot = await startFakeBot();
    await bot.connector('POST', `/${conversation}/activities`, card('early'));

    await callJson('POST', `${bot.origin}/local/chat/conversations`, { conversation });
    await callJson('POST', `${bot.origin}/local/chat/conversations`, { conversation });

    await bot.close();
    expect(bot.heard.map((activity) => activity.type)).toEqual(['conversationUpdate']);
  });
});

describe('the memory of the local connector', () => {
  it('drops the oldest messages but lets the bot update them', async () => {
    const limits = { conversations: 2, messages: 3, bytes: 1_000_000 };
    const chat = await openChat({ limits });
    const path = `/${chat.conversation}/activities`;
    const ids: unknown[] = [];
    for (const text of ['1', '2', '3', '4']) {
      ids.push((await chat.bot.connector('POST', path, card(text))).body.id);
    }

    const before = (await chat.history()).map(cardText);
    const updated = await chat.bot.connector('PUT', `${path}/${ids[0]}`, card('1 again'));

    await chat.bot.close();
    expect(before).toEqual(['2', '3', '4']);
    expect(updated.status).toBe(200);
  });

  it('drops by size and always keeps the newest', async () => {
    const chat = await openChat({ limits: { conversations: 2, messages: 9, bytes: 1000 } });
    const path = `/${chat.conversation}/activities`;
    for (const text of ['1', 'x'.repeat(3000), 'y'.repeat(3000)]) {
      await chat.bot.connector('POST', path, card(text));
    }

    const kept = (await chat.history()).map(cardText);

    await chat.bot.close();
    expect(kept).toEqual(['y'.repeat(3000)]);
  });

  it('closes the conversation that nobody used for longest', async () => {
    const chat = await openChat({ limits: { conversations: 2, messages: 9, bytes: 1000 } });
    const open = () => callJson('POST', `${chat.bot.origin}/local/chat/conversations`, {});
    const second = await open();
    await chat.history();
    await open();

    const kept = await followEvents(chat.bot.origin, chat.conversation);
    const dropped = await followEvents(chat.bot.origin, String(second.body.conversation));

    kept.close();
    dropped.close();
    await chat.bot.close();
    expect([kept.status, dropped.status]).toEqual([200, 404]);
  });
});
