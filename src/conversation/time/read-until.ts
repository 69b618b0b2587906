import type { DateTime } from 'luxon';
import { inZone, type TimeContext } from './check-window';
import { cutOut, tidy } from './cut-out';
import { readNamedTime } from './read-day';
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
  const isBefore = word.toLowerCase() === 'before';
  const named = readNamedTime(words, context);
  if (named !== undefined && words.trimStart().startsWith(named.said)) {
    return untilNamed(text, found, named, { isBefore, context });
  }
  const now = inZone(context.now, context);
  const moment = readMoment(words, now, 'second');
  if (moment === undefined) return undefined;
  const cut = cutOut(text, found.index, found[0].length - moment.after.length);
  return {
    ...cut,
    window() {
      const to = endOf(moment, isBefore, now);
      const from = startOf(to);
      return writeWindow({ from, to, notes: [startNote, moment.note] }, context);
    },
  };
}

/** "before the weekend", "until last night". */
function untilNamed(
  text: string,
  found: RegExpExecArray,
  named: TimeWords,
  { isBefore, context }: { isBefore: boolean; context: TimeContext },
): TimeWords {
  const cut = cutOut(text, found.index, found[0].length);
  return {
    rest: tidy(`${cut.rest} ${named.rest}`),
    said: tidy(`${found.groups?.word ?? ''} ${named.said}`),
    window() {
      const window = named.window();
      if ('last' in window) return window;
      const to = inZone(new Date(isBefore ? window.from : window.to), context);
      return writeWindow({ from: startOf(to), to, notes: [startNote] }, context);
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
