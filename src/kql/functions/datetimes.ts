import type { Evaluate } from '../compiler/types';
import { isWhole } from '../values/convert';
import { utcMs } from '../values/datetime-text';
import {
  checkedTicks,
  dateFromTicks,
  originTicks,
  splitTicks,
  ticksFromMs,
  ticksPerDay,
  ticksPerHour,
  ticksPerMinute,
  ticksPerMs,
  ticksPerSecond,
  unixOriginTicks,
  withMs,
} from '../values/ticks';
import { formatDatetimeBy, formatTimespanBy } from '../values/time-format';
import type { Value, Whole } from '../values/value';
import {
  addWhole,
  divideWhole,
  floorWhole,
  multiplyWhole,
  subtractWhole,
  truncateToWhole,
} from '../values/whole';
import { type Call, type FunctionEntry, type FunctionTable, fn, withKnown } from './define';

/** Functions over datetimes and timespans; everything is UTC. */
export const datetimeFunctions: FunctionTable = {
  now: { compile: (call) => compileNow(call, addWhole) },
  ago: { compile: (call) => compileNow(call, subtractWhole) },
  startofday: edge('day', 0),
  startofweek: edge('week', 0),
  startofmonth: edge('month', 0),
  startofyear: edge('year', 0),
  endofday: edge('day', 1),
  endofweek: edge('week', 1),
  endofmonth: edge('month', 1),
  endofyear: edge('year', 1),
  datetime_add: fn(['text', 'whole', 'whole'], datetimeAdd),
  datetime_diff: fn(['text', 'whole', 'whole'], datetimeDiff),
  datetime_part: fn(['text', 'whole'], datetimePart),
  dayofweek: fn(['whole'], (ticks) => dateFromTicks(ticks).getUTCDay() * ticksPerDay),
  dayofmonth: part('day'),
  dayofyear: part('dayofyear'),
  hourofday: part('hour'),
  monthofyear: part('month'),
  getmonth: part('month'),
  getyear: part('year'),
  week_of_year: part('week_of_year'),
  weekofyear: part('week_of_year'),
  format_datetime: withKnown(
    fn(['whole', 'text'], formatDatetimeBy),
    1,
    (format) => formatDatetimeBy(0, format) !== undefined,
  ),
  format_timespan: withKnown(
    fn(['whole', 'text'], formatTimespanBy),
    1,
    (format) => formatTimespanBy(0, format) !== undefined,
  ),
  unixtime_seconds_todatetime: fromUnix(ticksPerSecond),
  unixtime_milliseconds_todatetime: fromUnix(ticksPerMs),
  unixtime_microseconds_todatetime: fromUnix(10),
  unixtime_nanoseconds_todatetime: fromUnix(0.01),
  make_datetime: { compile: compileMakeDatetime },
  make_timespan: { compile: compileMakeTimespan },
};

function compileNow({ args, compiler }: Call, shift: typeof addWhole): Evaluate {
  const { runtime } = compiler;
  const [offset] = args;
  if (!offset) return () => runtime.now;
  return (row) => {
    const length = offset.evaluate(row);
    return isWhole(length) ? (checkedTicks(shift(runtime.now, length)) ?? null) : null;
  };
}

type Period = 'day' | 'week' | 'month' | 'year';

/** First tick of the period some periods later, or the last tick of that one. */
function edge(period: Period, end: number): FunctionEntry {
  return fn(['whole', 'number'], (ticks, offset = 0) => {
    const start = startOf(ticks, period, offset + end);
    return start === undefined ? null : checkedTicks(end ? subtractWhole(start, 1) : start);
  });
}

function startOf(ticks: Whole, period: Period, offset: number): Whole | undefined {
  const date = dateFromTicks(ticks);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (period === 'year') return midnight(year + offset, 0, 1);
  if (period === 'month') return midnight(year, month + offset, 1);
  const days = period === 'day' ? offset : offset * 7 - date.getUTCDay();
  return midnight(year, month, day + days);
}

function midnight(year: number, month: number, day: number): Whole {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return ticksFromMs(date.getTime());
}

const unitTicks: Record<string, number> = {
  week: 7 * ticksPerDay,
  day: ticksPerDay,
  hour: ticksPerHour,
  minute: ticksPerMinute,
  second: ticksPerSecond,
  millisecond: ticksPerMs,
  microsecond: 10,
  nanosecond: 0.01,
};

function unitName(text: string): string {
  return text.trim().toLowerCase().replace(/s$/, '');
}

function datetimeAdd(unit: string, amount: Whole, ticks: Whole): Value | undefined {
  const name = unitName(unit);
  const months = monthsIn(name);
  if (months !== undefined) return addMonths(ticks, Number(amount) * months);
  const size = unitTicks[name];
  if (size === undefined) return undefined;
  const length = size < 1 ? truncateToWhole(Number(amount) * size) : multiplyWhole(amount, size);
  return length === undefined ? undefined : checkedTicks(addWhole(ticks, length));
}

const monthsPerUnit = new Map([
  ['year', 12],
  ['quarter', 3],
  ['month', 1],
]);

function monthsIn(unit: string): number | undefined {
  return monthsPerUnit.get(unit);
}

/** The day is cut to the length of the month. */
function addMonths(ticks: Whole, months: number): Whole | undefined {
  const date = dateFromTicks(ticks);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, last.getUTCDate()));
  return Number.isNaN(date.getTime()) ? undefined : checkedTicks(withMs(ticks, date.getTime()));
}

/** How many unit boundaries lie between the two, as Kusto counts. */
function datetimeDiff(unit: string, left: Whole, right: Whole): Value | undefined {
  const name = unitName(unit);
  const months = monthsIn(name);
  if (months !== undefined) return periodIndex(left, months) - periodIndex(right, months);
  const size = unitTicks[name];
  if (size === undefined) return undefined;
  if (size < 1) return multiplyWhole(subtractWhole(left, right), 100);
  // Year 1 began on a Monday; weeks begin on Sunday.
  const offset = name === 'week' ? addWhole(originTicks, ticksPerDay) : originTicks;
  const [a, b] = [floorWhole(left, size, offset) ?? 0, floorWhole(right, size, offset) ?? 0];
  return divideWhole(subtractWhole(a, b), size);
}

function periodIndex(ticks: Whole, months: number): number {
  const date = dateFromTicks(ticks);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
}

const parts: Record<string, (date: Date, rest: number) => number> = {
  year: (date) => date.getUTCFullYear(),
  quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  month: (date) => date.getUTCMonth() + 1,
  week_of_year: isoWeek,
  weekofyear: isoWeek,
  day: (date) => date.getUTCDate(),
  dayofyear: (date) =>
    Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1,
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
  millisecond: (date) => date.getUTCMilliseconds(),
  microsecond: (date, rest) => date.getUTCMilliseconds() * 1000 + Math.floor(rest / 10),
  nanosecond: (date, rest) => date.getUTCMilliseconds() * 1_000_000 + rest * 100,
};

function datetimePart(name: string, ticks: Whole): Value | undefined {
  const { ms, rest } = splitTicks(ticks);
  return parts[name.trim().toLowerCase()]?.(new Date(ms), rest);
}

function part(name: string): FunctionEntry {
  return fn(['whole'], (ticks) => datetimePart(name, ticks));
}

/** ISO 8601: the week that holds the year's first Thursday is the first. */
function isoWeek(date: Date): number {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - firstDay) / 86_400_000 / 7) + 1;
}

function fromUnix(ticksPerUnit: number): FunctionEntry {
  return fn(['whole'], (amount) => {
    const ticks =
      ticksPerUnit >= 1 && Number.isInteger(amount)
        ? multiplyWhole(amount, ticksPerUnit)
        : truncateToWhole(Number(amount) * ticksPerUnit);
    return ticks === undefined ? undefined : checkedTicks(addWhole(unixOriginTicks, ticks));
  });
}

function compileMakeDatetime({ args }: Call): Evaluate {
  return (row) => {
    const values = args.map((arg) => arg.evaluate(row));
    if (!values.every(isWhole)) return null;
    const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = values.map(Number);
    const ms = utcMs(year, month - 1, day);
    if (ms === undefined || !isClock(hour, minute, second)) return null;
    return addWhole(ticksFromMs(ms), clockTicks(hour, minute, second));
  };
}

/** (hour, minute), (hour, minute, second) or (day, hour, minute, second). */
function compileMakeTimespan({ args }: Call): Evaluate {
  return (row) => {
    const values = args.map((arg) => arg.evaluate(row));
    if (!values.every(isWhole)) return null;
    const numbers = values.map(Number);
    const day = numbers.length > 3 ? (numbers.shift() ?? 0) : 0;
    const [hour = 0, minute = 0, second = 0] = numbers;
    return isClock(hour, minute, second)
      ? day * ticksPerDay + clockTicks(hour, minute, second)
      : null;
  };
}

function isClock(hour: number, minute: number, second: number): boolean {
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

function clockTicks(hour: number, minute: number, second: number): number {
  return (hour * 60 + minute) * ticksPerMinute + Math.round(second * ticksPerSecond);
}
