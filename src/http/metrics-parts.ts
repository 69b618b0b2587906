import { Counter, Gauge, type Registry } from 'prom-client';

export function createCounter<Label extends string>(
  name: string,
  help: string,
  labelNames: Label[],
  registry: Registry,
): Counter<Label> {
  return new Counter({ name, help, labelNames, registers: [registry] });
}

export function createGauge(name: string, help: string, registry: Registry): Gauge {
  return new Gauge({ name, help, registers: [registry] });
}

/**
 * Shows what was asked. While nobody answers, such as a store that is away, these gauges have no
 * value, and everything else is told all the same: that is when people look.
 */
export async function refreshGauges<Answer>(
  asked: Promise<Answer>,
  gauges: Gauge[],
  read: (answer: Answer) => number[],
): Promise<void> {
  const values = await asked.then(read, () => []);
  for (const [at, gauge] of gauges.entries()) gauge.set(values[at] ?? Number.NaN);
}

/** How long something has waited; 0 when nothing does. */
export function ageInSeconds(since: Date | undefined, now: Date): number {
  return since === undefined ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1000);
}
