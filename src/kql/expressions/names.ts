import { cellOf, columnIndex } from '../compiler/scope';
import type { Compiler, Scalar, Scope } from '../compiler/types';
import { nameText, type Syntax, symbolOf } from '../parser/syntax';

/** A column of the row, or a name that `let` or a parameter gave to a scalar. */
export function compileName(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const name = symbolOf(node)?.name ?? nameText(node);
  if (symbolOf(node)?.kind === 'column') return columnScalar(name, node, scope, compiler);
  const bound = scope.names.get(name);
  if (bound?.kind === 'scalar') return bound.scalar;
  throw compiler.refuse(`The name '${nameText(node)}' as a value`, node);
}

export function columnScalar(name: string, node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const index = columnIndex(scope.columns, name);
  const column = scope.columns[index];
  if (!column) throw compiler.refuse(`The column '${name}' in this place`, node);
  return cellOf(scope, index);
}
