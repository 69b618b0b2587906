import type { DeviceRecord } from '../ports/connection-ledger';
import { listAbsences, listLosses } from './rhythm';

const minuteMs = 60_000;
/** So long it has to keep still until flapping is over; and so far back losses are counted. */
export const flappingWindowMs = 15 * minuteMs;
/**
 * Tokens are renewed every 15 min at the shortest, which is two losses at most in the window: a
 * rhythm of renewals never comes near.
 */
const fewestLosses = 5;
/** What is usual is read from at least so long a time. */
const shortestUsualMs = 60 * minuteMs;

/** Losses that are too many in too short a time. */
export interface Flapping {
  since: Date;
  losses: number;
  /** In a window of the same length; undefined where it is not known for long enough. */
  usualLosses: number | undefined;
}

/**
 * At least five losses within the last 15 min, and at least twice what is usual for the device by
 * the losses that were hidden before.
 */
export function findFlapping(record: DeviceRecord, now: Date): Flapping | undefined {
  if (record.events.length < fewestLosses) return undefined;
  const start = +now - flappingWindowMs;
  const [since, ...more] = listLosses(record.events).filter((at) => +at > start);
  if (since === undefined || more.length + 1 < fewestLosses) return undefined;
  const losses = more.length + 1;
  const usualLosses = findUsual(record, start);
  if (usualLosses !== undefined && losses < usualLosses * 2) return undefined;
  return { since, losses, usualLosses };
}

/** Only what was before the window: flapping must not make itself usual. */
function findUsual({ hidden, hiddenSince, events }: DeviceRecord, start: number) {
  if (hiddenSince === undefined || start - +hiddenSince < shortestUsualMs) return undefined;
  const within = listAbsences(events).filter(({ to }) => +to > start).length;
  return (Math.max(0, hidden - within) / (start - +hiddenSince)) * flappingWindowMs;
}
