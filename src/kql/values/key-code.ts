import { keyOf } from './compare';
import type { Value } from './value';

/** How many integers of a tuple one value takes. */
export const codeWidth = 2;

/**
 * Writes a value into a tuple so that equal values, and only they, are equal there: a number as its
 * bits, anything else as the place it has among the values seen so far.
 */
export function createValueCoder(): (value: Value, tuple: Int32Array, at: number) => void {
  const seen = new Map<unknown, number>();
  let last: Value | undefined;
  let lastCode = 0;

  function codeOf(value: Value): number {
    if (value === last) return lastCode;
    const key = keyOf(value);
    const known = seen.get(key);
    if (known === undefined) seen.set(key, seen.size);
    last = value;
    lastCode = known ?? seen.size - 1;
    return lastCode;
  }

  return (value, tuple, at) => {
    if (typeof value === 'number') {
      // Adding zero makes one number of 0 and -0.
      scratch[0] = value + 0;
      const isNone = Number.isNaN(value);
      tuple[at] = isNone ? 0 : (scratchBits[0] as number);
      tuple[at + 1] = isNone ? nanBits : (scratchBits[1] as number);
    } else {
      tuple[at] = codeOf(value);
      tuple[at + 1] = noNumberBits;
    }
  };
}

/** The upper half of a NaN; one of the many, so that there is one here. */
const nanBits = 0x7ff80000;
/** The upper half of another NaN, which is never written as one. */
const noNumberBits = -1;

const scratch = new Float64Array(1);
const scratchBits = new Int32Array(scratch.buffer);
