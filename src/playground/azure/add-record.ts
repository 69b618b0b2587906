import { readRecord } from './exported-record';
import type { Workspace } from './workspace';

/** Adds one exported record. Gives the reason when it cannot be a row. */
export function addRecord(
  value: unknown,
  deps: { workspace: Workspace; arrivedAt: (time: Date) => Date },
): string | undefined {
  const reading = readRecord(value);
  if ('refused' in reading) return reading.refused;
  const { record } = reading;
  const arrivedAt = record.ingestedAt
    ? new Date(record.ingestedAt)
    : deps.arrivedAt(new Date(record.time));
  try {
    deps.workspace.add(record, arrivedAt);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
