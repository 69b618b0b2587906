import { callJson, type FakeBot, startFakeBot } from '../../support/fake-bot';
import { type EventStream, followEvents, type PageMessage } from '../../support/follow-events';

export interface OpenChat {
  bot: FakeBot;
  conversation: string;
  events: EventStream;
  /** What a reload of the page would show now. */
  history(): Promise<PageMessage[]>;
  ask(path: string, body: object): ReturnType<typeof callJson>;
}

/** A fake bot with one open conversation, followed from its beginning. */
export async function openChat(
  options: Parameters<typeof startFakeBot>[0] = {},
): Promise<OpenChat> {
  const bot = await startFakeBot(options);
  const opened = await callJson('POST', `${bot.origin}/local/chat/conversations`, {});
  const conversation = String(opened.body.conversation);
  const events = await followEvents(bot.origin, conversation);
  await events.next();
  return {
    bot,
    conversation,
    events,
    history: () => readHistory(bot.origin, conversation),
    ask: (path, body) =>
      callJson('POST', `${bot.origin}/local/chat/${path}`, { conversation, ...body }),
  };
}

export async function readHistory(origin: string, conversation: string): Promise<PageMessage[]> {
  const events = await followEvents(origin, conversation);
  const first = await events.next();
  events.close();
  return (first?.body.messages ?? []) as PageMessage[];
}

export function card(text: string): object {
  const content = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

export function cardText(message: PageMessage | undefined): string | undefined {
  return message?.attachments[0]?.content.body?.[0]?.text;
}
