// A person's message to the bot, and the wait for its answer.
import { postJson } from './measure.mjs';

export async function ask(bot, connector, name, device) {
  return say(bot, connector, name, `why did ${device} disconnect`);
}

/** Resolves when the conversation named `name` has got its answer. */
export async function say(bot, connector, name, text) {
  const conversation = `bench-${bot.port}-${name}`;
  const answered = connector.answered(conversation);
  const response = await postJson(`http://127.0.0.1:${bot.port}/api/messages`, {
    type: 'message',
    id: conversation,
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: { id: 'person', name: 'Person' },
    recipient: { id: 'bot', name: 'Reconnect' },
    conversation: { id: conversation, conversationType: 'personal' },
    text,
  });
  if (!response.ok) throw new Error(`the bot answered ${response.status}`);
  await answered;
}
