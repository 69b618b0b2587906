import type { Whole } from './value';
import { addWhole, narrow, subtractWhole } from './whole';

/**
 * Times are counted in ticks of 100 ns from 2020-01-01, not from year 1: so the years 1991 to 2048
 * fit a JavaScript number exactly. Only this file knows.
 */
const originMs = Date.UTC(2020, 0, 1);

export const ticksPerMs = 10_000;
export const ticksPerSecond = 10_000_000;
export const ticksPerMinute = 60 * ticksPerSecond;
export const ticksPerHour = 60 * ticksPerMinute;
export const ticksPerDay = 24 * ticksPerHour;

/** Ticks from 0001-01-01, from which bins are counted, to the origin. */
export const originTicks: Whole = narrow(
  BigInt(originMs - Date.UTC(1970, 0, 1) + 62_135_596_800_000) * 10_000n,
);
export const unixOriginTicks: Whole = -originMs * ticksPerMs;

const firstTick = subtractWhole(0, originTicks);
const lastTick = addWhole(firstTick, 3_155_378_975_999_999_999n);

/** Undefined outside the years 1 to 9999. */
export function checkedTicks(ticks: Whole): Whole | undefined {
  return ticks >= firstTick && ticks <= lastTick ? ticks : undefined;
}

export function ticksFromMs(ms: number): Whole {
  const ticks = (ms - originMs) * ticksPerMs;
  return Number.isSafeInteger(ticks) ? ticks : narrow(BigInt(ms - originMs) * 10_000n);
}

/** Whole milliseconds since 1970 (rounded down) and the ticks beyond them. */
export function splitTicks(ticks: Whole): { ms: number; rest: number } {
  if (typeof ticks === 'number') {
    const ms = Math.floor(ticks / ticksPerMs);
    return { ms: ms + originMs, rest: ticks - ms * ticksPerMs };
  }
  const rest = Number(((ticks % 10_000n) + 10_000n) % 10_000n);
  return { ms: Number((ticks - BigInt(rest)) / 10_000n) + originMs, rest };
}

export function dateFromTicks(ticks: Whole): Date {
  return new Date(splitTicks(ticks).ms);
}

/** Moves to another moment with the same ticks below the millisecond. */
export function withMs(ticks: Whole, ms: number): Whole {
  return addWhole(ticksFromMs(ms), splitTicks(ticks).rest);
}
