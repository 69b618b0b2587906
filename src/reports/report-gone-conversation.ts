import type { GoneConversation } from '../ports/outbox';
import type { ProblemReport } from './report';
import { asSentence, sayUtc } from './words';

/** For the conversations that are left: another one gets no cards any more. */
export function reportGoneConversation(
  { conversation, since, why }: GoneConversation,
  mayRepeatOf: Date | undefined,
): ProblemReport {
  const title = 'A conversation gets no alert cards any more';
  const happened = `Since ${sayUtc(since)} the ${conversation.channel} conversation ${conversation.id} takes no messages of the bot. ${asSentence(why)}`;
  const repeat =
    mayRepeatOf === undefined ? '' : ` This may repeat the card of ${sayUtc(mayRepeatOf)}.`;
  return {
    kind: 'problem',
    code: 'conversation_gone',
    headline: { tone: 'warning', icon: '▲', word: 'Problem', text: title },
    spoken: `Problem: ${title}. ${happened}`,
    happened,
    means: `Whoever reads there hears of no incident from now on; the cards that are there stay as they are. This conversation goes on as before.${repeat}`,
    steps: [
      { text: 'Add the bot to that conversation again, if it is still needed.' },
      { text: 'Say “subscribe” there: open cards are brought up to date.' },
    ],
    ask: 'Whoever looks after that team or chat.',
    suggestions: [],
    actions: [],
    more: [],
  };
}
