import { emptyScope } from '../compiler/scope';
import type { Plan, Sink } from '../compiler/types';
import { part, type Syntax } from '../parser/syntax';
import { isWhole } from '../values/convert';
import { passing, runRows } from './deferred';
import { inputOf, type OperatorUse, readParameters } from './operator';

/** The first rows, in the order in which they come. */
export function compileTake(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const limit = compileLimit(part(use.node, 'Expression'), use);
  return passing(input, input.serialized, (sink, reuse) => {
    let left = limit();
    if (left <= 0) return;
    const takeOne: Sink = (row) => {
      left--;
      return sink(row) && left > 0;
    };
    runRows(input, takeOne, reuse);
  });
}

/** A number of rows, read when the query runs. */
export function compileLimit(node: Syntax, { names, compiler }: OperatorUse): () => number {
  const { evaluate } = compiler.scalar(node, emptyScope(names));
  return () => {
    const value = evaluate([]);
    if (!isWhole(value) || value < 0) throw compiler.stop('A number of rows is 0 or more', node);
    return Number(value);
  };
}
