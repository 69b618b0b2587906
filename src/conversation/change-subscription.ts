import type { ConversationAddress } from '../ports/chat-channel';
import type { CommandAction, Report } from '../reports/report';
import { reportNotice } from '../reports/report-notice';
import { AppError } from '../shared/app-error';
import type { AnswerDeps, Asker } from './answer-deps';

/** Alert cards for this conversation, on or off; kept across restarts. */
export async function changeSubscription(
  change: 'subscribe' | 'unsubscribe',
  asker: Asker,
  deps: Pick<AnswerDeps, 'routes' | 'clock'>,
): Promise<Report> {
  const { conversation } = asker;
  if (conversation === undefined) {
    throw new AppError('conversation_missing', 'Alert cards go to chats; ask for them in one.');
  }
  if (change === 'unsubscribe') return stopCards(conversation, deps);
  const done = await deps.routes.add({
    conversation,
    createdBy: asker.person.id,
    createdAt: deps.clock.now(),
  });
  const text =
    done === 'added'
      ? 'This conversation now gets alert cards.'
      : 'This conversation already gets alert cards.';
  return reportNotice(text, { word: 'Subscribed', actions: [button('unsubscribe')] });
}

async function stopCards(
  conversation: ConversationAddress,
  deps: Pick<AnswerDeps, 'routes'>,
): Promise<Report> {
  const done = await deps.routes.remove({ channel: conversation.channel, id: conversation.id });
  const text =
    done === 'removed'
      ? 'This conversation gets no more alert cards. Questions are answered as before.'
      : 'This conversation was not getting alert cards.';
  return reportNotice(text, {
    word: 'Unsubscribed',
    tone: 'neutral',
    actions: [button('subscribe')],
  });
}

function button(verb: 'subscribe' | 'unsubscribe'): CommandAction {
  const subscribes = verb === 'subscribe';
  return {
    kind: 'command',
    title: subscribes ? 'Subscribe' : 'Unsubscribe',
    tooltip: subscribes
      ? 'Send alert cards to this conversation'
      : 'Send no more alert cards to this conversation',
    verb,
    parameters: {},
  };
}
