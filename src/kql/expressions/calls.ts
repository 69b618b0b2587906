import { bindArguments } from '../compiler/bind-arguments';
import { derived, emptyScope } from '../compiler/scope';
import type { Compiler, Names, Scalar, Scope } from '../compiler/types';
import { findFunction } from '../functions/index';
import {
  calledBody,
  isTypeLiteral,
  items,
  nameText,
  part,
  type Syntax,
  scalarTypeOf,
} from '../parser/syntax';

/** A call of a built-in function, of an aggregate inside `summarize`, or of what `let` declared. */
export function compileCall(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const name = nameText(part(node, 'Name'));
  const bound = scope.names.get(name);
  if (bound?.kind === 'function') {
    return compileOwn(node, bound.declaration, bound.names, scope, compiler);
  }
  const aggregated = scope.aggregate?.(node);
  if (aggregated) return aggregated;
  return compileBuiltIn(node, name, scope, compiler);
}

function compileBuiltIn(node: Syntax, name: string, scope: Scope, compiler: Compiler): Scalar {
  const entry = findFunction(name);
  if (!entry) throw compiler.refuse(`The function '${name}'`, part(node, 'Name'));
  const argNodes = items(part(node, 'ArgumentList'), 'Expressions');
  const args = compileArguments(name, argNodes, scope, compiler);
  const resultType = scalarTypeOf(node) ?? 'dynamic';
  const call = { name, node, args, argNodes, resultType, scope, compiler };
  const evaluate = entry.compile(call);
  if (entry.perRow) return { type: resultType, evaluate, constant: false };
  const field = entry.fields?.(call);
  const scalar = derived(resultType, args, evaluate, compiler.runtime);
  return field ? { ...scalar, field } : scalar;
}

/** `column_ifexists` may name a column that does not exist: its first argument is no value. */
function compileArguments(
  name: string,
  nodes: Syntax[],
  scope: Scope,
  compiler: Compiler,
): Scalar[] {
  const nothing: Scalar = { type: 'string', evaluate: () => '', constant: true };
  const takesName = name === 'column_ifexists' || name === 'columnifexists';
  return nodes.map((node, index) =>
    takesName && index === 0 ? nothing : compileArgument(node, scope, compiler),
  );
}

/** `typeof(long)` as an argument only tells the binder the type of the result. */
function compileArgument(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  if (isTypeLiteral(node)) return { type: 'string', evaluate: () => '', constant: true };
  return compiler.scalar(node, scope);
}

function compileOwn(
  node: Syntax,
  declaration: Syntax,
  declared: Names,
  scope: Scope,
  compiler: Compiler,
): Scalar {
  const inner = compiler.at(node);
  const body = calledBody(node) ?? part(declaration, 'Body');
  const names = bindArguments(node, declaration, declared, scope, compiler);
  if (items(body, 'Statements').length > 0) {
    throw compiler.refuse('A function with statements of its own', node);
  }
  return inner.scalar(part(body, 'Expression'), emptyScope(names));
}
