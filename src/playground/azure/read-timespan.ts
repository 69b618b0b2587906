/** A missing end is open. From inclusive, to exclusive. */
export interface Timespan {
  from?: Date;
  to?: Date;
}

/**
 * Reads the query API's `timespan`: an ISO 8601 duration before now, `start/end`, `start/duration`
 * or `duration/end`. Gives undefined when the text is none of these.
 */
export function readTimespan(text: string, now: Date): Timespan | undefined {
  const parts = text.split('/').map((part) => part.trim());
  if (parts.length === 1) return lastPart(parts[0] ?? '', now);
  if (parts.length !== 2) return undefined;
  const [start = '', end = ''] = parts;
  return bothEnds(start, end);
}

/** What lies in both; where they do not touch, the result is empty rather than unlimited. */
export function intersectTimespans(one: Timespan, other: Timespan): Timespan {
  const from = latest(one.from, other.from);
  const to = earliest(one.to, other.to);
  return { ...(from && { from }), ...(to && { to }) };
}

function lastPart(text: string, now: Date): Timespan | undefined {
  const ms = readDurationMs(text);
  if (ms === undefined) return undefined;
  // The moment of asking belongs to "the last hour", so the open end lies just behind it.
  return { from: new Date(now.getTime() - ms), to: new Date(now.getTime() + 1) };
}

function bothEnds(start: string, end: string): Timespan | undefined {
  const from = readTime(start);
  const to = readTime(end);
  if (from && to) return from <= to ? { from, to } : undefined;
  const length = readDurationMs(from ? end : start);
  if (length === undefined) return undefined;
  if (from) return { from, to: new Date(from.getTime() + length) };
  return to && { from: new Date(to.getTime() - length), to };
}

function readTime(text: string): Date | undefined {
  if (!timePattern.test(text)) return undefined;
  const zoned = !text.includes('T') || zonePattern.test(text) ? text : `${text}Z`;
  const time = new Date(zoned);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Months count 30 days and years 365, as the service's own reader of durations has it. */
function readDurationMs(text: string): number | undefined {
  const groups = durationPattern.exec(text)?.groups;
  if (!groups) return undefined;
  let ms = 0;
  for (const [unit, length] of Object.entries(unitMs)) ms += Number(groups[unit] ?? 0) * length;
  return ms <= longestMs ? ms : undefined;
}

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}

const dayMs = 86_400_000;
const longestMs = 100 * 365 * dayMs;
const unitMs = {
  years: 365 * dayMs,
  months: 30 * dayMs,
  weeks: 7 * dayMs,
  days: dayMs,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
};
const timePattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const zonePattern = /(?:Z|[+-]\d\d:?\d\d)$/;
const durationPattern =
  /^P(?=\d|T\d)(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(?<hours>\d+(?:\.\d+)?)H)?(?:(?<minutes>\d+(?:\.\d+)?)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;
