import type { DateTime } from 'luxon';
import { inZone, type TimeContext, windowInvalid } from './check-window';
import { cutOut } from './cut-out';
import { type Moment, readMoment } from './read-moment';
import type { TimeWords } from './time-words';
import { writeWindow } from './write-window';

/** Parts of days by name, as hours counted from today's midnight in the asker's zone. */
const named: { words: RegExp; fromHour: number; toHour: number }[] = [
  { words: /(?:last night|overnight)/, fromHour: -6, toHour: 6 },
  { words: /(?:this morning|earlier today)/, fromHour: 0, toHour: 12 },
  { words: /this afternoon/, fromHour: 12, toHour: 18 },
  { words: /(?:this evening|tonight)/, fromHour: 18, toHour: 24 },
  { words: /yesterday morning/, fromHour: -24, toHour: -12 },
  { words: /yesterday afternoon/, fromHour: -12, toHour: -6 },
  { words: /yesterday evening/, fromHour: -6, toHour: 0 },
  { words: /(?:the )?day before yesterday/, fromHour: -48, toHour: -24 },
];

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
/** How a day or a moment can begin; chrono reads the rest. */
const openings = [
  'today|yesterday|tomorrow|noon|midnight',
  '(?:last\\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day',
  '\\d{4}-\\d\\d-\\d\\d(?:t[\\d:.]+z?)?',
  '\\d{1,2}(?::\\d\\d|\\s?[ap]m)',
  `\\d{1,2}(?:st|nd|rd|th)?\\s+${month}`,
  `${month}\\s+\\d`,
  '(?:\\d+|an?|two|three)\\s+(?:min|hour|day)\\w*\\s+ago',
];
const lead = '(?:(?:on|at|around|about|near|during|for|of)\\s+)?';
const dayLead = new RegExp(`(?<=^|\\s)${lead}(?=(?:${openings.join('|')})(?![a-z-]))`, 'i');

/** A bare number is an hour only behind a word that says so: "device 7" is none. */
const clockLead = /(?<=^|\s)(?:at|around|about)\s+(?=\d{1,2}(?:$|\s))/i;

/** A moment is asked about with half an hour on both sides. */
const aroundMinutes = 30;

/** "last night", "this morning", "this week". */
export function readNamedTime(text: string, context: TimeContext): TimeWords | undefined {
  const week = /(?<=^|\s)(?:during\s+)?this week(?=$|[\s?.!,])/i.exec(text);
  const now = inZone(context.now, context);
  if (week !== null) {
    return words(text, week, () => ({ from: now.startOf('week'), to: now }), context);
  }
  const next =
    /(?<=^|\s)next\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week(?:end)?|month)\b/i.exec(
      text,
    );
  if (next !== null) return refuseNext(text, next);
  const weekend =
    /(?<=^|\s)(?:(?:on|over|during)\s+)?(?:the\s+)?(?:(?<which>last|this)\s+)?weekend(?=$|[\s?.!,])/i.exec(
      text,
    );
  if (weekend !== null) {
    const isThis = weekend.groups?.which?.toLowerCase() === 'this' && now.weekday > 5;
    const monday = isThis ? now.startOf('week').plus({ weeks: 1 }) : now.startOf('week');
    return words(text, weekend, () => weekendBefore(monday), context);
  }
  const month = /(?<=^|\s)(?:during\s+)?this month(?=$|[\s?.!,])/i.exec(text);
  if (month !== null) {
    return words(text, month, () => ({ from: now.startOf('month'), to: now }), context);
  }
  const ofWeekday = weekdayPart.exec(text);
  if (ofWeekday !== null) return readWeekdayPart(text, ofWeekday, context);
  for (const part of named) {
    const found = partOf(part.words).exec(text);
    if (found !== null) return words(text, found, () => hoursOf(part, now), context);
  }
  return undefined;
}

/** Read without its "next" it would be the day before, and nobody would see that. */
function refuseNext(text: string, found: RegExpExecArray): TimeWords {
  return {
    ...cutOut(text, found.index, found[0].length),
    window() {
      throw windowInvalid(`I understood ${found[0]}. That lies in the future.`);
    },
  };
}

function weekendBefore(monday: DateTime): Span {
  return { from: monday.minus({ days: 2 }), to: monday };
}

const partHours: Record<string, [number, number]> = {
  morning: [0, 12],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [18, 30],
};
const weekdayPart =
  /(?<=^|\s)(?:(?:on|during)\s+)?(?:last\s+)?(?<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d)\s+(?<part>morning|afternoon|evening|night)(?=$|[\s?.!,])/i;

/** "tuesday night", "2026-11-20 morning": a part of that day, or of the latest such one. */
function readWeekdayPart(
  text: string,
  found: RegExpExecArray,
  context: TimeContext,
): TimeWords | undefined {
  const now = inZone(context.now, context);
  const day = readMoment(found.groups?.day ?? '', now);
  const hours = partHours[found.groups?.part?.toLowerCase() ?? ''];
  if (day === undefined || hours === undefined) return undefined;
  const [fromHour, toHour] = hours;
  const span = (at: DateTime) => ({ from: atHour(at, fromHour), to: atHour(at, toHour) });
  const isPast = span(day.at).from < now || /^\d/.test(found.groups?.day ?? '');
  const latest = isPast ? day.at : day.at.minus({ weeks: 1 });
  return words(text, found, () => span(latest), context);
}

/** "at 03:12", "2 hours ago", "yesterday at 9": a moment, before "this morning" takes a part of it. */
export function readClock(text: string, context: TimeContext): TimeWords | undefined {
  return readOpening(clockLead, text, context, true) ?? readOpening(dayLead, text, context, true);
}

/** "yesterday", "on monday", "2026-11-20": whole days. */
export function readDay(text: string, context: TimeContext): TimeWords | undefined {
  return readOpening(dayLead, text, context, false);
}

function readOpening(
  opening: RegExp,
  text: string,
  context: TimeContext,
  wantsHour: boolean,
): TimeWords | undefined {
  const start = opening.exec(text);
  if (start === null) return undefined;
  const now = inZone(context.now, context);
  const spoken = text.slice(start.index + start[0].length);
  const moment = readMoment(spoken, now);
  if (moment === undefined || (wantsHour && !moment.hasHour)) return undefined;
  const length = start[0].length + spoken.length - moment.after.length;
  const cut = cutOut(text, start.index, length);
  return { ...cut, window: () => writeWindow(untilNow(spanOf(moment), context), context) };
}

function partOf(part: RegExp): RegExp {
  return new RegExp(`(?<=^|\\s)(?:(?:from|during|of|in)\\s+)?${part.source}(?=$|[\\s?.!,])`, 'i');
}

function hoursOf(part: { fromHour: number; toHour: number }, now: DateTime): Span {
  return { from: atHour(now, part.fromHour), to: atHour(now, part.toHour) };
}

/** Wall-clock hours counted in days and hours, so that a day of 23 or 25 hours ends at midnight. */
function atHour(now: DateTime, hour: number): DateTime {
  const days = Math.floor(hour / 24);
  return now
    .startOf('day')
    .plus({ days })
    .set({ hour: hour - days * 24 });
}

interface Span {
  from: DateTime;
  to: DateTime;
  notes?: (string | undefined)[];
}

function spanOf(moment: Moment): Span {
  if (!moment.hasHour) return { from: moment.at, to: moment.at.plus({ days: 1 }) };
  const to = moment.at.plus({ minutes: aroundMinutes });
  const from = moment.at.minus({ minutes: aroundMinutes });
  const notes = [moment.note];
  return { from, to, notes };
}

/** A part of a day that is not over ends now: nobody who says "today" means more. */
function untilNow(span: Span, context: TimeContext): Span {
  const now = inZone(context.now, context);
  return span.from <= now && span.to > now ? { ...span, to: now } : span;
}

function words(
  text: string,
  found: RegExpExecArray,
  span: () => Span,
  context: TimeContext,
): TimeWords {
  const cut = cutOut(text, found.index, found[0].length);
  return { ...cut, window: () => writeWindow(untilNow(span(), context), context) };
}
