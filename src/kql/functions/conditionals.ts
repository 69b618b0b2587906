import type { Evaluate, Scalar } from '../compiler/types';
import { convertScalar } from '../expressions/comparison';
import type { KqlType } from '../types';
import type { Value } from '../values/value';
import { type Call, emptyOf, type FunctionTable, fn } from './define';

export const conditionalFunctions: FunctionTable = {
  iff: { compile: compileCase },
  iif: { compile: compileCase },
  case: { compile: compileCase },
  coalesce: { compile: compileCoalesce },
  not: fn(['flag'], (value) => !value),
  isnull: fn(['value'], (value) => value === null),
  isnotnull: fn(['value'], (value) => value !== null),
};

/** Pairs of condition and value, then the value for everything else. */
function compileCase({ args, resultType }: Call): Evaluate {
  const results = args.map((arg, index) => {
    const isCondition = index % 2 === 0 && index < args.length - 1;
    return isCondition ? arg.evaluate : resultOf(arg, resultType);
  });
  const last = results.length - 1;
  return (row) => {
    for (let index = 0; index < last; index += 2) {
      if (results[index]?.(row) === true) return results[index + 1]?.(row) ?? null;
    }
    return results[last]?.(row) ?? null;
  };
}

/** The first that is there; an empty text counts as not there. */
function compileCoalesce({ args, resultType }: Call): Evaluate {
  const results = args.map((arg) => resultOf(arg, resultType));
  const empty = emptyOf(resultType);
  return (row) => {
    for (const result of results) {
      const value = result(row);
      if (value !== null && value !== '') return value;
    }
    return empty;
  };
}

function resultOf(arg: Scalar, type: KqlType): (row: Value[]) => Value {
  return convertScalar(arg, type).evaluate;
}
