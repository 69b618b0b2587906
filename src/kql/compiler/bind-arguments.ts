import { convertScalar } from '../expressions/comparison';
import {
  isTabular,
  items,
  kindOf,
  nameText,
  optionalPart,
  part,
  type Syntax,
  scalarTypeOf,
} from '../parser/syntax';
import { emptyScope } from './scope';
import type { Binding, Compiler, Names, Plan, Scope } from './types';

/** The names of a function's body: what was declared before it, and its parameters. */
export function bindArguments(
  call: Syntax | undefined,
  declaration: Syntax,
  declared: Names,
  scope: Scope,
  compiler: Compiler,
  piped?: Plan,
): Names {
  const names = new Map(declared);
  const given = call ? items(part(call, 'ArgumentList'), 'Expressions') : [];
  const parameters = items(part(declaration, 'Parameters'), 'Parameters');
  const [first] = parameters;
  if (piped && first) names.set(parameterName(first), { kind: 'table', plan: () => piped });
  const rest = piped ? parameters.slice(1) : parameters;
  for (const [index, parameter] of rest.entries()) {
    const node = argumentFor(parameterName(parameter), index, given) ?? defaultOf(parameter);
    if (node) names.set(parameterName(parameter), bind(node, parameter, scope, compiler));
  }
  return names;
}

function argumentFor(name: string, index: number, given: Syntax[]): Syntax | undefined {
  const named = given.filter((node) => kindOf(node) === 'SimpleNamedExpression');
  const match = named.find((node) => nameText(part(node, 'Name')) === name);
  if (match) return part(match, 'Expression');
  const positional = given[index];
  return positional && !named.includes(positional) ? positional : undefined;
}

function defaultOf(parameter: Syntax): Syntax | undefined {
  const value = optionalPart(parameter, 'DefaultValue');
  return value ? part(value, 'Value') : undefined;
}

function parameterName(parameter: Syntax): string {
  return nameText(part(part(parameter, 'NameAndType'), 'Name'));
}

function bind(node: Syntax, parameter: Syntax, scope: Scope, compiler: Compiler): Binding {
  if (isTabular(node)) return { kind: 'table', plan: () => compiler.table(node, scope.names) };
  const scalar = compiler.scalar(node, scope.columns.length > 0 ? scope : emptyScope(scope.names));
  const type = scalarTypeOf(part(part(parameter, 'NameAndType'), 'Name')) ?? scalar.type;
  return { kind: 'scalar', scalar: convertScalar(scalar, type) };
}
