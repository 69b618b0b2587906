import type { Registry } from 'prom-client';
import type { EventCount } from './event-counts';
import { ageInSeconds, createCounter, createGauge, refreshGauges } from './metrics-parts';

export interface EventMetrics {
  countEvents(outcome: EventCount, events: number): void;
}

export interface EventGauges {
  connections?(): Promise<{ devices: number; due: number; oldestDueAt: Date | undefined }>;
}

/** `refresh` asks the gauges: it is called whenever somebody reads the metrics. */
export function createEventMetrics(
  gauges: EventGauges,
  registry: Registry,
): EventMetrics & { refresh(now: Date): Promise<void> } {
  const events = createCounter(
    'reconnect_events_total',
    'Events of devices by what became of them; received counts every one.',
    ['outcome'],
    registry,
  );
  const { connections } = gauges;
  const refresh = connections && createRefresh(connections, registry);
  return {
    countEvents: (outcome, count) => events.inc({ outcome }, count),
    refresh: async (now) => refresh?.(now),
  };
}

function createRefresh(connections: NonNullable<EventGauges['connections']>, registry: Registry) {
  const devices = createGauge(
    'reconnect_devices_known',
    'Devices and modules of which events are kept.',
    registry,
  );
  const due = createGauge(
    'reconnect_devices_due',
    'Of these, those to be looked at now.',
    registry,
  );
  const age = createGauge(
    'reconnect_devices_oldest_due_seconds',
    'How long the device that is due longest has waited to be looked at.',
    registry,
  );
  return (now: Date) =>
    refreshGauges(connections(), [devices, due, age], (count) => [
      count.devices,
      count.due,
      ageInSeconds(count.oldestDueAt, now),
    ]);
}
