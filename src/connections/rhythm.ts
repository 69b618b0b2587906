import type { KeptEvent } from '../ports/connection-ledger';

/** Away from a disconnect until the connect that follows it. */
export interface Absence {
  from: Date;
  to: Date;
  ms: number;
}

/**
 * Absences that are over, oldest first. Of two disconnects in a row the second counts: the device
 * must have been there in between.
 */
export function listAbsences(events: KeptEvent[]): Absence[] {
  const absences: Absence[] = [];
  let before: KeptEvent | undefined;
  for (const after of events) {
    if (before?.kind === 'disconnected' && after.kind === 'connected') {
      const { at: from } = before;
      absences.push({ from, to: after.at, ms: Math.max(0, +after.at - +from) });
    }
    before = after;
  }
  return absences;
}

/**
 * When connections were lost, oldest first. A connect while connected is a loss as well: Event Grid
 * tells what was at most once a minute and leaves out what was shorter.
 */
export function listLosses(events: KeptEvent[]): Date[] {
  const losses: Date[] = [];
  let before: KeptEvent | undefined;
  for (const event of events) {
    if (event.kind === 'disconnected' || before?.kind === 'connected') losses.push(event.at);
    before = event;
  }
  return losses;
}

/** How far its losses lie apart when they come as by a clock: three of four within 15 %. */
export function findPeriod(events: KeptEvent[]): number | undefined {
  const gaps = pairs(listLosses(events)).map(([before, after]) => +after - +before);
  if (gaps.length < 3) return undefined;
  const usual = quantile(gaps, 0.5);
  const regular = gaps.filter((gap) => Math.abs(gap - usual) <= usual * 0.15);
  return usual > 0 && regular.length >= gaps.length * 0.75 ? usual : undefined;
}

/** The smallest value that so large a part of them does not exceed. */
export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

function pairs<Item>(items: Item[]): [Item, Item][] {
  return items.slice(1).map((after, index) => [items[index] as Item, after]);
}
