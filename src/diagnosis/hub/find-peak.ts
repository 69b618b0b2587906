import type { DisconnectsOverTime } from './hub-rows';

interface Peak {
  at: Date;
  /** Disconnect rows in this bin. */
  count: number;
  /** Disconnect rows in the middle one of all bins of the window, empty ones included. */
  usual: number;
}

/** What stands out is at least so many times the usual, and so many rows. */
const timesUsual = 3;
const fewestRows = 10;

/** The bin in which by far most rows fall; undefined when none stands out. `bins` is the number of bins of the window. */
export function findPeak(counted: DisconnectsOverTime[], bins: number): Peak | undefined {
  const byTime = new Map<number, number>();
  for (const { at, disconnects } of counted) {
    byTime.set(at.getTime(), (byTime.get(at.getTime()) ?? 0) + disconnects);
  }
  const [highest] = [...byTime].sort(([atA, a], [atB, b]) => b - a || atA - atB);
  if (highest === undefined) return undefined;
  const [at, count] = highest;
  const usual = findMiddle([...byTime.values()], bins);
  if (count < fewestRows || count < usual * timesUsual) return undefined;
  return { at: new Date(at), count, usual };
}

/** Bins without rows are not in the answer of a query: they count as zeros. */
function findMiddle(counts: number[], bins: number): number {
  const empty = Math.max(0, bins - counts.length);
  const middle = Math.floor((counts.length + empty) / 2) - empty;
  return middle < 0 ? 0 : ([...counts].sort((a, b) => a - b)[middle] ?? 0);
}
