import { oncePerRun } from '../compiler/memory';
import type { Compiler, Scalar, Scope } from '../compiler/types';
import { emptyOf } from '../functions/define';
import { optionalPart, part, type Syntax } from '../parser/syntax';
import type { Value } from '../values/value';

/** First cell of the first row of a query, evaluated once a run. */
export function compileToScalar(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const parameter = optionalPart(node, 'KindParameter');
  if (parameter) throw compiler.refuse("The parameter 'kind' of 'toscalar'", parameter);
  const plan = compiler.table(part(node, 'Expression'), scope.names);
  const type = plan.columns[0]?.type ?? 'dynamic';
  const first = oncePerRun(compiler.runtime, () => {
    let found: Value = emptyOf(type);
    plan.run((row) => {
      found = row[0] ?? emptyOf(type);
      return false;
    });
    return found;
  });
  return { type, evaluate: first, constant: true };
}
