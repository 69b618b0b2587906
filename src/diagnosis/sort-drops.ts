import type { RenewalRhythm } from '../knowledge/find-renewal';
import type { DeviceFacts } from './device-facts';
import { awayMs, type Drop } from './drops';

/** Every loss in one of four heaps, by what its own rows and its place in time show. */
export interface SortedDrops {
  /** Fits the rhythm of the SDK's token renewal: length, gap and codes. */
  renewals: Drop[];
  /** Closed with 404104 and away for a minute or more, or still away. */
  lost: Drop[];
  /** Closed by the device with a goodbye. */
  graceful: Drop[];
  other: Drop[];
  /** How many renewals have a length that was measured, and is not only possible. */
  measured: number;
}

/** A gap below this is what every SDK needs to reconnect. */
const shortGapMs = 60_000;

export function sortDrops(facts: DeviceFacts): SortedDrops {
  const { renewals, measured } = findRenewals(facts);
  const rest = facts.drops.filter((drop) => !renewals.includes(drop));
  const lost = rest.filter((drop) => isLost(drop, facts));
  const graceful = rest.filter((drop) => drop.faults.every((fault) => fault === ''));
  const other = rest.filter((drop) => !lost.includes(drop) && !graceful.includes(drop));
  return { renewals, lost, graceful, other, measured };
}

/** Three losses are about equally far apart by chance once in five times, four hardly ever. */
const fewestRegular = 4;

/** The middle time between losses, where the times between all of them are within a tenth of it. */
export function findRegularMs(drops: Drop[]): number | undefined {
  if (drops.length < fewestRegular) return undefined;
  const middle = findMiddleMs(drops) ?? 0;
  return lengthsBetween(drops).every((length) => Math.abs(length - middle) <= middle / 10)
    ? middle
    : undefined;
}

/** The middle one of the times between losses; undefined for one loss. */
export function findMiddleMs(drops: Drop[]): number | undefined {
  const lengths = lengthsBetween(drops).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)];
}

function lengthsBetween(drops: Drop[]): number[] {
  return drops.slice(1).map((drop, i) => drop.at.getTime() - (drops[i]?.at.getTime() ?? 0));
}

/**
 * A renewal comes one period after the connect it ends, or after the renewal before it. The first
 * loss of a window has neither where no row shows its connect: it may be one, and counts if others are.
 */
function findRenewals(facts: DeviceFacts): { renewals: Drop[]; measured: number } {
  const { rhythm } = facts;
  if (rhythm === undefined) return { renewals: [], measured: 0 };
  const renewals: Drop[] = [];
  let measured = 0;
  for (const drop of facts.drops) {
    if (!looksLikeRenewal(drop, rhythm, facts)) continue;
    const starts = [drop.upSince, renewals.at(-1)?.at].filter((start) => start !== undefined);
    const isInTime = starts.some((start) =>
      fitsPeriod(drop.at.getTime() - start.getTime(), rhythm),
    );
    if (!isInTime && !hasUnknownLength(drop, facts)) continue;
    renewals.push(drop);
    if (isInTime) measured += 1;
  }
  return measured === 0 ? { renewals: [], measured } : { renewals, measured };
}

function looksLikeRenewal(drop: Drop, rhythm: RenewalRhythm, facts: DeviceFacts): boolean {
  const away = awayMs(drop);
  const isShort =
    away === undefined ? isFresh(drop, facts) : away < rhythm.longestGapSeconds * 1000;
  return isShort && drop.faults.every((fault) => fault === '' || rhythm.codes.includes(fault));
}

/** The first loss of a window whose connect lies before it, or was not logged. */
export function hasUnknownLength(drop: Drop, facts: DeviceFacts): boolean {
  return drop === facts.drops[0] && drop.upSince === undefined;
}

function fitsPeriod(ms: number, rhythm: RenewalRhythm): boolean {
  return Math.abs(ms / 1000 - rhythm.periodSeconds) <= rhythm.periodSeconds * rhythm.tolerance;
}

/** The last loss, so close to the end of the window that its connect may only be missing yet. */
export function isFresh(drop: Drop, facts: DeviceFacts): boolean {
  const age = facts.window.to.getTime() - drop.at.getTime();
  return drop === facts.drops.at(-1) && drop.backAt === undefined && age < shortGapMs;
}

function isLost(drop: Drop, facts: DeviceFacts): boolean {
  const known = drop.faults.every((fault) => ['', '404104', '409002'].includes(fault));
  if (!known || !drop.faults.includes('404104')) return false;
  const away = awayMs(drop);
  if (away !== undefined) return away >= shortGapMs;
  return drop === facts.drops.at(-1) && !isFresh(drop, facts);
}
