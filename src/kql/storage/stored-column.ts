import type { Value } from '../values/value';

/** The cells of one column of a table, in the order in which they came. */
export interface StoredColumn {
  append(value: Value): void;
  at(index: number): Value;
  /** Where each distinct value has a number: how many there are, and which one a cell holds. */
  codes?: {
    /** 0 where there are so many that equal values are no longer found. */
    count(): number;
    at(index: number): number;
  };
}
