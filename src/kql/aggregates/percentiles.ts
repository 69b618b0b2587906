import { compareValues } from '../values/compare';
import type { Value } from '../values/value';
import type { CompileAggregate } from './aggregate';
import { evaluatorOf } from './aggregate';

/** Nearest rank: always one of the values. */
export const percentile: CompileAggregate = ranked((values) => values);

/** The same as one array. */
export const percentilesArray: CompileAggregate = ranked((values) => [values]);

function ranked(shape: (values: Value[]) => Value[]): CompileAggregate {
  return ({ args }) => {
    const evaluate = evaluatorOf(args[0]);
    const wanted = args.slice(1).map(evaluatorOf);
    return () => {
      const groups: Value[][] = [];
      return {
        open: (group) => {
          groups[group] = [];
        },
        add(group, row) {
          const value = evaluate(row);
          if (value !== null) groups[group]?.push(value);
        },
        finish(group) {
          const values = groups[group] as Value[];
          values.sort(compareValues);
          return shape(
            wanted.flatMap((percent) => percent([])).map((percent) => nearest(values, percent)),
          );
        },
      };
    };
  };
}

function nearest(sorted: Value[], percent: Value): Value {
  const rank = Math.ceil((Number(percent) / 100) * sorted.length);
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1] ?? null;
}
