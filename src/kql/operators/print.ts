import { emptyScope } from '../compiler/scope';
import type { Plan } from '../compiler/types';
import { columnsOf, items } from '../parser/syntax';
import type { OperatorUse } from './operator';
import { compileNamed } from './row-builder';

/** One row of the given values. */
export function compilePrint(use: OperatorUse): Plan {
  const scope = emptyScope(use.names);
  const values = items(use.node, 'Expressions').map((node) =>
    compileNamed(node, scope, use.compiler),
  );
  return {
    columns: columnsOf(use.node),
    serialized: true,
    run(sink) {
      sink(values.map(({ scalar }) => scalar.evaluate([])));
    },
  };
}
