import type { ConnectedSteps } from './count-connected';
import type { Aggregates, MetricPoint } from './metric-shelf';

/** A metric of one hub; gives what is known of from <= time < to, nothing where nothing is. */
export type MetricSeries = (fromMs: number, toMs: number) => Aggregates;

/** The points somebody gave. An aggregate that no point has is not made up. */
export function pointSeries(points: MetricPoint[]): MetricSeries {
  const times = Float64Array.from(points, ({ time }) => time);
  return (from, to) => {
    const inside = points.slice(firstAt(times, from), firstAt(times, to));
    const of = (field: keyof Aggregates) => inside.flatMap((point) => point[field] ?? []);
    const average = of('average');
    return known({
      average: average.length > 0 ? sum(average) / average.length : undefined,
      minimum: least(of('minimum')),
      maximum: greatest(of('maximum')),
      total: of('total').length > 0 ? sum(of('total')) : undefined,
      count: of('count').length > 0 ? sum(of('count')) : undefined,
    });
  };
}

/** Devices connected, with `others` of which no row tells because they never left. */
export function connectedSeries(steps: ConnectedSteps, others: number): MetricSeries {
  return (from, to) => {
    if (to <= steps.since) return {};
    const after = (at: number) => (at < 0 ? steps.start : (steps.counts[at] ?? 0));
    const start = Math.max(from, steps.since);
    let at = firstAt(steps.times, start + 1) - 1;
    let now = start;
    let [minimum, maximum, area] = [after(at), after(at), 0];
    for (at += 1; (steps.times[at] ?? to) < to; at++) {
      const time = steps.times[at] ?? to;
      area += after(at - 1) * (time - now);
      now = time;
      // A count that held for no time at all was nobody's snapshot.
      if (steps.times[at + 1] === time) continue;
      minimum = Math.min(minimum, after(at));
      maximum = Math.max(maximum, after(at));
    }
    area += after(at - 1) * (to - now);
    const average = area / (to - start);
    return {
      average: Math.round((average + others) * 100) / 100,
      minimum: minimum + others,
      maximum: maximum + others,
    };
  };
}

export function constantSeries(value: number): MetricSeries {
  return () => ({ average: value, minimum: value, maximum: value });
}

/** Where the first time at or after this one stands. */
function firstAt(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function known(aggregates: { [Name in keyof Aggregates]: number | undefined }): Aggregates {
  return Object.fromEntries(
    Object.entries(aggregates).filter(([, value]) => value !== undefined),
  ) as Aggregates;
}

function sum(values: number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function least(values: number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((one, other) => Math.min(one, other));
}

function greatest(values: number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((one, other) => Math.max(one, other));
}
