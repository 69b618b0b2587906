import type { Compiler, Names, Plan } from '../compiler/types';
import { items, nameText, part, type Syntax, valueText } from '../parser/syntax';

export interface OperatorUse {
  node: Syntax;
  /** What stands before the bar; absent for an operator that begins a query. */
  input: Plan | undefined;
  names: Names;
  compiler: Compiler;
}

export type CompileOperator = (use: OperatorUse) => Plan;

export function inputOf({ input, node, compiler }: OperatorUse): Plan {
  if (!input) throw compiler.refuse('This operator without an input', node);
  return input;
}

/**
 * The operator's own parameters by name, such as `kind=inner`. Whatever is not in `known` is
 * refused: a hint that is dropped is a query that means something else.
 */
export function readParameters(use: OperatorUse, known: readonly string[]): Map<string, string> {
  const read = new Map<string, string>();
  for (const parameter of items(use.node, 'Parameters')) {
    const name = nameText(part(parameter, 'Name'));
    if (!known.includes(name)) throw use.compiler.refuse(`The parameter '${name}'`, parameter);
    read.set(name, valueText(part(parameter, 'Expression')));
  }
  return read;
}
