import { codeWidth, createValueCoder } from './key-code';
import { createTupleIndex } from './tuple-index';
import type { Value } from './value';

/** Numbers the distinct tuples of key values from 0, in the order in which they first come. */
export interface GroupIndex {
  /** The number of the tuple; equal to the former `size` if it is new. */
  find(keys: Value[]): number;
  size(): number;
}

/** No key is ever turned into text. */
export function createGroupIndex(width: number): GroupIndex {
  const tuples = createTupleIndex(width * codeWidth);
  const coders = Array.from({ length: width }, createValueCoder);
  return {
    find(keys) {
      for (const [index, write] of coders.entries()) {
        write(keys[index] as Value, tuples.current, index * codeWidth);
      }
      return tuples.find();
    },
    size: tuples.size,
  };
}
