import type { Hub } from './hub';
import type { TimeWindow } from './time-window';

/** Platform metrics of a hub, by the names that Azure Monitor knows them by. */
export const metricNames = [
  'connectedDeviceCount',
  'totalDeviceCount',
  'd2c.telemetry.ingress.allProtocol',
  'd2c.telemetry.ingress.success',
  'd2c.telemetry.ingress.sendThrottle',
  'dailyMessageQuotaUsed',
] as const;

export type MetricName = (typeof metricNames)[number];

/** What Azure does not tell of a point is absent; a point without any figure is left out. */
export interface MetricPoint {
  /** Begin of the grain. */
  at: Date;
  average?: number;
  minimum?: number;
  maximum?: number;
  total?: number;
}

export interface MetricSeries {
  metric: MetricName;
  grainSeconds: number;
  /** Oldest first; empty when nothing was measured. */
  points: MetricPoint[];
}

export interface MetricQuestion {
  hub: Hub;
  metrics: readonly MetricName[];
  window: TimeWindow;
  /** 60, 300, 900 or 3600. */
  grainSeconds: number;
}

/** Azure Monitor metrics. Throws what `HubInfoSource` throws. One series for each metric asked for. */
export interface MetricSource {
  read(question: MetricQuestion, signal?: AbortSignal): Promise<MetricSeries[]>;
}
