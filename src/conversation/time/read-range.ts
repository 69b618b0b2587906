import type { DateTime } from 'luxon';
import { inZone, type TimeContext, windowInvalid } from './check-window';
import { cutOut, tidy } from './cut-out';
import { readNamedTime } from './read-day';
import { type Moment, readMoment } from './read-moment';
import type { TimeWords } from './time-words';
import { type SettledTime, settleWallTime } from './wall-clock';
import { writeWindow } from './write-window';

const between = /(?<=^|\s)between\s+(?<from>.+?)\s+(?:and|to|-|–)\s+(?<to>.+)$/i;
const fromTo = /(?<=^|\s)(?:from|since)\s+(?<from>.+?)\s+(?:to|till|until|-|–)\s+(?<to>.+)$/i;
const dash = /(?<=^|\s)(?<from>\d{1,2}(?::\d\d|\s?[ap]m|(?::\d\d)\s?[ap]m))\s?[-–]\s?(?<to>\d.*)$/i;
const since = /(?<=^|\s)(?:ever\s+)?(?:since|after|starting(?:\s+at)?|from)\s+(?<from>.+)$/i;
const dayWords =
  /\b(?:yesterday|today|(?:on\s+)?(?:last\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d)\b/i;

/** "between 9am and 11am", "from 22:00 to 02:00", "9:00-11:00 yesterday". */
export function readRange(text: string, context: TimeContext): TimeWords | undefined {
  for (const form of [between, fromTo, dash]) {
    const found = form.exec(text);
    const words = found && readEnds(found, context);
    if (!found || !words) continue;
    const length = found[0].length - words.after.length;
    const { rest, said } = cutOut(text, found.index, length);
    return { rest, said, window: () => writeWindow(words, context) };
  }
  return undefined;
}

/** "since 9am", "from yesterday on": up to now. Words that are no time are refused, not ignored. */
export function readSince(text: string, context: TimeContext): TimeWords | undefined {
  const found = since.exec(text);
  const words = found?.groups?.from;
  if (!found || words === undefined) return undefined;
  const now = inZone(context.now, context);
  const named = readNamedTime(words, context);
  const moment = named === undefined ? readMoment(words, now) : undefined;
  if (named !== undefined && words.trimStart().startsWith(named.said)) {
    return sinceNamed(text, found, named, context);
  }
  if (moment === undefined) return refuseSince(text, found, words);
  const after = moment.after.replace(/^\s+on(?:wards?)?$/i, '');
  const { rest, said } = cutOut(text, found.index, found[0].length - after.length);
  return {
    rest,
    said,
    window: () => writeWindow({ from: moment.at, to: now, notes: [moment.note] }, context),
  };
}

/** "since last night", "since yesterday evening": from where that part of a day begins. */
function sinceNamed(
  text: string,
  found: RegExpExecArray,
  named: TimeWords,
  context: TimeContext,
): TimeWords {
  const cut = cutOut(text, found.index, found[0].length);
  const rest = tidy(`${cut.rest} ${named.rest}`);
  const to = context.now.toISOString();
  return {
    rest,
    said: tidy(`since ${named.said}`),
    window() {
      const window = named.window();
      return 'from' in window ? { from: window.from, to } : window;
    },
  };
}

/** "from" and "after" mean many things; only "since" is always about time. */
function refuseSince(text: string, found: RegExpExecArray, words: string): TimeWords | undefined {
  if (!/^(?:ever\s+)?since/i.test(found[0])) return undefined;
  return {
    ...cutOut(text, found.index, found[0].length),
    window() {
      throw windowInvalid(`I could not read "${words.slice(0, 60)}" as a time.`);
    },
  };
}

interface Ends {
  from: DateTime;
  to: DateTime;
  notes: (string | undefined)[];
  after: string;
}

function readEnds(found: RegExpExecArray, context: TimeContext): Ends | undefined {
  const now = inZone(context.now, context);
  const saidTo = tidy(found.groups?.to ?? '');
  const start = readMoment(
    withDayOf(withHalfOf(tidy(found.groups?.from ?? ''), saidTo), saidTo),
    now,
  );
  if (start === undefined || tidy(start.after) !== '') return undefined;
  const end = readMoment(saidTo, now, 'second');
  if (end === undefined) return undefined;
  return { ...settleEnds(start, end, now), after: end.after };
}

/** "between 9 and 11 yesterday": the day at the end is meant for both. */
function withDayOf(from: string, to: string): string {
  const day = dayWords.exec(to);
  if (day === null || dayWords.test(from)) return from;
  return `${day[0]} ${/^\d{1,2}$/.test(from) ? `${from}:00` : from}`;
}

/** "between 9 and 11pm": the half of the day at the end is meant for both. */
function withHalfOf(from: string, to: string): string {
  const half = /^\d{1,2}(?::\d\d)?\s?(?<half>[ap]m)/i.exec(to)?.groups?.half;
  return half !== undefined && /^\d{1,2}$/.test(from) ? `${from}${half}` : from;
}

/** An end without a day of its own belongs to the day of the start, or to the night after it. */
function settleEnds(start: Moment, end: Moment, now: DateTime): Omit<Ends, 'after'> {
  const sameDay = end.hasDay ? { at: dayEnd(end), note: end.note } : endOn(start.at, end);
  const notes = [start.note, sameDay.note];
  const overNight = sameDay.at <= start.at && isOverNight(start, end);
  if (!overNight || (end.hasDay && !isSameDay(start, end))) {
    return { from: start.at, to: sameDay.at, notes };
  }
  const morning = endOn(start.at.plus({ days: 1 }), end);
  if (start.hasDay || morning.at <= now || start.at <= now.minus({ days: 1 })) {
    return { from: start.at, to: morning.at, notes: [start.note, morning.note] };
  }
  const evening = startOn(start.at.minus({ days: 1 }), start);
  return { from: evening.at, to: sameDay.at, notes: [evening.note, sameDay.note] };
}

function isOverNight(start: Moment, end: Moment): boolean {
  return start.at.hour >= 12 && end.at.hour < 12;
}

function isSameDay(start: Moment, end: Moment): boolean {
  return start.at.toISODate() === end.at.toISODate();
}

function endOn(day: DateTime, end: Moment): SettledTime {
  return settleWallTime({ ...dateOf(day), ...(end.clock ?? clockOf(end.at)) }, day.zone, 'second');
}

function startOn(day: DateTime, start: Moment): SettledTime {
  return settleWallTime({ ...dateOf(day), ...(start.clock ?? clockOf(start.at)) }, day.zone);
}

function dateOf({ year, month, day }: DateTime) {
  return { year, month, day };
}

/** "between monday and wednesday" includes Wednesday. */
function dayEnd(end: Moment): DateTime {
  return end.hasHour ? end.at : end.at.plus({ days: 1 });
}

function clockOf(at: DateTime) {
  return { hour: at.hour, minute: at.minute, second: at.second };
}
