import type { TimeWindow } from '../ports/time-window';
import type { DisconnectBin } from './diagnosis';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** All divide a day, or days since year one and since 1970 alike: bins begin where Kusto's do. */
const steps = [
  ...[1, 2, 5, 10, 20, 30],
  ...[1, 2, 3, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2].map((count) => count * day),
];
const mostBins = 60;

/** Length of a bin that gives 24 to 60 of them over the window; 2 days at most. */
export function chooseBinSeconds(window: TimeWindow): number {
  const seconds = (window.to.getTime() - window.from.getTime()) / 1000;
  // A window rarely begins where a bin does: that takes one bin more.
  const fitting = steps.find((step) => Math.ceil(seconds / step) + 1 <= mostBins);
  return fitting ?? 2 * day;
}

/** Counts by bin and code, in order of time and code. Bins without rows are left out. */
export function binDisconnects(
  rows: { at: Date; code: string; name: string }[],
  binSeconds: number,
): DisconnectBin[] {
  const bins = new Map<string, DisconnectBin>();
  for (const { at, code, name } of rows) {
    const start = Math.floor(at.getTime() / (binSeconds * 1000)) * binSeconds * 1000;
    const key = `${start} ${code}`;
    const bin = bins.get(key) ?? { at: new Date(start), code, name, count: 0 };
    bins.set(key, { ...bin, count: bin.count + 1 });
  }
  return [...bins.values()].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.code < b.code ? -1 : 1),
  );
}
