import { ticksPerDay, ticksPerHour, ticksPerMinute, ticksPerMs, ticksPerSecond } from './ticks';
import type { Whole } from './value';
import { addWhole, multiplyWhole, narrow, negateWhole, truncateToWhole } from './whole';

const unitTicks: Record<string, number> = {
  d: ticksPerDay,
  day: ticksPerDay,
  days: ticksPerDay,
  h: ticksPerHour,
  hr: ticksPerHour,
  hrs: ticksPerHour,
  hour: ticksPerHour,
  hours: ticksPerHour,
  m: ticksPerMinute,
  min: ticksPerMinute,
  minute: ticksPerMinute,
  minutes: ticksPerMinute,
  s: ticksPerSecond,
  sec: ticksPerSecond,
  second: ticksPerSecond,
  seconds: ticksPerSecond,
  ms: ticksPerMs,
  milli: ticksPerMs,
  millis: ticksPerMs,
  millisecond: ticksPerMs,
  milliseconds: ticksPerMs,
  micro: 10,
  micros: 10,
  microsecond: 10,
  microseconds: 10,
  tick: 1,
  ticks: 1,
};

const clockForm =
  /^(?<sign>-?)(?:(?<days>\d+)\.)?(?<hours>\d{1,2}):(?<minutes>\d{1,2})(?::(?<seconds>\d{1,2})(?:\.(?<fraction>\d{1,7}))?)?$/;
const unitForm = /^(?<amount>-?\d+(?:\.\d+)?)\s*(?<unit>[a-z]*)$/i;

/** Reads `1.02:03:04.5`, `5m`, and a bare number of days. */
export function parseTimespan(text: string): Whole | undefined {
  const trimmed = text.trim();
  const clock = clockForm.exec(trimmed);
  if (clock?.groups) return ticksFromClock(clock.groups);
  const units = unitForm.exec(trimmed);
  return units?.groups ? ticksFromUnits(units.groups) : undefined;
}

/** `[-][d.]hh:mm:ss[.fffffff]`, as `tostring` writes it. */
export function formatTimespan(ticks: Whole): string {
  const total = ticks < 0 ? -BigInt(ticks) : BigInt(ticks);
  const day = BigInt(ticksPerDay);
  const days = total / day;
  const rest = Number(total % day);
  const clock = [
    rest / ticksPerHour,
    (rest % ticksPerHour) / ticksPerMinute,
    (rest % ticksPerMinute) / ticksPerSecond,
  ];
  const text = clock.map((piece) => String(Math.floor(piece)).padStart(2, '0')).join(':');
  const fraction = rest % ticksPerSecond;
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(7, '0')}`;
  return `${ticks < 0 ? '-' : ''}${days > 0n ? `${days}.` : ''}${text}${tail}`;
}

function ticksFromClock(parts: Record<string, string | undefined>): Whole | undefined {
  const [hours, minutes, seconds] = [
    Number(parts.hours),
    Number(parts.minutes),
    Number(parts.seconds ?? 0),
  ];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const clock = hours * ticksPerHour + minutes * ticksPerMinute + seconds * ticksPerSecond;
  const fraction = Number((parts.fraction ?? '').padEnd(7, '0'));
  const days = multiplyWhole(narrow(BigInt(parts.days ?? 0)), ticksPerDay);
  const ticks = addWhole(days, clock + fraction);
  return parts.sign === '-' ? negateWhole(ticks) : ticks;
}

function ticksFromUnits(parts: Record<string, string | undefined>): Whole | undefined {
  const unit = parts.unit ? unitTicks[parts.unit.toLowerCase()] : ticksPerDay;
  if (unit === undefined) return undefined;
  const amount = Number(parts.amount);
  return truncateToWhole(Math.round(amount * unit));
}
