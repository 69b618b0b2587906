import type { Clock } from '../../ports/clock';
import type { MuteBook } from '../../ports/mute-book';
import { rememberBriefly } from '../../shared/remember-briefly';

/** A mute made by another copy of the bot is heeded so much later at most. */
const freshMs = 1000;

/**
 * The book with one reading of it for a whole round of conversations: an incident is offered to
 * each of them. What this copy changes counts at once.
 */
export function rememberMutes(book: MuteBook, clock: Clock): MuteBook {
  const all = rememberBriefly(freshMs, (now) => book.list(now), clock);
  return {
    add: (mute) => book.add(mute).finally(all.forget),
    end: (ids, at) => book.end(ids, at).finally(all.forget),
    takeEnded: (now) => book.takeEnded(now),
    async list(now, conversation) {
      const lasting = (await all.read()).filter(({ until }) => until > now);
      if (conversation === undefined) return lasting;
      const { channel, id } = conversation;
      return lasting.filter((mute) => {
        return mute.conversation.channel === channel && mute.conversation.id === id;
      });
    },
  };
}
