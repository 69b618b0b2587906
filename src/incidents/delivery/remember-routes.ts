import type { Clock } from '../../ports/clock';
import type { RouteBook } from '../../ports/route-book';
import { rememberBriefly } from '../../shared/remember-briefly';

/** What another copy of the bot changes is heeded so much later at most. */
const freshMs = 1000;

/**
 * The book read once a second at most, however many incidents there are: there may be thousands of
 * conversations. What this copy changes counts at once.
 */
export function rememberRoutes(book: RouteBook, clock: Clock): RouteBook {
  const all = rememberBriefly(freshMs, () => book.list(), clock);
  return {
    add: (route) => book.add(route).finally(all.forget),
    remove: (conversation) => book.remove(conversation).finally(all.forget),
    list: all.read,
  };
}
