import { card, type OpenChat, openChat } from './open-chat';

describe('a reply in a thread', () => {
  let chat: OpenChat;

  beforeEach(async () => {
    chat = await openChat();
  });

  afterEach(() => chat.bot.close());

  const reply = { type: 'message', text: 'boiler-1 is back' };
  async function post(path: string, body: object): Promise<string> {
    const answer = await chat.bot.connector('POST', `/${chat.conversation}${path}`, body);
    expect(answer.status).toBe(201);
    return String(answer.body.id);
  }
  async function rootsShown() {
    return (await chat.history()).map(({ replyTo }) => replyTo);
  }

  it('stands below the message that the conversation names', async () => {
    const root = await post('/activities', card('Firing'));

    await post(`;messageid=${root}/activities`, reply);

    expect(await rootsShown()).toEqual([undefined, root]);
  });

  it('stands below the card that it answers, also as an answer to a reply', async () => {
    const root = await post('/activities', card('Firing'));

    const first = await post(`/activities/${root}`, reply);
    await post('/activities', { ...reply, replyToId: first });

    expect(await rootsShown()).toEqual([undefined, root, root]);
  });

  it('is no thread when the bot answers what a person said', async () => {
    const said = await chat.ask('messages', { text: 'summary' });

    await post(`/activities/${said.body.id}`, card('Summary'));

    expect(await rootsShown()).toEqual([undefined, undefined]);
  });

  it('is changed in its place', async () => {
    const root = await post('/activities', card('Firing'));
    const id = await post(`;messageid=${root}/activities`, reply);

    const path = `/${chat.conversation};messageid=${root}/activities/${id}`;
    await chat.bot.connector('PUT', path, { ...reply, text: 'boiler-1 is back for good' });

    expect((await chat.history()).at(-1)).toMatchObject({
      replyTo: root,
      text: 'boiler-1 is back for good',
    });
  });
});
