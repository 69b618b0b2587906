import type { Compiler, Scalar } from '../compiler/types';
import {
  children,
  items,
  kindOf,
  part,
  type Syntax,
  scalarTypeOf,
  valueText,
} from '../parser/syntax';
import type { KqlType } from '../types';
import { converter, toDynamic } from '../values/convert';
import { emptyBag, type Value } from '../values/value';

/** Literals are read from their own text: the parser package misreads some timespans. */
export function compileLiteral(node: Syntax, compiler: Compiler): Scalar {
  const type = scalarTypeOf(node) ?? 'string';
  const value = literalValue(node, type, compiler);
  return { type, evaluate: () => value, constant: true };
}

export function compileCompoundString(node: Syntax): Scalar {
  const value = items(node, 'Tokens').map(valueText).join('');
  return { type: 'string', evaluate: () => value, constant: true };
}

export function compileDynamic(node: Syntax, compiler: Compiler): Scalar {
  const value = jsonValue(part(node, 'Expression'), compiler);
  return { type: 'dynamic', evaluate: () => value, constant: true };
}

function literalValue(node: Syntax, type: KqlType, compiler: Compiler): Value {
  const text = valueText(node);
  if (type === 'string') return text;
  if (text.trim().toLowerCase() === 'null' || kindOf(node) === 'NullLiteralExpression') return null;
  const bare = type === 'timespan' || type === 'datetime' ? text.replace(/^["']|["']$/g, '') : text;
  const value = converter('string', type)(bare);
  if (value === null) throw compiler.reject(`'${text}' is not a ${type}`, node);
  return value;
}

function jsonValue(node: Syntax, compiler: Compiler): Value {
  const kind = kindOf(node);
  if (kind === 'JsonObjectExpression') return bagValue(node, compiler);
  if (kind === 'JsonArrayExpression') {
    return items(node, 'Values').map((item) => jsonValue(item, compiler));
  }
  if (kind === 'UnaryMinusExpression')
    return negative(jsonValue(part(node, 'Expression'), compiler));
  if (kind === 'UnaryPlusExpression') return jsonValue(part(node, 'Expression'), compiler);
  if (kind === 'CompoundStringLiteralExpression')
    return items(node, 'Tokens').map(valueText).join('');
  const type = scalarTypeOf(node);
  if (kind === 'NullLiteralExpression' || !type || children(node).length === 0) return null;
  return toDynamic(type)(literalValue(node, type, compiler));
}

function bagValue(node: Syntax, compiler: Compiler): Value {
  const bag = emptyBag();
  for (const pair of items(node, 'Pairs')) {
    bag[valueText(part(pair, 'Name'))] = jsonValue(part(pair, 'Value'), compiler);
  }
  return bag;
}

function negative(value: Value): Value {
  if (typeof value === 'bigint') return -value;
  return typeof value === 'number' ? 0 - value : null;
}
