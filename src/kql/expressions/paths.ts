import { derived } from '../compiler/scope';
import type { Compiler, Scalar, Scope } from '../compiler/types';
import { kindOf, nameText, part, type Syntax } from '../parser/syntax';
import { dynamicText } from '../values/convert';
import { fieldOf } from '../values/json-field';
import type { Value } from '../values/value';

/** `bag.name`: null for whatever is not there. */
export function compilePath(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const owner = compiler.scalar(part(node, 'Expression'), scope);
  const selector = part(node, 'Selector');
  if (kindOf(selector) !== 'NameReference') {
    throw compiler.refuse(`${kindOf(selector)} behind a dot`, selector);
  }
  const key = nameText(selector);
  const field = owner.field?.(key);
  if (field) return field;
  return derived('dynamic', [owner], (row) => fieldOf(owner.evaluate(row), key), compiler.runtime);
}

/** `array[0]`, `array[-1]`, `bag["name"]`. */
export function compileElement(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const owner = compiler.scalar(part(node, 'Expression'), scope);
  const selector = compiler.scalar(part(part(node, 'Selector'), 'Expression'), scope);
  const evaluate = (row: Value[]) => readElement(owner.evaluate(row), selector.evaluate(row));
  return derived('dynamic', [owner, selector], evaluate, compiler.runtime);
}

export function readElement(owner: Value, selector: Value): Value {
  if (Array.isArray(owner) && typeof selector === 'number') return owner.at(selector) ?? null;
  return typeof selector === 'string' ? fieldOf(owner, dynamicText(selector)) : null;
}
