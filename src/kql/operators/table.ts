import { bindArguments } from '../compiler/bind-arguments';
import { emptyScope } from '../compiler/scope';
import type { Compiler, Names, Plan } from '../compiler/types';
import { calledBody, items, kindOf, nameText, part, type Syntax, symbolOf } from '../parser/syntax';
import { compileDatatable } from './datatable';
import { findOperator, operatorName } from './index';
import { compileMaterialize } from './materialize';
import { scanTable } from './scan';

/** Compiles any tabular expression: a table, a pipe, a source operator, what `let` named. */
export function compileTable(node: Syntax, names: Names, compiler: Compiler): Plan {
  const kind = kindOf(node);
  if (kind === 'PipeExpression') return compilePipe(node, names, compiler);
  if (kind === 'ParenthesizedExpression')
    return compileTable(part(node, 'Expression'), names, compiler);
  if (kind === 'NameReference') return compileReference(node, names, compiler);
  if (kind === 'FunctionCallExpression') return compileTableCall(node, names, compiler);
  if (kind === 'DataTableExpression') return compileDatatable(node, names, compiler);
  if (kind === 'MaterializeExpression') return compileMaterialize(node, names, compiler);
  const operator = findOperator(kind);
  if (!operator) throw compiler.refuse(`The operator '${operatorName(node)}'`, node);
  return operator({ node, input: undefined, names, compiler });
}

function compilePipe(node: Syntax, names: Names, compiler: Compiler): Plan {
  const operatorNode = part(node, 'Operator');
  if (kindOf(operatorNode) === 'InvokeOperator') {
    return compileInvoke(operatorNode, part(node, 'Expression'), names, compiler);
  }
  const operator = findOperator(kindOf(operatorNode));
  if (!operator) {
    throw compiler.refuse(`The operator '${operatorName(operatorNode)}'`, operatorNode);
  }
  const input = compileTable(part(node, 'Expression'), names, compiler);
  return operator({ node: operatorNode, input, names, compiler });
}

function compileReference(node: Syntax, names: Names, compiler: Compiler): Plan {
  const name = nameText(node);
  const bound = names.get(name);
  if (bound?.kind === 'table') return bound.plan();
  if (bound?.kind === 'function') return compileBody(node, undefined, bound, names, compiler);
  const table = compiler.tables.find((candidate) => candidate.name === name);
  if (symbolOf(node)?.kind !== 'table' || !table) {
    throw compiler.refuse(`The name '${name}' as a table`, node);
  }
  return scanTable(table, node, compiler);
}

function compileTableCall(node: Syntax, names: Names, compiler: Compiler): Plan {
  const name = nameText(part(node, 'Name'));
  const bound = names.get(name);
  if (bound?.kind === 'function') return compileBody(node, node, bound, names, compiler);
  throw compiler.refuse(`The function '${name}'`, part(node, 'Name'));
}

/** `T | invoke f(…)` is `f(T, …)`. */
function compileInvoke(operator: Syntax, piped: Syntax, names: Names, compiler: Compiler): Plan {
  const call = part(operator, 'Function');
  const bound = names.get(nameText(part(call, 'Name')));
  if (bound?.kind !== 'function') throw compiler.refuse('Invoking this', call);
  const input = compileTable(piped, names, compiler);
  return compileBody(operator, call, bound, names, compiler, input);
}

/** The body of a tabular function, with its parameters bound; `piped` comes from `invoke`. */
function compileBody(
  node: Syntax,
  call: Syntax | undefined,
  bound: { declaration: Syntax; names: Names },
  names: Names,
  compiler: Compiler,
  piped?: Plan,
): Plan {
  const inner = compiler.at(node);
  const body = (call && calledBody(call)) ?? part(bound.declaration, 'Body');
  const scope = emptyScope(names);
  const inside = bindArguments(call, bound.declaration, bound.names, scope, compiler, piped);
  if (items(body, 'Statements').length > 0) {
    throw compiler.refuse('A function with statements of its own', node);
  }
  return inner.table(part(body, 'Expression'), inside);
}
