import type { TimeContext } from './check-window';
import { readClock, readDay, readNamedTime } from './read-day';
import { readLength } from './read-length';
import { readRange, readSince } from './read-range';
import { readUntil } from './read-until';
import { rephraseTime } from './rephrase-time';
import { rewriteDates, withDates } from './rewrite-dates';
import type { TimeForm, TimeWords } from './time-words';

/** Tried in this order: the longer forms hold the shorter ones inside. */
const forms: TimeForm[] = [
  readRange,
  readSince,
  readUntil,
  readLength,
  readClock,
  readNamedTime,
  readDay,
];

/** Longer texts are pasted logs, not sentences. */
const longestSentence = 400;

/** Finds "last 6 hours", "since 9am", "between … and …", "yesterday" … anywhere in the sentence. */
export function takeTimeWords(text: string, context: TimeContext): TimeWords | undefined {
  if (text.length > longestSentence) return undefined;
  const dated = rewriteDates(text, context);
  const found = tryForms(dated.text, context);
  if (found === undefined) return undefined;
  // A date that is left over was a part of something else, such as a name.
  const isLeft = dated.dates.some((date) => found.rest.includes(date));
  return isLeft ? tryForms(text, context) : withDates(found, dated);
}

function tryForms(text: string, context: TimeContext): TimeWords | undefined {
  const rephrased = rephraseTime(text);
  for (const form of forms) {
    const found = form(rephrased, context);
    if (found !== undefined) return found;
  }
  return undefined;
}
