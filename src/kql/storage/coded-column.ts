import type { Value } from '../values/value';
import type { StoredColumn } from './stored-column';

/** A column that repeats few values: each is kept once, the cells are numbers of it. */
export function createCodedColumn(): StoredColumn {
  const values: Value[] = [];
  let known: Map<Value, number> | undefined = new Map();
  let cells = new Int32Array(64);
  let size = 0;
  let last: Value | undefined;
  let lastCode = -1;

  function codeOf(value: Value): number {
    if (value === last) return lastCode;
    last = value;
    lastCode = known?.get(value) ?? add(value);
    return lastCode;
  }

  function add(value: Value): number {
    const code = values.length;
    values.push(value);
    if (code < mostKnown) known?.set(value, code);
    else known = undefined;
    return code;
  }

  return {
    append(value) {
      if (size === cells.length) {
        const larger = new Int32Array(size * 2);
        larger.set(cells);
        cells = larger;
      }
      cells[size++] = codeOf(value);
    },
    at: (index) => values[cells[index] as number] as Value,
    codes: {
      count: () => (known ? values.length : 0),
      at: (index) => cells[index] as number,
    },
  };
}

/** A column with more distinct values, such as an id, gains nothing from finding equal ones. */
const mostKnown = 200_000;
