import { keyOf } from '../values/compare';
import type { CompileAggregate } from './aggregate';
import { folding } from './aggregate';

export const countRows: CompileAggregate = () => () => {
  const counts: number[] = [];
  return {
    open: (group) => {
      counts[group] = 0;
    },
    add: (group) => {
      counts[group] = (counts[group] as number) + 1;
    },
    finish: (group) => [counts[group] ?? 0],
  };
};

/** Exact, whatever accuracy the query asks for. */
export const countDistinct: CompileAggregate = folding<Set<unknown>>({
  start: () => new Set(),
  add: (seen, value) => seen.add(keyOf(value)),
  finish: (seen) => seen.size,
});
