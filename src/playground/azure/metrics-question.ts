import { metricsRefused } from './arm-errors';
import { type Aggregation, type MetricDefinition, metricDefinitions } from './metric-definitions';
import { readTimespan } from './read-timespan';
import type { WireError } from './wire-errors';

/** What a request for metrics asks for. */
export interface MetricsQuestion {
  metrics: MetricDefinition[];
  /** Undefined where every metric answers in its own way. */
  aggregations: Aggregation[] | undefined;
  /** Whole minutes, in milliseconds since 1970. */
  from: number;
  to: number;
  interval: string;
  intervalMs: number;
}

/** Reads `metricnames`, `aggregation`, `interval` and `timespan`; metrics of files are known, too. */
export function readMetricsQuestion(
  params: URLSearchParams,
  now: Date,
  given: string[],
): MetricsQuestion | { refused: WireError } {
  const metrics = readMetrics(params.get('metricnames') ?? params.get('metric') ?? '', given);
  if ('refused' in metrics) return metrics;
  const namespace = params.get('metricnamespace');
  if (namespace && !/^microsoft\.devices\/iothubs$/i.test(namespace)) {
    return refuse('metricnamespace', namespace, 'Microsoft.Devices/IotHubs');
  }
  const aggregations = readAggregations(params.get('aggregation') ?? '');
  if (aggregations && 'refused' in aggregations) return aggregations;
  const times = readTimes(params.get('timespan') ?? 'PT1H', params.get('interval') ?? 'PT1M', now);
  return 'refused' in times ? times : { metrics, aggregations, ...times };
}

function readMetrics(text: string, given: string[]): MetricDefinition[] | { refused: WireError } {
  const names = text.split(',').flatMap((name) => name.trim() || []);
  if (names.length === 0)
    return refuse('metricnames', text, 'names of metrics with commas between');
  if (names.length > mostMetrics) {
    return {
      refused: metricsRefused(
        `Requested metrics count: ${names.length} bigger than allowed max: ${mostMetrics}`,
      ),
    };
  }
  const found: MetricDefinition[] = [];
  for (const name of names) {
    const definition = findDefinition(name, given);
    if (!definition) return { refused: unknownMetric(name, given) };
    found.push(definition);
  }
  return found;
}

function findDefinition(name: string, given: string[]): MetricDefinition | undefined {
  const isIt = (other: string) => other.toLowerCase() === name.toLowerCase();
  const known = metricDefinitions.find((each) => isIt(each.name));
  if (known) return known;
  const other = given.find(isIt);
  if (other === undefined) return undefined;
  return { name: other, displayName: other, unit: 'Count', primary: 'average' };
}

function unknownMetric(name: string, given: string[]): WireError {
  const valid = new Set([...metricDefinitions.map((each) => each.name), ...given]);
  return metricsRefused(
    `Failed to find metric configuration for provider: Microsoft.Devices, resource Type: IotHubs, metric: ${name}, Valid metrics: ${[...valid].join(',')}`,
  );
}

function readAggregations(text: string): Aggregation[] | undefined | { refused: WireError } {
  const names = text.split(',').flatMap((name) => name.trim().toLowerCase() || []);
  const found = names.flatMap((name) => aggregationNames.find((known) => known === name) ?? []);
  if (found.length < names.length) {
    return refuse('aggregation', text, 'Average,Count,Minimum,Maximum,Total');
  }
  return found.length === 0 ? undefined : found;
}

type Times = Pick<MetricsQuestion, 'from' | 'to' | 'interval' | 'intervalMs'>;

function readTimes(timespan: string, interval: string, now: Date): Times | { refused: WireError } {
  const span = readTimespan(timespan, now);
  if (!span?.from || !span.to) return refuse('timespan', timespan, 'start/end or a duration');
  const from = Math.floor(span.from.getTime() / minuteMs) * minuteMs;
  const to = Math.max(from + minuteMs, Math.floor(span.to.getTime() / minuteMs) * minuteMs);
  const name = interval.toUpperCase();
  const intervalMs = name === 'FULL' ? to - from : intervals.get(name);
  if (intervalMs === undefined)
    return refuse('interval', interval, [...intervals.keys()].join(','));
  if ((to - from) / intervalMs <= mostPoints) return { from, to, interval: name, intervalMs };
  return {
    refused: metricsRefused(
      `The timespan ${timespan} holds more than ${mostPoints} intervals of ${interval}; ask for a shorter one or a longer interval.`,
    ),
  };
}

function refuse(parameter: string, value: string, valid: string): { refused: WireError } {
  return {
    refused: metricsRefused(
      `Detect invalid value: ${value} for query parameter: '${parameter}', the value must be: ${valid}.`,
    ),
  };
}

const minuteMs = 60_000;
const mostMetrics = 20;
/** Of one metric: a month by the minute. */
const mostPoints = 44_640;
const aggregationNames: Aggregation[] = ['average', 'minimum', 'maximum', 'total', 'count'];
const intervals = new Map(
  Object.entries({
    PT1M: 1,
    PT5M: 5,
    PT15M: 15,
    PT30M: 30,
    PT1H: 60,
    PT6H: 360,
    PT12H: 720,
    P1D: 1440,
  }).map(([name, minutes]) => [name, minutes * minuteMs]),
);
