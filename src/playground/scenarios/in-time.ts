import type { ExportedRecord } from '../azure/exported-record';

/**
 * Marks invented history as having reached the workspace shortly after it happened. Without it,
 * hours of past would arrive in one second, and every card would warn of very late logs.
 */
export function inTime(records: ExportedRecord[], now: Date): ExportedRecord[] {
  return records.map((record) => {
    const arrivedAt = Math.min(Date.parse(record.time) + usualLagMs, now.getTime());
    return { ...record, ingestedAt: new Date(arrivedAt).toISOString() };
  });
}

const usualLagMs = 45_000;
