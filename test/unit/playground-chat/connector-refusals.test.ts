import { callJson } from '../../support/fake-bot';
import { card, type OpenChat, openChat } from './open-chat';

describe('what the local connector refuses', () => {
  let chat: OpenChat;
  let now: Date;

  async function open(enforceLimits: boolean) {
    now = new Date('2026-01-02T03:04:05Z');
    chat = await openChat({ now: () => now, enforceLimits });
  }

  async function send(text: string) {
    const path = `/${chat.conversation}/activities`;
    const url = `${chat.bot.origin}/local/connector/v3/conversations${path}`;
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(card(text)),
    });
    const { error } = (await response.json()) as { error?: { code: string } };
    return [response.status, error?.code, response.headers.get('retry-after')];
  }

  const faults = (method: string, body?: object) =>
    callJson(method, `${chat.bot.origin}/local/chat/chat-faults`, body);

  afterEach(() => chat.bot.close());

  it('answers 429 with Retry-After to a bot that is faster than Teams allows', async () => {
    await open(true);
    for (let turn = 0; turn < 7; turn += 1) await send(`card ${turn}`);

    const refused = await send('card 8');
    now = new Date(now.getTime() + 1000);

    expect(refused).toEqual([429, 'TooManyRequests', '1']);
    expect((await send('card 8')).at(0)).toBe(201);
    const { body } = await callJson('GET', `${chat.bot.origin}/local/chat/wire`);
    const entries = body.entries as { outcome: string; isFailure: boolean }[];
    expect(entries.filter(({ isFailure }) => isFailure)).toMatchObject([
      { outcome: 'Too many requests: 429, Retry-After: 1.' },
    ]);
  });

  it('limits nothing where that is switched off', async () => {
    await open(false);
    const answers = [];
    for (let turn = 0; turn < 12; turn += 1) answers.push((await send(`card ${turn}`))[0]);

    expect(answers).toEqual(Array(12).fill(201));
  });

  it.each([
    ['chat is busy', [429, 'TooManyRequests', '30']],
    ['bot removed', [403, 'BotNotInConversationRoster', null]],
    ['chat deleted', [404, 'ConversationNotFound', null]],
  ])('plays "%s" for as long as it is switched on', async (fault, expected) => {
    await open(false);
    const { conversation } = chat;

    const switched = await faults('POST', { fault, conversation, seconds: 60 });
    const refused = await send('card');
    now = new Date(now.getTime() + 60_000);

    expect(switched.body.active).toMatchObject([{ fault, until: '2026-01-02T03:05:05.000Z' }]);
    expect(refused).toEqual(expected);
    expect((await send('card'))[0]).toBe(201);
    expect((await faults('GET')).body.active).toEqual([]);
  });

  it('takes the bot out of one chat only, until it is switched off', async () => {
    await open(false);
    await faults('POST', { fault: 'bot removed', conversation: 'another' });

    const here = await send('card');
    await faults('POST', { fault: 'bot removed', conversation: chat.conversation });
    const removed = await send('card');
    await faults('DELETE', {});

    expect([here[0], removed[0], (await send('card'))[0]]).toEqual([201, 403, 201]);
  });

  it('has no other faults', async () => {
    await open(false);

    expect((await faults('POST', { fault: 'fire' })).status).toBe(404);
    expect((await faults('POST', { fault: '' })).status).toBe(400);
  });
});
