import type { DateTime } from 'luxon';
import { inZone, type TimeContext } from './check-window';
import { cutOut } from './cut-out';
import { type Moment, readMoment } from './read-moment';
import type { TimeWords } from './time-words';
import { writeWindow } from './write-window';

const until = /(?<=^|\s)(?<word>until|till|up\s+to|(?<!day\s+)before)\s+(?<to>.+)$/i;

const startNote = 'No start was named: the start of that day was taken.';

/** "until 6am", "before monday": from the start of the day that ends there, which the card says. */
export function readUntil(text: string, context: TimeContext): TimeWords | undefined {
  const found = until.exec(text);
  const { word, to: words } = found?.groups ?? {};
  if (!found || word === undefined || words === undefined) return undefined;
  const now = inZone(context.now, context);
  const moment = readMoment(words, now, 'second');
  if (moment === undefined) return undefined;
  const cut = cutOut(text, found.index, found[0].length - moment.after.length);
  return {
    ...cut,
    window() {
      const to = endOf(moment, word.toLowerCase() === 'before', now);
      const from = startOf(to);
      return writeWindow({ from, to, notes: [startNote, moment.note] }, context);
    },
  };
}

/** "until monday" has all of Monday, "before monday" nothing of it. A day that is not over ends now. */
function endOf({ at, hasHour }: Moment, isBefore: boolean, now: DateTime): DateTime {
  if (hasHour || isBefore) return at;
  const end = at.plus({ days: 1 });
  return at <= now && end > now ? now : end;
}

/** A window that ends at midnight has the whole day before it. */
function startOf(to: DateTime): DateTime {
  const start = to.startOf('day');
  return start < to ? start : start.minus({ days: 1 });
}
