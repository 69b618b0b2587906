import type { Plan } from '../compiler/types';
import { part } from '../parser/syntax';
import { passing } from './deferred';
import { inputOf, type OperatorUse, readParameters } from './operator';
import { runOver, scopeOver } from './row-window';

/** Rows for which the condition is true; false and not known are left out. */
export function compileWhere(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const scope = scopeOver(input, use.names);
  const { evaluate } = use.compiler.scalar(part(use.node, 'Condition'), scope);
  return passing(input, input.serialized, (sink, reuse) =>
    runOver(input, scope, (row) => (evaluate(row) === true ? sink(row) : true), reuse),
  );
}
