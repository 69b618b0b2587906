import type { Scalar } from '../compiler/types';
import { keyOf } from '../values/compare';
import { isWhole, toDynamic } from '../values/convert';
import { type Bag, emptyBag, isBag, type Value } from '../values/value';
import type { Accumulator, AggregateCall, CompileAggregate } from './aggregate';
import { evaluatorOf } from './aggregate';

/** Values in the order of the rows, up to the limit. */
export const makeList: CompileAggregate = collecting(false);

/** `make_list_with_nulls`. */
export const makeListWithNulls: CompileAggregate = collecting(true);

/** The same without repetitions. */
export const makeSet: CompileAggregate = (call) => {
  const { evaluate, limit } = readCall(call);
  return () => {
    const groups: Map<unknown, Value>[] = [];
    return {
      open: (group) => {
        groups[group] = new Map();
      },
      add(group, row) {
        const value = evaluate(row);
        const seen = groups[group] as Map<unknown, Value>;
        if (value !== null && seen.size < limit())
          seen.set(keyOf(value), seen.get(keyOf(value)) ?? value);
      },
      finish: (group) => [[...(groups[group] as Map<unknown, Value>).values()]],
    };
  };
};

/** One bag of the keys of all bags; the first value of a key stays. */
export const makeBag: CompileAggregate = (call) => {
  const evaluate = evaluatorOf(call.args[0]);
  return () => {
    const bags: Bag[] = [];
    return {
      open: (group) => {
        bags[group] = emptyBag();
      },
      add(group, row) {
        const value = evaluate(row);
        const bag = bags[group] as Bag;
        if (!isBag(value)) return;
        for (const key of Object.keys(value)) if (!(key in bag)) bag[key] = value[key] ?? null;
      },
      finish: (group) => [bags[group] as Bag],
    };
  };
};

const mostElements = 1_048_576;

function collecting(withNulls: boolean): CompileAggregate {
  return (call) => {
    const { evaluate, limit } = readCall(call);
    return (): Accumulator => {
      const lists: Value[][] = [];
      return {
        open: (group) => {
          lists[group] = [];
        },
        add(group, row) {
          const value = evaluate(row);
          const list = lists[group] as Value[];
          if ((withNulls || value !== null) && list.length < limit()) list.push(value);
        },
        finish: (group) => [lists[group] as Value[]],
      };
    };
  };
}

function readCall({ args }: AggregateCall): {
  evaluate: (row: Value[]) => Value;
  limit: () => number;
} {
  const [value, most] = args;
  const convert = toDynamic(value?.type ?? 'dynamic');
  const evaluate = evaluatorOf(value);
  return { evaluate: (row) => convert(evaluate(row)), limit: limitFrom(most) };
}

function limitFrom(most: Scalar | undefined): () => number {
  return () => {
    const limit = most?.evaluate([]);
    return isWhole(limit ?? null) ? Math.min(Number(limit), mostElements) : mostElements;
  };
}
