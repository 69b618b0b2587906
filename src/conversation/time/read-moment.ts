import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import { type SettledTime, settleWallTime } from './wall-clock';

/** One point in time as somebody said it, already in their zone. */
export interface Moment {
  at: DateTime;
  /** What is left of the text behind the time words. */
  after: string;
  /** The words that were read. */
  words: string;
  hasDay: boolean;
  hasHour: boolean;
  /** What has to be said of it: a time that the clocks showed twice or skipped. */
  note?: string;
  /** The clock time as it was said, where it was said as one. */
  clock?: { hour: number; minute: number; second: number };
}

/**
 * Reads time words at the start of the text ("9am", "yesterday at 03:12", "2026-11-20T03:12Z").
 * People who ask why something happened talk of the past: what names no day is the last time it was so.
 */
export function readMoment(
  text: string,
  reference: DateTime,
  takes: 'first' | 'second' = 'first',
): Moment | undefined {
  const spoken = bareHourAsClock(text);
  const [found] = chrono.parse(spoken, {
    instant: reference.toJSDate(),
    timezone: reference.offset,
  });
  if (found === undefined || found.index !== 0) return undefined;
  const hasDay = ['day', 'weekday'].some((part) => found.start.isCertain(part as chrono.Component));
  const isRelative = found.start.tags().has('result/relativeDateAndTime');
  return {
    ...settle(found.start, reference, takes),
    after: spoken.slice(found.text.length),
    words: found.text,
    hasDay,
    clock: isRelative ? undefined : clockSaid(found.start),
    hasHour: isRelative || found.start.isCertain('hour'),
  };
}

/** "9" and "9 on contoso-hub" mean nine o'clock; chrono reads no bare numbers. */
function bareHourAsClock(text: string): string {
  const bareHour =
    /^(?<hour>[01]?\d|2[0-3])(?=$|\s+(?:on|in|at|for|from|yesterday|today|last|\w+day|\d{4}-)\b)/i;
  return text.trim().replace(bareHour, '$<hour>:00');
}

/**
 * chrono knows one offset only; the wall clock is put into the zone here, so that summer time is
 * right on both sides of a change. Times that name their own offset, or count back from now, are exact.
 */
function settle(
  parts: chrono.ParsedComponents,
  reference: DateTime,
  takes: 'first' | 'second',
): SettledTime {
  const zone = reference.zone;
  if (parts.isCertain('timezoneOffset')) return { at: DateTime.fromJSDate(parts.date(), { zone }) };
  const said = {
    year: parts.get('year') ?? reference.year,
    month: parts.get('month') ?? reference.month,
    day: parts.get('day') ?? reference.day,
  };
  const settled = settleWallTime({ ...said, ...clockOf(parts) }, zone, takes);
  if (settled.at < reference || parts.isCertain('year')) return settled;
  const { year, month, day } = stepBack(DateTime.fromObject(said, { zone: 'utc' }), parts);
  return settleWallTime({ year, month, day, ...clockOf(parts) }, zone, takes);
}

function clockSaid(parts: chrono.ParsedComponents): Moment['clock'] {
  if (!parts.isCertain('hour') || parts.isCertain('timezoneOffset')) return undefined;
  const [hour, minute, second] = [parts.get('hour'), parts.get('minute'), parts.get('second')];
  return { hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 };
}

/** A day without an hour starts at midnight; chrono would say noon, or the hour it is now. */
function clockOf(parts: chrono.ParsedComponents) {
  if (!parts.isCertain('hour')) return {};
  return {
    hour: parts.get('hour') ?? 0,
    minute: parts.get('minute') ?? 0,
    second: parts.get('second') ?? 0,
  };
}

function stepBack(at: DateTime, parts: chrono.ParsedComponents): DateTime {
  if (parts.isCertain('weekday')) return at.minus({ weeks: 1 });
  return at.minus(parts.isCertain('month') ? { years: 1 } : { days: 1 });
}
