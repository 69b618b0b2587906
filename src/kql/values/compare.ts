import { formatJson } from './json';
import type { Value } from './value';

/**
 * Order of two values of one type, neither of them null: numbers by size with NaN last, texts by
 * code unit, false before true, dynamics by their JSON.
 */
export function compareValues(left: Value, right: Value): number {
  const [a, b] = [orderable(left), orderable(right)];
  if (a < b) return -1;
  if (a > b) return 1;
  return compareNaN(a) - compareNaN(b);
}

function orderable(value: Value): string | number | bigint {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint')
    return value;
  if (typeof value === 'boolean') return Number(value);
  return formatJson(value);
}

function compareNaN(value: string | number | bigint): number {
  return Number(Number.isNaN(value));
}

/** Something by which equal values are equal Map keys, also dynamic ones. */
export function keyOf(value: Value): string | number | bigint | boolean | null {
  return typeof value === 'object' && value !== null ? `j${formatJson(value)}` : value;
}
