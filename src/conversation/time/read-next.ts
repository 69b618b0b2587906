import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import { settleWallTime } from './wall-clock';

/** A moment to come, as somebody said it. */
export interface NextMoment {
  at: DateTime;
  hasDay: boolean;
  hasHour: boolean;
  /** What has to be said of it: a time that the clocks show twice or skip. */
  note?: string;
}

/** Parts of a day that name an hour without a number. */
const namedHours = /\b(?:noon|midday|midnight|tonight|morning|afternoon|evening)\b/i;
/** Which of the numbers is the month is a guess, and a mute is nothing to guess at. */
const numbersOnly = /(?:^|\s)\d{1,2}[./]\d{1,2}(?:[./]|\s|$)/;
const days = ['day', 'weekday'] as const;

/**
 * Reads time words as a whole ("18:00", "tomorrow 8am", "monday", "in 3 hours", "2026-11-22 08:00").
 * Planned work lies ahead: what names no day is the next time it is so, after `after`.
 */
export function readNext(text: string, after: DateTime): NextMoment | undefined {
  const spoken = text.trim().replace(/^(?:at|on)\s+/i, '');
  if (numbersOnly.test(spoken)) return undefined;
  const words = spoken.replace(/^(?<hour>[01]?\d|2[0-3])$/, '$<hour>:00');
  const reference = { instant: after.toJSDate(), timezone: after.offset };
  const [found, ...more] = chrono.parse(words, reference, { forwardDate: true });
  if (found === undefined || more.length > 0 || found.text.length < words.length) return undefined;
  const parts = found.start;
  const hasDay = days.some((part) => parts.isCertain(part));
  if (isExact(parts)) {
    return { at: DateTime.fromJSDate(parts.date(), { zone: after.zone }), hasDay, hasHour: true };
  }
  const hasHour = parts.isCertain('hour') || namedHours.test(words);
  return { ...settleAhead(parts, hasHour, after), hasDay, hasHour };
}

/** The moment at that clock time on the same day as `from`, or on the next where that is over. */
export function settleAfter(said: NextMoment, from: DateTime): NextMoment {
  if (said.hasDay) return said;
  const { hour, minute } = said.at;
  const sameDay = settleWallTime({ ...dateOf(from), hour, minute }, from.zone, 'second');
  const settled =
    sameDay.at > from
      ? sameDay
      : settleWallTime({ ...dateOf(from.plus({ days: 1 })), hour, minute }, from.zone, 'second');
  return { ...said, ...settled };
}

function isExact(parts: chrono.ParsedComponents): boolean {
  return parts.isCertain('timezoneOffset') || parts.tags().has('result/relativeDateAndTime');
}

/** chrono knows one offset only: the wall clock is put into the zone here, for summer time's sake. */
function settleAhead(parts: chrono.ParsedComponents, hasHour: boolean, after: DateTime) {
  const clock = hasHour ? { hour: parts.get('hour') ?? 0, minute: parts.get('minute') ?? 0 } : {};
  const day = DateTime.utc(
    parts.get('year') ?? after.year,
    parts.get('month') ?? after.month,
    parts.get('day') ?? after.day,
  );
  const settled = settleWallTime({ ...dateOf(day), ...clock }, after.zone, 'second');
  if (settled.at > after || parts.isCertain('year') || !hasHour) return settled;
  if (parts.isCertain('day')) return settled;
  const later = parts.isCertain('weekday') ? { weeks: 1 } : { days: 1 };
  return settleWallTime({ ...dateOf(day.plus(later)), ...clock }, after.zone, 'second');
}

function dateOf({ year, month, day }: DateTime) {
  return { year, month, day };
}
