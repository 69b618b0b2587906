import type { ArmRequest } from './arm-resource';
import { hubBody } from './hub-body';
import type { HubSide } from './hub-side';
import type { MetricDefinition } from './metric-definitions';
import type { MetricSeries } from './metric-series';
import { connectedSeries, constantSeries, pointSeries } from './metric-series';
import type { MetricsQuestion } from './metrics-question';

/** The body of `GET {resourceId}/providers/Microsoft.Insights/metrics`. */
export function metricsReply(
  request: ArmRequest,
  question: MetricsQuestion,
  side: HubSide,
): Record<string, unknown> {
  const { from, to, interval, metrics } = question;
  side.workspace.catchUp(side.now());
  return {
    cost: Math.max(1, Math.round((to - from) / 60_000) - 1),
    timespan: `${inSeconds(from)}/${inSeconds(to)}`,
    interval,
    value: metrics.map((metric) => metricValue(metric, request, question, side)),
    namespace: 'Microsoft.Devices/IotHubs',
    resourceregion: hubBody(request, side).location,
  };
}

function metricValue(
  metric: MetricDefinition,
  request: ArmRequest,
  question: MetricsQuestion,
  side: HubSide,
) {
  const series = findSeries(request.hub.toLowerCase(), metric.name, side);
  return {
    id: `${request.resourceId}/providers/Microsoft.Insights/metrics/${metric.name}`,
    type: 'Microsoft.Insights/metrics',
    name: { value: metric.name, localizedValue: metric.displayName },
    displayDescription: `${metric.displayName} of the IoT hub`,
    unit: metric.unit,
    timeseries: series
      ? [{ metadatavalues: [], data: points(series, metric, question, side.now()) }]
      : [],
    errorCode: 'Success',
  };
}

/** What was given counts for more than what can be worked out from rows. */
function findSeries(hub: string, metric: string, side: HubSide): MetricSeries | undefined {
  const given = side.metrics.find(hub, metric);
  if (given) return pointSeries(given);
  if (metric === 'connectedDeviceCount') return deriveConnected(hub, side);
  return metric === 'totalDeviceCount' ? deriveTotal(hub, side) : undefined;
}

/** Some devices never leave a row, such as those that renew their token inside the connection. */
function deriveConnected(hub: string, { workspace, twins }: HubSide): MetricSeries | undefined {
  const { connections } = workspace;
  const silent = twins.ofHub(hub).filter(({ deviceId, connectionState }) => {
    return connectionState === 'Connected' && !connections.knows(hub, deviceId);
  }).length;
  const steps = connections.stepsOf(hub);
  if (steps) return connectedSeries(steps, silent);
  return silent > 0 ? constantSeries(silent) : undefined;
}

function deriveTotal(hub: string, { workspace, twins }: HubSide): MetricSeries | undefined {
  const { connections } = workspace;
  const unseen = twins.ofHub(hub).filter(({ deviceId }) => !connections.knows(hub, deviceId));
  const count = unseen.length + connections.deviceCount(hub);
  return count > 0 ? constantSeries(count) : undefined;
}

/** Nothing is known of what is still to come. */
function points(
  series: MetricSeries,
  { primary }: MetricDefinition,
  { from, to, intervalMs, aggregations = [primary] }: MetricsQuestion,
  now: Date,
) {
  const data: Record<string, unknown>[] = [];
  for (let at = from; at < to; at += intervalMs) {
    const end = Math.min(at + intervalMs, to, now.getTime() + 1);
    const known = at < end ? series(at, end) : {};
    const wanted = aggregations.flatMap((name) =>
      known[name] === undefined ? [] : [[name, known[name]] as const],
    );
    data.push({ timeStamp: inSeconds(at), ...Object.fromEntries(wanted) });
  }
  return data;
}

function inSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
