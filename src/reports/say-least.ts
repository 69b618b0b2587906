import type { LogReach } from '../diagnosis/diagnosis';

/** Before a count: of a part of the rows it is a lower bound. */
export function sayLeast({ partialReason }: Pick<LogReach, 'partialReason'>): string {
  return partialReason === undefined ? '' : 'at least ';
}

/** After what may have changed with a row that is missing. */
export function sayPart({ partialReason }: Pick<LogReach, 'partialReason'>): string {
  return partialReason === undefined ? '' : ', by a part of the rows';
}
