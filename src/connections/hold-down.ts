import type { DeviceRecord, KeptEvent } from '../ports/connection-ledger';
import type { Patience } from './patience';
import { listAbsences, quantile } from './rhythm';

/** How long a disconnect waits to be believed. */
export interface HoldDown {
  ms: number;
  /** What it was learned from; undefined where the grace time counts as it is set. */
  learned: { usualMs: number; absences: number } | undefined;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const fewestAbsences = 4;
/** Event Grid may take a minute to tell that a device is back, and comes a little later still. */
const toldWithinMs = minuteMs;
const shortestReturnMs = minuteMs / 2;
/** Who is away for longer than a day is told of, however usual that is. */
const longestMs = 24 * hourMs;

/**
 * The grace time that is set, unless the device has a habit of its own. With at least four absences
 * that are over, "usual" is the length that three of four do not exceed, so that one real failure
 * among them teaches nothing.
 * - Usual is within the grace time: the minute in which a return is told, and three times the usual
 *   or half a minute, whichever is more; at most the grace time.
 * - Usual is longer, and three of four absences are at least a third of it (a habit, not a mixture
 *   of renewals and failures): the usual, once more the usual or 2 h, whichever is less, and the
 *   grace time; at most 24 h. A device that is away for 4 min is waited for 10 min with a grace
 *   time of 2 min; one that sleeps for ten hours every night, 12 h.
 * - Else the grace time.
 */
export function holdDown(record: DeviceRecord, patience: Patience): HoldDown {
  const graceMs = patience.graceMs(record);
  const lengths = listLengths(record.events);
  if (lengths.length < fewestAbsences) return { ms: graceMs, learned: undefined };
  const usualMs = quantile(lengths, 0.75);
  const learned = { usualMs, absences: lengths.length };
  if (usualMs <= graceMs) return { ms: shorten(usualMs, graceMs), learned };
  if (quantile(lengths, 0.25) * 3 < usualMs) return { ms: graceMs, learned: undefined };
  return { ms: lengthen(usualMs, graceMs), learned };
}

function listLengths(events: KeptEvent[]): number[] {
  if (events.length < 2 * fewestAbsences) return [];
  return listAbsences(events).map(({ ms }) => ms);
}

function shorten(usualMs: number, graceMs: number): number {
  return Math.min(graceMs, toldWithinMs + Math.max(shortestReturnMs, usualMs * 3));
}

function lengthen(usualMs: number, graceMs: number): number {
  const clearlyLonger = usualMs + Math.min(usualMs, 2 * hourMs) + graceMs;
  return Math.max(graceMs, Math.min(longestMs, clearlyLonger));
}
