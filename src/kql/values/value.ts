/**
 * A cell inside the evaluator. string, guid: string; bool: boolean; int, real, decimal: number;
 * long, datetime and timespan: a number while it is a safe integer, else a bigint, never both, so
 * that `===` and Map keys work; a decimal is a bigint only as a whole number beyond that; datetime counts ticks from `originTicks`, timespan counts ticks;
 * dynamic: JSON, never changed in place. Strings are never null.
 */
export type Value = string | number | bigint | boolean | null | Value[] | Bag;

export interface Bag {
  [key: string]: Value;
}

export type Row = Value[];

export type Whole = number | bigint;

export function isBag(value: Value | undefined): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A bag without a prototype: keys come from data and may be `__proto__`. */
export function emptyBag(): Bag {
  return Object.create(null) as Bag;
}
