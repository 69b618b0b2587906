import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** One counter a word, as the alert intake and the incident worker say them. */
  countAlert(outcome: string): void;
  /** Requests of known senders that were refused for good, and whether what they brought is kept. */
  countRefused(code: string, kept: boolean): void;
  observeRequest(route: string, status: number, seconds: number): void;
  /** The registry as Prometheus reads it. */
  text(): Promise<string>;
}

/** What is measured about the process. `backlog` is asked whenever somebody reads the metrics. */
export function createMetrics(deps: {
  backlog(): Promise<{ waiting: number; oldestReceivedAt: Date | undefined }>;
  now(): Date;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const alerts = new Counter({
    name: 'reconnect_alerts_total',
    help: 'Alerts by what became of them.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const refused = new Counter({
    name: 'reconnect_alerts_refused_total',
    help: 'Alert requests of known senders that were refused for good.',
    labelNames: ['code', 'kept'],
    registers: [registry],
  });
  const requests = new Histogram({
    name: 'reconnect_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const waiting = createGauge('reconnect_alerts_waiting', 'Alerts not finished yet.', registry);
  const age = createGauge(
    'reconnect_alerts_oldest_waiting_seconds',
    'How long the oldest alert that is not finished has waited.',
    registry,
  );
  return {
    countAlert: (outcome) => alerts.inc({ outcome }),
    countRefused: (code, kept) => refused.inc({ code, kept: kept ? 'yes' : 'no' }),
    observeRequest: (route, status, seconds) =>
      requests.observe({ route, status: String(status) }, seconds),
    async text() {
      const backlog = await deps.backlog();
      const oldest = backlog.oldestReceivedAt ?? deps.now();
      waiting.set(backlog.waiting);
      age.set(Math.max(0, (deps.now().getTime() - oldest.getTime()) / 1000));
      return registry.metrics();
    },
  };
}

function createGauge(name: string, help: string, registry: Registry): Gauge {
  return new Gauge({ name, help, registers: [registry] });
}
