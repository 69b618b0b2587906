import { converter } from '../values/convert';
import type { FunctionEntry, FunctionTable } from './define';

const convert: FunctionEntry = {
  compile({ args, resultType }) {
    const [arg] = args;
    if (!arg) return () => null;
    const to = converter(arg.type, resultType);
    const { evaluate } = arg;
    return (row) => to(evaluate(row));
  },
};

export const conversionFunctions: FunctionTable = {
  tostring: convert,
  tolong: convert,
  toint: convert,
  todouble: convert,
  toreal: convert,
  todecimal: convert,
  tobool: convert,
  toboolean: convert,
  todatetime: convert,
  totimespan: convert,
  totime: convert,
  toguid: convert,
};
