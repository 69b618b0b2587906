import { derived } from '../compiler/scope';
import type { Compiler, Evaluate, Scalar, Scope } from '../compiler/types';
import { kindOf, part, type Syntax, scalarTypeOf } from '../parser/syntax';
import type { KqlType } from '../types';
import { isWhole } from '../values/convert';
import { checkedTicks } from '../values/ticks';
import type { Value, Whole } from '../values/value';
import {
  addWhole,
  divideWhole,
  moduloWhole,
  multiplyWhole,
  negateWhole,
  subtractWhole,
  truncateToWhole,
} from '../values/whole';
import { convertScalar } from './comparison';

/** `+ - * / %` over numbers, datetimes and timespans; null if either side is. */
export function compileArithmetic(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const type = scalarTypeOf(node) ?? 'real';
  const [left, right] = readDynamics(
    compiler.scalar(part(node, 'Left'), scope),
    compiler.scalar(part(node, 'Right'), scope),
    type,
  );
  const compute = arithmeticFor(kindOf(node), type, left.type, right.type);
  if (!compute) throw compiler.refuse(`${kindOf(node)} of ${left.type} and ${right.type}`, node);
  return derived(
    type,
    [left, right],
    strict(left.evaluate, right.evaluate, compute),
    compiler.runtime,
  );
}

export function compileSign(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const operand = compiler.scalar(part(node, 'Expression'), scope);
  if (kindOf(node) === 'UnaryPlusExpression') return operand;
  const { evaluate } = operand;
  const negate: Evaluate = (row) => {
    const value = evaluate(row);
    if (!isWhole(value)) return null;
    return isReal(operand.type) ? -Number(value) : narrowTo(negateWhole(value), operand.type);
  };
  return derived(operand.type, [operand], negate, compiler.runtime);
}

type Compute = (left: Whole, right: Whole) => Value | undefined;

function strict(left: Evaluate, right: Evaluate, compute: Compute): Evaluate {
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : (compute(a as Whole, b as Whole) ?? null);
  };
}

/** A dynamic operand is read as the type of the result, which the binder took from the other one. */
function readDynamics(left: Scalar, right: Scalar, type: KqlType): [Scalar, Scalar] {
  const target = type === 'dynamic' ? 'real' : type;
  return [
    left.type === 'dynamic'
      ? convertScalar(left, right.type === 'dynamic' ? target : right.type)
      : left,
    right.type === 'dynamic'
      ? convertScalar(right, left.type === 'dynamic' ? target : left.type)
      : right,
  ];
}

const wholeOperations: Record<string, Compute> = {
  AddExpression: addWhole,
  SubtractExpression: subtractWhole,
  MultiplyExpression: multiplyWhole,
  DivideExpression: divideWhole,
  ModuloExpression: moduloWhole,
};

const realOperations: Record<string, (left: number, right: number) => number> = {
  AddExpression: (left, right) => left + right,
  SubtractExpression: (left, right) => left - right,
  MultiplyExpression: (left, right) => left * right,
  DivideExpression: (left, right) => left / right,
  ModuloExpression: (left, right) => ((left % right) + Math.abs(right)) % Math.abs(right),
};

function arithmeticFor(
  kind: string,
  type: KqlType,
  left: KqlType,
  right: KqlType,
): Compute | undefined {
  const [whole, real] = [wholeOperations[kind], realOperations[kind]];
  if (!whole || !real) return undefined;
  if (type === 'real' || type === 'decimal' || type === 'dynamic') {
    return (a, b) => real(Number(a), Number(b));
  }
  if (type === 'timespan' && (isReal(left) || isReal(right))) {
    return (a, b) => truncateToWhole(real(Number(a), Number(b)));
  }
  if (type === 'datetime') return (a, b) => checkedTicks(whole(a, b) as Whole);
  if (type === 'int') return (a, b) => narrowTo(whole(a, b) as Whole | undefined, type);
  return type === 'long' || type === 'timespan' ? whole : undefined;
}

function narrowTo(value: Whole | undefined, type: KqlType): Value {
  if (value === undefined) return null;
  return type === 'int' ? Number(BigInt.asIntN(32, BigInt(value))) : value;
}

function isReal(type: KqlType): boolean {
  return type === 'real' || type === 'decimal';
}
