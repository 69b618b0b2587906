import type { Timeline } from '../reports/timeline';

const bars = [...'▁▂▃▄▅▆▇█'];

/** A timeline in three or more lines of text: one bar a bin, the axis in UTC, and the legend. */
export function drawTimeline(timeline: Timeline): string {
  const totals = timeline.bins.map((_, bin) => sumOfBin(timeline, bin));
  const highest = Math.max(0, ...totals);
  const chart = totals.map((total) => drawBar(total, highest)).join('');
  return [
    `  ${timeline.title} (highest bar: ${highest})`,
    `  ${chart}`,
    `  ${drawAxis(timeline, chart.length)}`,
    ...timeline.marks.map((mark) => `  ${pointAt(timeline, mark.at)} ${mark.label}`),
    ...timeline.series.map((series) => `  ${sum(series.counts)} × ${series.label}`),
  ].join('\n');
}

function drawBar(total: number, highest: number): string {
  if (total === 0) return '·';
  return bars[Math.ceil((total / highest) * bars.length) - 1] ?? '█';
}

function drawAxis(timeline: Timeline, width: number): string {
  const from = shortUtc(timeline.from);
  const to = `${shortUtc(timeline.to)} UTC`;
  return from + ' '.repeat(Math.max(1, width - from.length - to.length)) + to;
}

function pointAt(timeline: Timeline, at: string): string {
  const since = (Date.parse(at) - Date.parse(timeline.from)) / 1000;
  const bin = Math.floor(since / timeline.binSeconds);
  return `${' '.repeat(Math.max(0, Math.min(bin, timeline.bins.length - 1)))}↑`;
}

function shortUtc(iso: string): string {
  return iso.slice(5, 16).replace('T', ' ');
}

function sumOfBin(timeline: Timeline, bin: number): number {
  return sum(timeline.series.map((series) => series.counts[bin] ?? 0));
}

function sum(numbers: number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
