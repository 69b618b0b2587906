import type { RenewalRhythm } from '../../knowledge/find-renewal';
import type { DeviceFacts } from '../device/device-facts';
import { awayMs, type Drop } from '../device/drops';

/** The losses that a token renewal explains, and the rhythm in which they come. */
export interface FoundRhythm {
  renewals: Drop[];
  /** How many of them have a length that was measured, and is not only possible. */
  measured: number;
  /** The middle one of the measured lengths. */
  periodMs: number;
  /** Whether that is the period of the SDK's default settings. */
  isDefault: boolean;
}

/** Times between which a period lies. */
interface Band {
  lowMs: number;
  highMs: number;
  isDefault: boolean;
}

/** Lengths of one rhythm lie within a tenth of it, to either side; the longest and the shortest then … */
const widestBand = 1.25;
/** … lie about so far from the middle between those two that were measured. */
const widestShare = 0.12;
/** A token is hardly ever made to live shorter than this. */
const shortestTokenSeconds = 120;
/** An SDK forces its reconnect after this time at the latest. */
const longestUsualGapMs = 30_000;
/** Whole cycles whose rows may all be lost. */
const mostCycles = 3;
/** Measured from the renewal before it, a length has the gap of that one in it. */
const slackMs = 60_000;

/** The default rhythm of the SDK, or the one that a token of another life makes. */
export function findRhythm(facts: DeviceFacts): FoundRhythm | undefined {
  const { rhythm } = facts;
  if (rhythm === undefined) return undefined;
  const candidates = facts.drops.filter((drop) => mayBeRenewal(drop, rhythm, facts));
  const configured = findConfigured(candidates, rhythm);
  const found = [defaultBand(rhythm), ...(configured === undefined ? [] : [configured])]
    .map((band) => collect(facts, candidates, band))
    .filter((one) => one.measured > 0 && (one.isDefault || isQuickOrNamed(one)))
    .sort((a, b) => b.renewals.length - a.renewals.length);
  const [best] = found;
  return best === undefined || lacksErrors(best, rhythm) ? undefined : best;
}

/** Back within a minute, or not seen to be away, and no code that a renewal does not leave. */
function mayBeRenewal(drop: Drop, rhythm: RenewalRhythm, facts: DeviceFacts): boolean {
  const away = awayMs(drop);
  if (away !== undefined && away >= rhythm.longestGapSeconds * 1000) return false;
  if (away === undefined && isLast(drop, facts) && !isFresh(drop, facts)) return false;
  const faults = [...drop.faults, ...drop.refused.map(({ fault }) => fault)];
  return faults.every((fault) => fault === '' || rhythm.codes.includes(fault));
}

/** The first loss of a window whose connect lies before it, or was not logged. */
export function hasUnknownLength(drop: Drop, facts: DeviceFacts): boolean {
  return drop.at === facts.drops[0]?.at && drop.upSince === undefined;
}

/** The last loss, so close to the end of the window that its connect may only be missing yet. */
export function isFresh(drop: Drop, facts: DeviceFacts): boolean {
  const age = facts.window.to.getTime() - drop.at.getTime();
  return drop.backAt === undefined && isLast(drop, facts) && age < 60_000;
}

/** By its time: a loss that is sorted into its kind is a copy. */
function isLast(drop: Drop, facts: DeviceFacts): boolean {
  return drop.at === facts.drops.at(-1)?.at;
}

/** Whether the length of the connection that ended is the default period of the SDK, or unknown. */
export function maybeDefault(drop: Drop, facts: DeviceFacts): boolean {
  const { rhythm } = facts;
  if (rhythm === undefined || !mayBeRenewal(drop, rhythm, facts)) return false;
  if (drop.upSince === undefined) return hasUnknownLength(drop, facts);
  return fits(defaultBand(rhythm), msBetween(drop.upSince, drop.at));
}

/** Whether so long a time is the found period, or a few of it whose rows were lost. */
export function fitsRhythm(found: FoundRhythm, ms: number): boolean {
  const band = { lowMs: found.periodMs * 0.88, highMs: found.periodMs * 1.12 };
  return cyclesOf({ ...band, isDefault: found.isDefault }, ms) !== undefined;
}

function defaultBand({ periodSeconds, tolerance }: RenewalRhythm): Band {
  const ms = periodSeconds * 1000;
  return {
    lowMs: ms * (1 - tolerance) - slackMs,
    highMs: ms * (1 + tolerance) + slackMs,
    isDefault: true,
  };
}

/** The narrow band that holds most lengths, where the SDK has a token life that makes them. */
function findConfigured(candidates: Drop[], rhythm: RenewalRhythm): Band | undefined {
  const shortest = Math.max(
    shortestTokenSeconds,
    shortestTokenSeconds * rhythm.lifeShare + rhythm.addedSeconds,
  );
  const lengths = candidates
    .flatMap(({ upSince, at }) => (upSince === undefined ? [] : [msBetween(upSince, at)]))
    .filter((ms) => ms >= shortest * 1000)
    .sort((a, b) => a - b);
  let best: number[] = [];
  for (const low of lengths) {
    const inside = lengths.filter((ms) => ms >= low && ms <= low * widestBand);
    if (inside.length > best.length) best = inside;
  }
  const [low, high] = [best[0], best.at(-1)];
  if (low === undefined || high === undefined || !isTelling(best, lengths)) return undefined;
  // Those without a measured length may be as far off as a period may be from the middle one.
  const middle = (low + high) / 2;
  return {
    lowMs: Math.min(low, middle * (1 - widestShare)) - slackMs,
    highMs: Math.max(high, middle * (1 + widestShare)) + slackMs,
    isDefault: false,
  };
}

/** Alike are all of them, or enough of them and most: a few of many are alike by chance. */
function isTelling(alike: number[], all: number[]): boolean {
  const fewest = alike.length === all.length ? 2 : 3;
  return alike.length >= fewest && alike.length * 2 >= all.length;
}

/**
 * A renewal comes one period after the connect it ends, or after the renewal before it. The first
 * loss of a window has neither where no row shows its connect: it may be one, and counts if others are.
 */
function collect(facts: DeviceFacts, candidates: Drop[], band: Band): FoundRhythm {
  const renewals: Drop[] = [];
  const lengths: number[] = [];
  for (const drop of candidates) {
    const starts = [drop.upSince, renewals.at(-1)?.at].filter((start) => start !== undefined);
    const periods = starts.map((start) => msBetween(start, drop.at));
    const measured = periods.find((ms) => fits(band, ms));
    const isPossible = periods.some((ms) => cyclesOf(band, ms) !== undefined);
    if (!isPossible && !hasUnknownLength(drop, facts)) continue;
    if (!isSeenBack(drop, facts, band)) continue;
    renewals.push(drop);
    if (measured !== undefined) lengths.push(measured);
  }
  lengths.sort((a, b) => a - b);
  const periodMs = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const { length } = lengths;
  return {
    renewals: length === 0 ? [] : renewals,
    measured: length,
    periodMs,
    isDefault: band.isDefault,
  };
}

/** Where the connect was not logged, a loss one period later shows that it came at once. */
function isSeenBack(drop: Drop, facts: DeviceFacts, band: Band): boolean {
  if (drop.backAt !== undefined || isFresh(drop, facts)) return true;
  const next = facts.drops[facts.drops.indexOf(drop) + 1];
  return next !== undefined && fits(band, msBetween(drop.at, next.at));
}

/** A restart in a rhythm takes longer than a renewal; only a row that names the token tells them apart. */
function isQuickOrNamed({ renewals }: FoundRhythm): boolean {
  if (renewals.some(({ faults }) => faults.includes('401003'))) return true;
  const gaps = renewals.map(awayMs).filter((ms) => ms !== undefined);
  gaps.sort((a, b) => a - b);
  return (gaps[Math.floor(gaps.length / 2)] ?? 0) <= longestUsualGapMs;
}

/** A connection that the hub cuts leaves errors; rows can be lost, but not most of them. */
function lacksErrors({ renewals }: FoundRhythm, { cutByHub }: RenewalRhythm): boolean {
  const cuts = renewals.filter(({ faults }) => faults.some((fault) => fault !== ''));
  return cutByHub && cuts.length * 2 < renewals.length;
}

function cyclesOf(band: Band, ms: number): number | undefined {
  for (let cycles = 1; cycles <= mostCycles; cycles += 1) {
    if (ms >= band.lowMs * cycles && ms <= band.highMs * cycles) return cycles;
  }
  return undefined;
}

function fits({ lowMs, highMs }: Band, ms: number): boolean {
  return ms >= lowMs && ms <= highMs;
}

function msBetween(from: Date, to: Date): number {
  return to.getTime() - from.getTime();
}
