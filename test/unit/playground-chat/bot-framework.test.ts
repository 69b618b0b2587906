import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type Response,
  TeamsInfo,
  TurnContext,
} from 'botbuilder';
import type { FakeActivity } from '../../support/fake-bot';
import { card, cardText, type OpenChat, openChat } from './open-chat';

describe('the local connector with the real Bot Framework', () => {
  let chat: OpenChat;
  let turn: (context: TurnContext) => Promise<void>;

  beforeEach(async () => {
    chat = await openChat();
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
    chat.bot.onActivity = (activity) => runTurn(adapter, activity, (context) => turn(context));
  });

  afterEach(() => chat.bot.close());

  it('takes replies, updates and deletions', async () => {
    turn = async (context) => {
      await context.sendActivity({ type: 'typing' });
      const first = await context.sendActivity(card('working'));
      const second = await context.sendActivity(card('second'));
      await context.updateActivity({ ...card('answer'), id: first?.id });
      await context.deleteActivity(second?.id ?? '');
    };

    const sent = await chat.ask('messages', { text: 'summary' });

    const history = await chat.history();
    expect(sent.status).toBe(201);
    expect(history.map((message) => message.text ?? cardText(message))).toEqual([
      'summary',
      'answer',
    ]);
  });

  it('lets the bot come back with a stored reference', async () => {
    let stored = '';
    turn = async (context) => {
      stored = JSON.stringify(TurnContext.getConversationReference(context.activity));
    };
    await chat.ask('messages', { text: 'subscribe' });
    const later = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

    await later.continueConversationAsync(
      '',
      JSON.parse(stored) as Partial<ConversationReference>,
      async (context) => {
        await context.sendActivity(card('alert'));
      },
    );

    expect((await chat.history()).map(cardText)).toContain('alert');
  });

  it('answers who is in the conversation', async () => {
    let name: string | undefined;
    turn = async (context) => {
      name = (await TeamsInfo.getMember(context, context.activity.from.id)).name;
    };

    await chat.ask('messages', { text: 'who am I' });

    expect(name).toBe('On-call engineer');
  });

  it('carries the answer of an invoke', async () => {
    const { body } = await chat.bot.connector(
      'POST',
      `/${chat.conversation}/activities`,
      card('before'),
    );
    turn = async (context) => {
      const value = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'after' }] };
      const type = 'application/vnd.microsoft.card.adaptive';
      const answer = { statusCode: 200, type, value };
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: answer } });
    };

    await chat.ask('actions', { messageId: body.id, kind: 'execute', verb: 'why' });

    expect((await chat.history()).map(cardText)).toEqual(['after']);
  });
});

/** What restify does around the adapter: a request with a parsed body, a response to fill. */
async function runTurn(
  adapter: CloudAdapter,
  activity: FakeActivity,
  logic: (context: TurnContext) => Promise<void>,
): Promise<{ status: number; body?: unknown }> {
  const answer: { status: number; body?: unknown } = { status: 500 };
  const res: Response = {
    socket: undefined,
    end: () => undefined,
    header: () => undefined,
    status(code: number) {
      answer.status = code;
    },
    send(body: unknown) {
      answer.body = body;
    },
  };
  const body = activity as unknown as Record<string, unknown>;
  await adapter.process({ body, headers: {}, method: 'POST' }, res, logic);
  return answer;
}
