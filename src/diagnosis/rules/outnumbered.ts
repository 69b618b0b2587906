import { type SortedDrops, troublesOf } from '../device/sort-drops';
import type { Cause } from '../diagnosis';

/** A cause that passes by itself gives way to plain losses of the connection where those are more. */
export function isOutnumbered(drops: SortedDrops, cause: Cause): boolean {
  return drops.lost.length > troublesOf(drops, cause).length;
}
