import { createTeamsChannel } from '../../../src/adapters/teams/create-teams-channel';
import type { ChatHandlers, HttpReply } from '../../../src/adapters/teams/turn';
import type { ConversationAddress, IncomingMessage } from '../../../src/ports/chat-channel';
import type { Report } from '../../../src/reports/report';
import { reportNotice } from '../../../src/reports/report-notice';
import { AppError } from '../../../src/shared/app-error';
import { type FakeConnector, openFakeConnector } from '../../support/fake-connector';
import { recordedLog } from '../../support/recorded-log';
import { executeActivity, messageActivity } from '../../support/teams-activities';

const now = new Date('2026-11-21T09:23:00Z');
const bot = { appType: 'SingleTenant', appId: '', appPassword: '', tenantId: '' };
const cardType = 'application/vnd.microsoft.card.adaptive';

let connector: FakeConnector;

beforeEach(async () => {
  connector = await openFakeConnector();
});

afterEach(() => connector.close());

describe('messages', () => {
  it('are answered at once and handed on in plain text with sender, zone and conversation', async () => {
    const { send, messages } = openChannel();

    const reply = await send(messageActivity({ text: 'why did device-42 disconnect' }));

    expect(reply).toEqual({ status: 200, body: undefined });
    expect(messages).toEqual([
      expect.objectContaining({
        text: 'why did device-42 disconnect',
        person: { id: '29:alex', name: 'Alex' },
        timeZone: 'Europe/Berlin',
        receivedAt: now,
      }),
    ]);
    expect(messages[0]?.conversation).toMatchObject({ channel: 'teams', id: 'a:personal' });
    expect(messages[0]).not.toHaveProperty('home');
  });

  it('are answered before the work on them ends', async () => {
    let finish: (() => void) | undefined;
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { send } = openChannel({ message: () => work });

    const reply = await send(messageActivity());

    expect(reply.status).toBe(200);
    finish?.();
  });

  it('whose work fails are logged and still answered', async () => {
    const { send, lines } = openChannel({
      message: () => Promise.reject(new Error('broken')),
    });

    const reply = await send(messageActivity());

    expect(reply.status).toBe(200);
    await Promise.resolve();
    expect(lines().join('')).toContain('background work failed');
  });

  const mention = { type: 'mention', mentioned: { id: '28:bot', name: 'Reconnect' } };

  it.each([
    [
      'a mention',
      '<at>Reconnect</at> summary',
      [{ ...mention, text: '<at>Reconnect</at>' }],
      'summary',
    ],
    ['a mention behind', 'summary <at id="0">Reconnect</at>', [], 'summary'],
    ['a broken mention', 'help</at>', [{ type: 'mention' }], 'help'],
    ['hard blanks', 'check&nbsp;device-42', undefined, 'check device-42'],
    ['markup', '<p>check device-42<br></p>', undefined, 'check device-42'],
    ['bold words', 'what is <strong>404104</strong>', undefined, 'what is 404104'],
    [
      'links',
      'check <a href="https://x/?q=1" title="y">device-42</a>',
      undefined,
      'check device-42',
    ],
    [
      'lists',
      '<ul><li>check</li><li><code>device-42</code></li></ul>',
      undefined,
      'check  device-42',
    ],
    ['entities', 'check a&amp;lt;b', undefined, 'check a&lt;b'],
    ['no text', undefined, undefined, ''],
  ])('lose %s', async (_what, text, entities, expected) => {
    const { send, messages } = openChannel();

    await send(messageActivity({ text, entities }));

    expect(messages[0]?.text).toBe(expected);
  });

  it('may give every field that is not needed as null', async () => {
    const { send, messages } = openChannel();
    const nothing = { name: null, replyToId: null, locale: null, localTimezone: null, value: null };

    const reply = await send(
      messageActivity({
        ...nothing,
        text: null,
        entities: null,
        membersAdded: null,
        from: { id: '29:alex', name: null },
        conversation: { id: 'a:x', conversationType: null, tenantId: null, isGroup: null },
      }),
    );

    expect(reply.status).toBe(200);
    expect(messages[0]).toMatchObject({ text: '', person: { id: '29:alex', name: '' } });
    expect(JSON.stringify(messages[0]?.conversation.reference)).not.toContain('null');
  });

  it('carry the button of an Action.Submit and the message it sat on', async () => {
    const { send, messages } = openChannel();
    const value = { verb: 'why', parameters: { devices: ['device-42'] }, msteams: {} };

    await send(messageActivity({ text: undefined, value, replyToId: 'message-7' }));

    expect(messages[0]).toMatchObject({
      text: '',
      action: { verb: 'why', parameters: { devices: ['device-42'] } },
      messageId: 'message-7',
    });
  });

  it('from a thread name the channel around it as home', async () => {
    const { send, messages } = openChannel();
    const id = '19:abc@thread.tacv2;messageid=1700';

    await send(messageActivity({ conversation: { id, conversationType: 'channel' } }));

    expect(messages[0]?.conversation.id).toBe(id);
    expect(messages[0]?.home?.id).toBe('19:abc@thread.tacv2');
    expect(messages[0]?.home?.reference).toMatchObject({
      conversation: { id: '19:abc@thread.tacv2' },
    });
  });

  it('tell the zone through an entity where the activity does not', async () => {
    const { send, messages } = openChannel();
    const entities = [{ type: 'clientInfo', timezone: 'Asia/Tokyo' }];

    await send(messageActivity({ localTimezone: undefined, entities }));

    expect(messages[0]?.timeZone).toBe('Asia/Tokyo');
  });
});

describe('being added', () => {
  it('is handed on when the new member is the bot', async () => {
    const { send, added } = openChannel();

    await send(messageActivity({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }));

    expect(added.map(({ id }) => id)).toEqual(['a:personal']);
  });

  it('is not handed on for other members and other updates', async () => {
    const { send, added, messages } = openChannel();

    await send(messageActivity({ type: 'conversationUpdate', membersAdded: [{ id: '29:sam' }] }));
    await send(messageActivity({ type: 'conversationUpdate' }));
    await send(messageActivity({ type: 'typing' }));

    expect(added).toEqual([]);
    expect(messages).toEqual([]);
  });
});

describe('being taken out', () => {
  it.each([
    ['as a member', { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] }],
    ['with the app', { type: 'installationUpdate', action: 'remove' }],
  ])('is handed on when it is told %s', async (_how, activity) => {
    const { send, removed } = openChannel();

    const reply = await send(messageActivity(activity));

    expect(reply.status).toBe(200);
    expect(removed.map(({ channel, id }) => [channel, id])).toEqual([['teams', 'a:personal']]);
    expect(connector.calls).toEqual([]);
  });

  it.each([
    ['another member leaves', { type: 'conversationUpdate', membersRemoved: [{ id: '29:sam' }] }],
    ['the app is upgraded', { type: 'installationUpdate', action: 'remove-upgrade' }],
    ['the app is installed', { type: 'installationUpdate', action: 'add' }],
  ])('is not handed on when %s', async (_what, activity) => {
    const { send, removed, added } = openChannel();

    await send(messageActivity(activity));

    expect(removed).toEqual([]);
    expect(added).toEqual([]);
  });

  it('needs nobody who listens', async () => {
    const { send } = openChannel({ removed: undefined });

    const reply = await send(messageActivity({ type: 'installationUpdate', action: 'remove' }));

    expect(reply.status).toBe(200);
  });
});

describe('Action.Execute', () => {
  it('is answered within the turn by the card of its report', async () => {
    const actions: IncomingMessage[] = [];
    const { send } = openChannel({
      action: async (message) => {
        actions.push(message);
        return reportNotice('Answered');
      },
    });
    const data = { verb: 'check', parameters: { devices: ['device-42'] } };

    const reply = await send(executeActivity(data));

    expect(reply).toEqual({
      status: 200,
      body: { statusCode: 200, type: cardType, value: { says: 'Answered.' } },
    });
    expect(actions[0]).toMatchObject({ action: data, messageId: 'message-7' });
    expect(connector.calls).toEqual([]);
  });

  it('falls back to the verb of the action where the data has none', async () => {
    const actions: IncomingMessage[] = [];
    const { send } = openChannel({
      action: async (message) => {
        actions.push(message);
        return reportNotice('Answered');
      },
    });

    await send(executeActivity({ devices: ['x'] }));

    expect(actions[0]?.action).toEqual({ verb: 'why', parameters: { devices: ['x'] } });
  });

  it.each([
    ['without an action', executeActivity({}, { value: { trigger: 'manual' } }), 400],
    ['without a value', executeActivity({}, { value: null }), 400],
  ])('%s is an error of the protocol', async (_what, activity, statusCode) => {
    const { send } = openChannel();

    const reply = await send(activity);

    expect(reply).toMatchObject({
      status: 200,
      body: { statusCode, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest' } },
    });
  });

  it('that is refused is a 400 of the protocol, and one that fails a 500', async () => {
    const refused = openChannel({
      action: () => Promise.reject(new AppError('action_invalid', 'Not a button of mine.')),
    });
    const broken = openChannel({ action: () => Promise.reject(new Error('secret detail')) });

    const first = await refused.send(executeActivity({}));
    const second = await broken.send(executeActivity({}));

    expect(first.body).toMatchObject({
      statusCode: 400,
      value: { message: 'Not a button of mine.' },
    });
    expect(second.body).toMatchObject({ statusCode: 500 });
    expect(JSON.stringify(second.body)).not.toContain('secret detail');
  });

  it('is the only invoke that is known', async () => {
    const { send } = openChannel();

    const reply = await send(executeActivity({}, { name: 'task/fetch' }));

    expect(reply.status).toBe(501);
  });
});

describe('requests that are not of the Bot Framework', () => {
  it.each([
    ['nothing', undefined, 'The body'],
    ['a text', 'hello', 'The body'],
    ['no conversation', messageActivity({ conversation: undefined }), 'conversation'],
    ['no sender', messageActivity({ from: undefined }), 'from'],
    ['a number for a text', messageActivity({ text: 5 }), 'text'],
  ])('%s gets a 400 that names the field', async (_what, body, field) => {
    const { channel } = openChannel();

    const reply = await send(channel, body);

    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).toContain(field);
  });

  it.each([
    'https://evil.example/connector',
    'http://127.0.0.1.evil.example/',
    'http://user:pass@127.0.0.1/',
    'file:///etc/passwd',
    'nonsense',
  ])('cannot make the bot write to %s', async (serviceUrl) => {
    const { channel, messages } = openChannel();

    const reply = await send(channel, messageActivity({ serviceUrl }));

    expect(reply.status).toBe(403);
    expect(messages).toEqual([]);
  });

  it.each([
    ['no token', {}],
    ['no scheme', { authorization: 'nonsense' }],
    ['a token that is none', { authorization: 'Bearer abc.def.ghi' }],
  ])('are refused with credentials configured and %s', async (_what, headers) => {
    const { channel, messages } = openChannel(
      {},
      { ...bot, appId: 'app', appPassword: 'p', tenantId: 't' },
    );

    const reply = await send(
      channel,
      messageActivity({ serviceUrl: connector.serviceUrl }),
      headers,
    );

    expect(reply.status).toBe(401);
    expect(messages).toEqual([]);
  });
});

describe('posting and updating', () => {
  it('posts the card with its sentence and gives the id by which it is updated', async () => {
    const { channel, address } = await joined();

    const id = await channel.post(address, reportNotice('First'));
    await channel.update(address, id, reportNotice('Second'));

    expect(id).toBe('message-1');
    expect(connector.calls).toMatchObject([
      {
        method: 'POST',
        path: '/connector/v3/conversations/a:personal/activities',
        body: {
          type: 'message',
          summary: 'First.',
          from: { id: '28:bot' },
          recipient: { id: '29:alex' },
          attachments: [{ contentType: cardType, content: { says: 'First.' } }],
        },
      },
      {
        method: 'PUT',
        path: '/connector/v3/conversations/a:personal/activities/message-1',
        body: { id: 'message-1', attachments: [{ content: { says: 'Second.' } }] },
      },
    ]);
    expect(connector.calls[0]?.body).not.toHaveProperty('replyToId');
  });

  it('writes to a conversation whose address went through a store and a restart', async () => {
    const { address } = await joined();
    const stored: ConversationAddress = JSON.parse(JSON.stringify(address));

    const { channel } = openChannel();
    const id = await channel.channel.post(stored, reportNotice('After the restart'));

    expect(id).toBe('message-1');
  });

  it('stays in the thread of a channel', async () => {
    const conversation = { id: '19:abc@thread.tacv2;messageid=1700', conversationType: 'channel' };
    const { channel, address } = await joined({ conversation });

    await channel.post(address, reportNotice('Here'));

    expect(connector.calls[0]?.path).toContain(';messageid=1700/activities');
  });

  it.each([
    [403, 'post', 'chat_gone', {}],
    [404, 'post', 'chat_gone', { error: { code: 'ConversationNotFound' } }],
    [404, 'update', 'chat_message_gone', { error: { code: 'ActivityNotFoundInConversation' } }],
    [404, 'update', 'chat_gone', { error: { code: 'ConversationNotFound' } }],
    [403, 'update', 'chat_gone', { error: { code: 'BotNotInConversationRoster' } }],
    [413, 'post', 'chat_refused', {}],
    [400, 'update', 'chat_refused', {}],
    [502, 'post', 'chat_unreachable', {}],
    [412, 'update', 'chat_unreachable', {}],
  ] as const)('words an answer of %s to %s as %s', async (status, doing, code, body) => {
    const { channel, address } = await joined();
    connector.answerNext({ status, body });

    const outcome =
      doing === 'post'
        ? channel.post(address, reportNotice('x'))
        : channel.update(address, 'message-1', reportNotice('x'));

    await expect(outcome).rejects.toMatchObject({ name: 'AppError', code });
    expect(connector.calls).toHaveLength(1);
  });

  it.each([
    ['7', 7],
    [undefined, undefined],
    ['soon', undefined],
    ['999999', 3600],
  ])(
    'words 429 with Retry-After %s as a pause of %s s, without trying again itself',
    async (header, seconds) => {
      const { channel, address } = await joined();
      const headers: Record<string, string> = header === undefined ? {} : { 'retry-after': header };
      connector.answerNext({ status: 429, body: {}, headers });

      const outcome = channel.post(address, reportNotice('x'));

      await expect(outcome).rejects.toMatchObject({
        code: 'chat_throttled',
        retryable: true,
        retryAfterSeconds: seconds,
      });
      expect(connector.calls).toHaveLength(1);
    },
  );

  it('says that nobody answers when nobody does', async () => {
    const { channel, address } = await joined();
    await connector.close();

    const outcome = channel.post(address, reportNotice('x'));

    await expect(outcome).rejects.toMatchObject({ code: 'chat_unreachable', retryable: true });
  });

  it.each([
    ['unreadable', { channelId: 'msteams' }],
    ['elsewhere', { serviceUrl: 'https://evil.example/' }],
  ])('refuses a stored address that is %s', async (_what, reference) => {
    const { channel, address } = await joined();
    const complete =
      'serviceUrl' in reference ? { ...(address.reference as object), ...reference } : reference;

    const outcome = channel.post({ ...address, reference: complete }, reportNotice('x'));

    await expect(outcome).rejects.toMatchObject({ code: 'chat_refused' });
    expect(connector.calls).toEqual([]);
  });
});

function openChannel(overrides: Partial<ChatHandlers> = {}, settings = bot) {
  const messages: IncomingMessage[] = [];
  const added: ConversationAddress[] = [];
  const removed: ConversationAddress[] = [];
  const { log, lines } = recordedLog();
  const handlers: ChatHandlers = {
    message: async (message) => void messages.push(message),
    action: async () => reportNotice('Answered'),
    added: async (conversation) => void added.push(conversation),
    removed: async (conversation) => void removed.push(conversation),
    ...overrides,
  };
  const teams = createTeamsChannel({
    bot: settings,
    renderCard: (report: Report) => ({ says: report.spoken }),
    log,
    now: () => now,
  });
  const opened = { channel: teams.channel, process: teams.process, handlers };
  return {
    channel: opened,
    messages,
    added,
    removed,
    lines,
    send: (activity: Record<string, unknown>) =>
      send(opened, { ...activity, serviceUrl: connector.serviceUrl }),
  };
}

/** A channel that has met a conversation, and its address. */
async function joined(overrides: Record<string, unknown> = {}) {
  const { send: say, messages, channel } = openChannel();
  await say(messageActivity(overrides));
  const address = messages[0]?.conversation;
  if (address === undefined) throw new Error('The message did not arrive.');
  return { channel: channel.channel, address };
}

async function send(
  channel: Pick<ReturnType<typeof createTeamsChannel>, 'process'> & { handlers: ChatHandlers },
  body: unknown,
  headers: Record<string, string> = {},
): Promise<HttpReply> {
  const reply: HttpReply = { status: 0 };
  await channel.process(
    { headers, body },
    {
      writeHead: (status) => {
        reply.status = status;
      },
      end: (text) => {
        reply.body = text === undefined ? undefined : JSON.parse(text);
      },
    },
    channel.handlers,
  );
  return reply;
}
