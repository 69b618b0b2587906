import { limitsFor } from '../../knowledge/limits-for';
import type { HubInfo } from '../../ports/hub-info';
import type { MetricName, MetricPoint, MetricSeries } from '../../ports/metric-source';
import { type Checked, known } from '../surroundings';
import { sayTime } from '../words';

/** What the metrics say, compared with the limits of the hub's tier where that is known. */
export function tellMetrics(series: MetricSeries[], info: Checked<HubInfo>): string {
  const told = [tellConnected(series), tellThrottled(series), tellSends(series, info)];
  const quota = tellQuota(series, info);
  const parts = [...told, quota].filter((part) => part !== undefined);
  return parts.length === 0 ? 'Nothing was measured in the window.' : `${parts.join('; ')}.`;
}

function tellConnected(series: MetricSeries[]): string | undefined {
  const points = pointsOf(series, 'connectedDeviceCount');
  const low = lowest(points);
  const last = points.at(-1);
  const now = last && figureOf(last);
  if (low === undefined || now === undefined) return undefined;
  const most = Math.max(...points.map((point) => figureOf(point) ?? 0));
  if (low.figure === most) return `${say(now)} connected devices throughout`;
  return `between ${say(low.figure)} (at ${sayTime(low.at)}) and ${say(most)} connected devices, ${say(now)} at the end`;
}

/** Only 429001 counts in this metric: the other 429 codes show in the logs alone. */
function tellThrottled(series: MetricSeries[]): string | undefined {
  const total = sum(pointsOf(series, 'd2c.telemetry.ingress.sendThrottle'));
  if (total === undefined) return undefined;
  return total === 0 ? 'no send was throttled' : `${say(total)} sends were throttled`;
}

function tellSends(series: MetricSeries[], info: Checked<HubInfo>): string | undefined {
  const found = series.find(({ metric }) => metric === 'd2c.telemetry.ingress.allProtocol');
  if (found === undefined || found.points.length === 0) return undefined;
  const busiest = Math.max(...found.points.map(({ total }) => total ?? 0)) / found.grainSeconds;
  const hub = known(info);
  const limit = hub && limitsFor(hub.sku, hub.units)?.d2cSendsPerSecond;
  const base = limit === undefined ? '' : ` of ${say(limit)} that the tier takes`;
  return `at most ${say(Math.ceil(busiest))} sends a second${base}`;
}

function tellQuota(series: MetricSeries[], info: Checked<HubInfo>): string | undefined {
  const points = pointsOf(series, 'dailyMessageQuotaUsed');
  if (points.length === 0) return undefined;
  const used = Math.max(...points.map((point) => point.maximum ?? figureOf(point) ?? 0));
  const hub = known(info);
  const limit = hub && limitsFor(hub.sku, hub.units)?.dailyMessages.count;
  const base = limit === undefined ? '' : ` of about ${say(limit)}`;
  return `${say(used)}${base} messages of the daily quota used`;
}

function pointsOf(series: MetricSeries[], metric: MetricName): MetricPoint[] {
  return series.find((each) => each.metric === metric)?.points ?? [];
}

function figureOf({ average, maximum, total, minimum }: MetricPoint): number | undefined {
  return average ?? maximum ?? total ?? minimum;
}

function lowest(points: MetricPoint[]): { at: Date; figure: number } | undefined {
  const figures = points.flatMap((point) => {
    const figure = point.minimum ?? figureOf(point);
    return figure === undefined ? [] : [{ at: point.at, figure }];
  });
  return figures.sort((a, b) => a.figure - b.figure || a.at.getTime() - b.at.getTime())[0];
}

function sum(points: MetricPoint[]): number | undefined {
  if (points.length === 0) return undefined;
  return points.reduce((total, point) => total + (point.total ?? point.maximum ?? 0), 0);
}

function say(figure: number): string {
  return Math.round(figure).toLocaleString('en-US');
}
