import type { Value } from '../values/value';
import type { StoredColumn } from './stored-column';

/** Numbers without a box around each; NaN stands for what is none, such as null or a bigint. */
export function createNumberColumn(): StoredColumn {
  let cells = new Float64Array(64);
  const others = new Map<number, Value>();
  let size = 0;
  return {
    append(value) {
      if (size === cells.length) {
        const larger = new Float64Array(size * 2);
        larger.set(cells);
        cells = larger;
      }
      const plain = typeof value === 'number' && !Number.isNaN(value);
      cells[size] = plain ? value : Number.NaN;
      if (!plain && value !== null) others.set(size, value);
      size++;
    },
    at(index) {
      const value = cells[index] as number;
      return Number.isNaN(value) ? (others.get(index) ?? null) : value;
    },
  };
}
