import { checkedTicks, splitTicks, ticksFromMs } from './ticks';
import type { Whole } from './value';
import { addWhole } from './whole';

const isoForm =
  /^(?<year>\d{4})-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?(?:(?:T|\s+)(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const slashForm =
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?:\s+(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:\.(?<fraction>\d{1,9}))?)?\s*(?<half>AM|PM)?)?\s*(?<zone>Z)?$/i;
const namedForm =
  /^(?:[a-z]{3,9},?\s+)?(?<day>\d{1,2})[\s-](?<name>[a-z]{3})[a-z]*[\s-](?<year>\d{4}|\d{2})(?:\s+(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:\.(?<fraction>\d{1,9}))?)?)?\s*(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Reads ISO 8601, `month/day/year` and RFC 822 forms; without a zone the text is UTC. */
export function parseDatetime(text: string): Whole | undefined {
  const trimmed = text.trim();
  if (/^\d{4}$/.test(trimmed)) return parseDatetime(`${trimmed}-01-01`);
  const found = isoForm.exec(trimmed) ?? slashForm.exec(trimmed) ?? namedForm.exec(trimmed);
  return found?.groups ? ticksFromParts(found.groups) : undefined;
}

/** ISO 8601 with exactly seven fractional digits, as `tostring` writes it. */
export function formatDatetime(ticks: Whole): string {
  const { ms, rest } = splitTicks(ticks);
  const fraction = (ms - Math.floor(ms / 1000) * 1000) * 10_000 + rest;
  return `${upToSeconds(ms)}.${String(fraction).padStart(7, '0')}Z`;
}

/** The same with as many fractional digits as needed. */
export function formatShortDatetime(ticks: Whole): string {
  const { ms, rest } = splitTicks(ticks);
  const part = ms - Math.floor(ms / 1000) * 1000;
  return upToSeconds(ms) + (rest === 0 ? msTails[part] : fractionTail(part * 10_000 + rest));
}

function fractionTail(fraction: number): string {
  return fraction === 0 ? 'Z' : `.${String(fraction).padStart(7, '0').replace(/0+$/, '')}Z`;
}

/** Most times are whole milliseconds: the ends of their texts are made once. */
const msTails = Array.from({ length: 1000 }, (_, ms) => fractionTail(ms * 10_000));

/** Large results hold many times of one second: its text is made once. */
function upToSeconds(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== lastSecond.second) {
    lastSecond = { second, text: new Date(second * 1000).toISOString().slice(0, 19) };
  }
  return lastSecond.text;
}

let lastSecond = { second: Number.NaN, text: '' };

function ticksFromParts(parts: Record<string, string | undefined>): Whole | undefined {
  const year = yearOf(parts.year ?? '');
  const month = parts.name ? monthNames.indexOf(parts.name.toLowerCase()) : Number(parts.month) - 1;
  const day = Number(parts.day ?? 1);
  const hour = hourOf(parts);
  const [minute, second] = [Number(parts.minute ?? 0), Number(parts.second ?? 0)];
  if (hour === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const ms = utcMs(year, month, day);
  if (ms === undefined) return undefined;
  const clock = ((hour * 60 + minute) * 60 + second) * 1000;
  const fraction = Number((parts.fraction ?? '').padEnd(7, '0').slice(0, 7));
  return checkedTicks(addWhole(ticksFromMs(ms + clock - zoneMs(parts.zone)), fraction));
}

/** Two digits are the years 1950 to 2049. */
function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year + (year < 50 ? 2000 : 1900);
}

/** Midnight of a calendar day that exists; `month` counts from 0. */
export function utcMs(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  const same = date.getUTCMonth() === month && date.getUTCDate() === day;
  return same && year >= 1 && year <= 9999 ? date.getTime() : undefined;
}

function hourOf(parts: Record<string, string | undefined>): number | undefined {
  const hour = Number(parts.hour ?? 0);
  if (!parts.half) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (parts.half.toLowerCase() === 'pm' ? 12 : 0);
}

function zoneMs(zone: string | undefined): number {
  const found = /^(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})$/.exec(zone ?? '');
  if (!found?.groups) return 0;
  const minutes = Number(found.groups.hours) * 60 + Number(found.groups.minutes);
  return (found.groups.sign === '-' ? -minutes : minutes) * 60_000;
}
