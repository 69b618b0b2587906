import type { Metric, MetricsQueryResult, MetricValue } from '@azure/monitor-query';
import type { MetricName, MetricPoint, MetricSeries } from '../../ports/metric-source';
import { AppError } from '../../shared/app-error';
import { unreadable } from './explain-failure';

/** The series of one metric that was asked for. Throws `arm_unreadable` and `arm_unavailable`. */
export function readSeries(
  metric: MetricName,
  grainSeconds: number,
  { metrics }: MetricsQueryResult,
): MetricSeries {
  const found = metrics.find(({ name }) => name?.toLowerCase() === metric.toLowerCase());
  if (!found) throw unreadable(`everything but ${metric}`);
  refuseFailed(found, metric);
  // Nothing is split by dimensions here: there is one series, or none where nothing was measured.
  const values = found.timeseries[0]?.data ?? [];
  const points = values.flatMap((value) => readPoint(value, metric) ?? []);
  return { metric, grainSeconds, points: points.sort((a, b) => a.at.getTime() - b.at.getTime()) };
}

/** A metric can fail by itself inside an answer that succeeds. */
function refuseFailed({ errorCode }: Metric, metric: MetricName): void {
  if (!errorCode || errorCode === 'Success') return;
  const code = /^\w{1,60}$/.test(errorCode) ? errorCode : 'no reason given';
  throw new AppError('arm_unavailable', `Azure Monitor could not read ${metric} (${code}).`, {
    retryable: true,
  });
}

/** The client passes on null where the service sends it, and any text as a time. */
function readPoint(value: MetricValue, metric: MetricName): MetricPoint | undefined {
  const at: unknown = value.timeStamp;
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) {
    throw unreadable(`a point of ${metric} that has no time`);
  }
  const point: MetricPoint = { at };
  for (const figure of figures) {
    const number: unknown = value[figure];
    if (typeof number === 'number') point[figure] = number;
  }
  return Object.keys(point).length > 1 ? point : undefined;
}

const figures = ['average', 'minimum', 'maximum', 'total'] as const;
