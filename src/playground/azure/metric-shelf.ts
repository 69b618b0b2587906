import { z } from 'zod';
import { isTime, utcMs } from './exported-record';
import { below, type Complaint, complain, complaintsOf, isHubName, readFields } from './hub-values';
import type { Aggregation } from './metric-definitions';

export type Aggregates = Partial<Record<Aggregation, number>>;

/** One point of a metric. */
export interface MetricPoint extends Aggregates {
  /** Milliseconds since 1970. */
  time: number;
}

/** Metrics that files or scenarios gave. Hubs and metrics are found in any case. */
export interface MetricShelf {
  /**
   * Adds `{hub: {metric: [{timeStamp, average?, minimum?, maximum?, total?, count?}]}}`; a later
   * point of the same moment replaces the earlier one. Gives a reason for every part it cannot use.
   */
  put(value: unknown): Complaint[];
  /** In the order of time; undefined where none were ever given. */
  find(hub: string, metric: string): MetricPoint[] | undefined;
  /** As they were first written, of every hub. */
  names(): string[];
  hubs(): string[];
}

export function createMetricShelf(): MetricShelf {
  const shelf = new Map<string, Map<string, Series>>();
  const names = new Map<string, string>();

  function seriesOf(hub: string, metric: string): Series {
    const metrics = shelf.get(hub.toLowerCase()) ?? new Map<string, Series>();
    shelf.set(hub.toLowerCase(), metrics);
    const key = metric.toLowerCase();
    if (!names.has(key)) names.set(key, metric);
    const series = metrics.get(key) ?? { points: new Map(), sorted: undefined };
    metrics.set(key, series);
    return series;
  }

  return {
    put: (value) =>
      readFields(value, (hub, metrics) => {
        if (!isHubName(hub)) return [complain('is not the name of a hub')];
        return readFields(metrics, (metric, points) => {
          if (!Array.isArray(points)) return [complain('is not a list of points')];
          return points.flatMap((point, at) => addPoint(point, at, seriesOf(hub, metric)));
        });
      }),
    find(hub, metric) {
      const series = shelf.get(hub.toLowerCase())?.get(metric.toLowerCase());
      if (!series) return undefined;
      series.sorted ??= [...series.points.values()].sort((one, other) => one.time - other.time);
      return series.sorted;
    },
    names: () => [...names.values()],
    hubs: () => [...shelf.keys()],
  };
}

interface Series {
  points: Map<number, MetricPoint>;
  sorted: MetricPoint[] | undefined;
}

function addPoint(value: unknown, at: number, series: Series): Complaint[] {
  const read = Point.safeParse(value);
  if (!read.success) return below(`[${at}]`, complaintsOf(read.error));
  const { timeStamp, ...aggregates } = read.data;
  const time = utcMs(timeStamp);
  series.points.set(time, { time, ...aggregates });
  series.sorted = undefined;
  return [];
}

const number = z.number('is not a number').optional();
const Point = z.object(
  {
    timeStamp: z.string('is missing').refine(isTime, 'is not an ISO 8601 date'),
    average: number,
    minimum: number,
    maximum: number,
    total: number,
    count: number,
  },
  'is not a point',
);
