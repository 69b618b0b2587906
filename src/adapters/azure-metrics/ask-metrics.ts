import type { MetricsQueryClient, MetricsQueryResult } from '@azure/monitor-query';
import type { MetricQuestion, MetricSeries } from '../../ports/metric-source';
import { explainFailure } from './explain-failure';
import { readSeries } from './read-series';

/** Sends one question and reads its answer. Throws what `MetricSource` promises, or the abort. */
export async function askMetrics(
  question: MetricQuestion & { resourceId: string },
  waiting: { signal: AbortSignal; patience: AbortSignal },
  deps: {
    client: MetricsQueryClient;
    ask(work: () => Promise<MetricsQueryResult>): Promise<MetricsQueryResult>;
  },
): Promise<MetricSeries[]> {
  const { metrics, window, resourceId, grainSeconds } = question;
  if (metrics.length === 0) return [];
  const granularity = granularityOf(grainSeconds);
  let status: number | undefined;
  let result: MetricsQueryResult;
  try {
    result = await deps.ask(() =>
      // The client puts a slash of its own before the id.
      deps.client.queryResource(resourceId.slice(1), [...new Set(metrics)], {
        timespan: { startTime: window.from, endTime: window.to },
        granularity,
        aggregations: ['Average', 'Minimum', 'Maximum', 'Total'],
        abortSignal: waiting.signal,
        onResponse: (reply) => {
          status = reply.status;
        },
      }),
    );
  } catch (error) {
    const patienceSpent = waiting.patience.aborted;
    if (waiting.signal.aborted && !patienceSpent) throw error;
    throw explainFailure(error, { hub: question.hub, resourceId, status, patienceSpent });
  }
  return metrics.map((metric) => readSeries(metric, grainSeconds, result));
}

function granularityOf(grainSeconds: number): string {
  const granularity = granularities[grainSeconds];
  if (granularity) return granularity;
  throw new RangeError(`Azure Monitor has no grain of ${grainSeconds} seconds`);
}

const granularities: Record<number, string> = {
  60: 'PT1M',
  300: 'PT5M',
  900: 'PT15M',
  3600: 'PT1H',
};
