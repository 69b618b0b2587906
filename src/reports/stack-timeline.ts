import type { DisconnectBin } from '../diagnosis/diagnosis';
import type { TimeWindow } from '../ports/time-window';
import type { Timeline, TimelineSeries } from './timeline';
import { isoSeconds, sayCount, sayDuration, sayNumber, sayUtc } from './words';

const topSeries = 5;
const mostBins = 200;

/** What is counted: a title, and the word for one. */
interface Counted {
  title: string;
  noun: string;
}

const disconnectRows: Counted = { title: 'Disconnects', noun: 'disconnect row' };

/**
 * Counted bins as stacked series over every bin of the window, the empty ones included: the five
 * most frequent codes and "other codes". Undefined when there is nothing to draw.
 */
export function stackTimeline(
  counted: { binSeconds: number; bins: DisconnectBin[] },
  window: TimeWindow,
  marks: { at: Date; label: string }[] = [],
  what = disconnectRows,
): Timeline | undefined {
  const total = sum(counted.bins.map(({ count }) => count));
  if (total === 0 || !(counted.binSeconds > 0) || window.to <= window.from) return undefined;
  const grid = layGrid(window, counted.binSeconds);
  const series = stackSeries(counted.bins, grid);
  const shownMarks = marks.filter(({ at }) => at >= window.from && at <= window.to);
  return {
    title: `${what.title} per ${stepWords(grid)}`,
    from: isoSeconds(window.from),
    to: isoSeconds(window.to),
    binSeconds: grid.stepMs / 1000,
    bins: grid.starts.map((start) => isoSeconds(new Date(start))),
    series,
    marks: shownMarks.map(({ at, label }) => ({ at: isoSeconds(at), label })),
    altText: describeTimeline({ series, grid, window, total, marks: shownMarks, what }),
  };
}

interface Grid {
  stepMs: number;
  starts: number[];
}

/** Bins stand on multiples of their length, as the query's `bin()` puts them. */
function layGrid(window: TimeWindow, binSeconds: number): Grid {
  const spanMs = window.to.getTime() - window.from.getTime();
  const widen = Math.max(1, Math.ceil(spanMs / (binSeconds * 1000 * mostBins)));
  const stepMs = binSeconds * 1000 * widen;
  const first = Math.floor(window.from.getTime() / stepMs) * stepMs;
  const length = Math.max(1, Math.ceil((window.to.getTime() - first) / stepMs));
  return { stepMs, starts: Array.from({ length }, (_, index) => first + index * stepMs) };
}

function stackSeries(bins: DisconnectBin[], grid: Grid): TimelineSeries[] {
  const byLabel = new Map<string, number[]>();
  for (const bin of bins) {
    const label = seriesLabel(bin);
    const counts = byLabel.get(label) ?? grid.starts.map(() => 0);
    const index = binIndex(bin.at, grid);
    counts[index] = (counts[index] ?? 0) + bin.count;
    byLabel.set(label, counts);
  }
  const all = [...byLabel].map(([label, counts]) => ({ label, counts }));
  all.sort((a, b) => sum(b.counts) - sum(a.counts) || a.label.localeCompare(b.label));
  return all.length <= topSeries + 1 ? all : foldTail(all);
}

function foldTail(all: TimelineSeries[]): TimelineSeries[] {
  const tail = all.slice(topSeries);
  const counts = (tail[0]?.counts ?? []).map((_, index) =>
    sum(tail.map((series) => series.counts[index] ?? 0)),
  );
  return [...all.slice(0, topSeries), { label: `${tail.length} other codes`, counts }];
}

function seriesLabel({ code, name }: DisconnectBin): string {
  return [code, name].filter(Boolean).join(' ') || 'no error code';
}

/** A row at the window's edge may fall out of the grid by a rounding: it counts in the edge's bin. */
function binIndex(at: Date, grid: Grid): number {
  const index = Math.floor((at.getTime() - (grid.starts[0] ?? 0)) / grid.stepMs);
  return Math.min(grid.starts.length - 1, Math.max(0, index));
}

function describeTimeline(drawn: {
  series: TimelineSeries[];
  grid: Grid;
  window: TimeWindow;
  total: number;
  marks: { at: Date; label: string }[];
  what: Counted;
}): string {
  const { series, grid, window, total, marks, what } = drawn;
  const perBin = grid.starts.map((_, index) => sum(series.map(({ counts }) => counts[index] ?? 0)));
  const peak = perBin.reduce(
    (best, count, index) => (count > (perBin[best] ?? 0) ? index : best),
    0,
  );
  const peakAt = sayUtc(new Date(grid.starts[peak] ?? 0));
  return [
    `${what.title} per ${stepWords(grid)}, ${sayUtc(window.from)} to ${sayUtc(window.to)}:`,
    `${sayCount(total, what.noun)}, at most ${sayNumber(perBin[peak] ?? 0)} at once from ${peakAt}.`,
    `${series.map(({ label, counts }) => `${label}: ${sayNumber(sum(counts))}`).join('; ')}.`,
    ...marks.map(({ at, label }) => `Marked: ${label} at ${sayUtc(at)}.`),
  ].join(' ');
}

/** "per min", "per 5 min". */
function stepWords(grid: Grid): string {
  return sayDuration(grid.stepMs / 1000).replace(/^1 (?=\w+$)/, '');
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
