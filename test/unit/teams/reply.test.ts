import { createTeamsChannel } from '../../../src/adapters/teams/create-teams-channel';
import type { ConversationAddress } from '../../../src/ports/chat-channel';
import { type FakeConnector, openFakeConnector } from '../../support/fake-connector';
import { quietLog } from '../../support/quiet-log';

let connector: FakeConnector;

beforeEach(async () => {
  connector = await openFakeConnector();
});

afterEach(() => connector.close());

function addressOf(conversation: { id: string; conversationType?: string }): ConversationAddress {
  const { serviceUrl } = connector;
  const bot = { id: '28:bot' };
  const reference = { channelId: 'msteams', serviceUrl, conversation, bot };
  return { channel: 'teams', id: conversation.id, reference };
}

async function reply(to: ConversationAddress, text = 'Everybody is back'): Promise<string> {
  const { channel } = createTeamsChannel({
    bot: { appType: 'SingleTenant', appId: '', appPassword: '', tenantId: '' },
    renderCard: () => ({}),
    log: quietLog(),
    now: () => new Date('2026-03-01T03:15:00Z'),
  });
  return channel.reply(to, '1700', text);
}

describe('a reply', () => {
  it.each([
    ['a channel', { id: '19:a@thread.tacv2', conversationType: 'channel' }],
    ['a channel whose type an older version did not store', { id: '19:a@thread.tacv2' }],
  ])('in %s goes to the thread of the message', async (_what, conversation) => {
    const id = await reply(addressOf(conversation));

    expect(id).toBe('message-1');
    expect(connector.calls[0]?.path).toContain('/19:a@thread.tacv2;messageid=1700/activities');
  });

  it('in a thread stays there, for a message in it has no thread of its own', async () => {
    const id = '19:a@thread.tacv2;messageid=1500';

    await reply(addressOf({ id, conversationType: 'channel' }));

    expect(connector.calls[0]?.path).toContain(`/${id}/activities`);
  });

  it.each([
    { id: 'a:1', conversationType: 'personal' },
    { id: '19:b@thread.v2', conversationType: 'groupChat' },
    { id: 'a:1' },
  ])('in %j, which has no threads, is a message', async (conversation) => {
    await reply(addressOf(conversation));

    expect(connector.calls[0]?.path).toContain(`/${conversation.id}/activities`);
    expect(connector.calls[0]?.path).not.toContain('messageid');
  });

  it('is plain text on one line, whatever is in it', async () => {
    await reply(addressOf({ id: 'a:1' }), 'line\n\u202eturned <at>all</at>');

    expect(connector.calls[0]?.body).toMatchObject({
      type: 'message',
      text: 'line turned <at>all</at>',
      textFormat: 'plain',
    });
    expect(connector.calls[0]?.body).not.toHaveProperty('replyToId');
  });

  it.each([
    [404, { error: { code: 'ActivityNotFoundInConversation' } }, 'chat_message_gone'],
    [404, { error: { code: 'ConversationNotFound' } }, 'chat_gone'],
    [403, {}, 'chat_gone'],
  ])('that meets %s %j fails with %s', async (status, body, code) => {
    connector.answerNext({ status, body });

    await expect(reply(addressOf({ id: 'a:1' }))).rejects.toMatchObject({ code });
  });
});
