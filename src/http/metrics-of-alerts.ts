import type { Registry } from 'prom-client';
import { ageInSeconds, createCounter, createGauge, refreshGauges } from './metrics-parts';

export interface AlertMetrics {
  /** One counter a word, as the alert intake and the incident worker say them. */
  countAlert(outcome: string): void;
  /** Requests of known senders that were refused for good, and whether what they brought is kept. */
  countRefused(code: string, kept: boolean): void;
}

export interface AlertGauges {
  backlog(): Promise<{ waiting: number; oldestReceivedAt: Date | undefined }>;
}

/** `refresh` asks the gauges: it is called whenever somebody reads the metrics. */
export function createAlertMetrics(
  gauges: AlertGauges,
  registry: Registry,
): AlertMetrics & { refresh(now: Date): Promise<void> } {
  const alerts = createCounter(
    'reconnect_alerts_total',
    'Alerts by what became of them.',
    ['outcome'],
    registry,
  );
  const refused = createCounter(
    'reconnect_alerts_refused_total',
    'Requests of known senders of alerts and events that were refused for good.',
    ['code', 'kept'],
    registry,
  );
  const waiting = createGauge('reconnect_alerts_waiting', 'Alerts not finished yet.', registry);
  const age = createGauge(
    'reconnect_alerts_oldest_waiting_seconds',
    'How long the oldest alert that is not finished has waited.',
    registry,
  );
  return {
    countAlert: (outcome) => alerts.inc({ outcome }),
    countRefused: (code, kept) => refused.inc({ code, kept: kept ? 'yes' : 'no' }),
    refresh: (now) =>
      refreshGauges(gauges.backlog(), [waiting, age], (backlog) => [
        backlog.waiting,
        ageInSeconds(backlog.oldestReceivedAt, now),
      ]),
  };
}
