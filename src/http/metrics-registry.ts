import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { type AlertGauges, type AlertMetrics, createAlertMetrics } from './metrics-of-alerts';
import { createEventMetrics, type EventGauges, type EventMetrics } from './metrics-of-events';
import { createSendMetrics, type SendGauges, type SendMetrics } from './metrics-of-sends';

export interface Metrics extends AlertMetrics, EventMetrics, SendMetrics {
  observeRequest(route: string, status: number, seconds: number): void;
  /** The registry as Prometheus reads it. */
  text(): Promise<string>;
}

export interface MetricsDeps extends AlertGauges, EventGauges, SendGauges {
  now(): Date;
}

/** What is measured about the process. Gauges are asked whenever somebody reads the metrics. */
export function createMetrics(deps: MetricsDeps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'reconnect_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const alerts = createAlertMetrics(deps, registry);
  const events = createEventMetrics(deps, registry);
  const sends = createSendMetrics(deps, registry);
  return {
    ...alerts,
    ...events,
    ...sends,
    observeRequest: (route, status, seconds) =>
      requests.observe({ route, status: String(status) }, seconds),
    async text() {
      const now = deps.now();
      await Promise.all([alerts.refresh(now), events.refresh(now), sends.refresh(now)]);
      return registry.metrics();
    },
  };
}
