import type { Scalar } from '../compiler/types';
import { codeWidth, createValueCoder } from '../values/key-code';
import { createTupleIndex } from '../values/tuple-index';
import type { Row } from '../values/value';

/** Numbers the distinct keys of rows from 0, in the order in which they first come. */
export interface RowKeys {
  /** The number of the row's key; equal to the former `size` if it is new. */
  find(row: Row): number;
  size(): number;
}

/** For one run: which columns number their values is only known when the first row is there. */
export function createRowKeys(keys: Scalar[]): RowKeys {
  let writers: Write[] | undefined;
  const tuples = createTupleIndex(keys.length * codeWidth);
  const { current } = tuples;
  return {
    find(row) {
      writers ??= keys.map(writerFor);
      for (let index = 0; index < writers.length; index++) {
        (writers[index] as Write)(row, current, index * codeWidth);
      }
      return tuples.find();
    },
    size: tuples.size,
  };
}

type Write = (row: Row, tuple: Int32Array, at: number) => void;

function writerFor({ evaluate, codes }: Scalar): Write {
  const write = createValueCoder();
  const count = codes?.count() ?? 0;
  if (!codes || count === 0) return (row, tuple, at) => write(evaluate(row), tuple, at);
  // Different values of a column may give the same key: each is written once and then remembered.
  const known = new Int32Array(count * codeWidth);
  const isKnown = new Uint8Array(count);
  return (row, tuple, at) => {
    const code = codes.at(row);
    if (isKnown[code] === 0) {
      write(evaluate(row), known, code * codeWidth);
      isKnown[code] = 1;
    }
    tuple[at] = known[code * codeWidth] as number;
    tuple[at + 1] = known[code * codeWidth + 1] as number;
  };
}
