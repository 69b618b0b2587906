import type { Clock } from '../../ports/clock';
import type { Mute, MuteBook } from '../../ports/mute-book';

/** A mute made by another copy of the bot is heeded so much later at most. */
const freshMs = 1000;

/**
 * The book with one reading of it for a whole round of conversations: an incident is offered to
 * each of them. What this copy changes counts at once.
 */
export function rememberMutes(book: MuteBook, clock: Clock): MuteBook {
  let kept: { at: number; mutes: Promise<Mute[]> } | undefined;
  const forget = async <Answer>(change: Promise<Answer>): Promise<Answer> => {
    try {
      return await change;
    } finally {
      kept = undefined;
    }
  };
  const readAll = (now: Date) => {
    const at = clock.now().getTime();
    if (kept !== undefined && kept.at <= at && at < kept.at + freshMs) return kept.mutes;
    const mutes = book.list(now);
    kept = { at, mutes };
    mutes.catch(() => {
      kept = undefined;
    });
    return mutes;
  };
  return {
    add: (mute) => forget(book.add(mute)),
    end: (ids, at) => forget(book.end(ids, at)),
    takeEnded: (now) => book.takeEnded(now),
    async list(now, conversation) {
      const lasting = (await readAll(now)).filter(({ until }) => until > now);
      if (conversation === undefined) return lasting;
      const { channel, id } = conversation;
      return lasting.filter((mute) => {
        return mute.conversation.channel === channel && mute.conversation.id === id;
      });
    },
  };
}
