import { derived } from '../compiler/scope';
import type { Compiler, Evaluate, Scalar, Scope } from '../compiler/types';
import { kindOf, part, type Syntax } from '../parser/syntax';
import type { KqlType } from '../types';
import { compareValues } from '../values/compare';
import { comparable, converter } from '../values/convert';
import { formatJson } from '../values/json';
import type { Value } from '../values/value';

/** `==`, `!=`, `<`, `<=`, `>`, `>=` over values of one type or of two numeric ones. */
export function compileComparison(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const operands = alignTypes(
    compiler.scalar(part(node, 'Left'), scope),
    compiler.scalar(part(node, 'Right'), scope),
  );
  const compare = comparisons[kindOf(node)];
  if (!compare) throw compiler.refuse(`The comparison '${kindOf(node)}'`, node);
  return derived('bool', operands, compare(...operands), compiler.runtime);
}

/** Where one side is dynamic, it is read as the other side's type. */
function alignTypes(left: Scalar, right: Scalar): [Scalar, Scalar] {
  if (left.type === 'dynamic') return [readAs(left, right.type), right];
  if (right.type === 'dynamic') return [left, readAs(right, left.type)];
  return [left, right];
}

/** A dynamic that is compared with values of the type. */
export function readAs(scalar: Scalar, type: KqlType): Scalar {
  const convert = comparable(scalar.type, type);
  return { ...scalar, type, evaluate: (row) => convert(scalar.evaluate(row)) };
}

export function convertScalar(scalar: Scalar, type: KqlType): Scalar {
  if (scalar.type === type) return scalar;
  const convert = converter(scalar.type, type);
  return { ...scalar, type, evaluate: (row) => convert(scalar.evaluate(row)) };
}

function equalValues(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left === 'object' && typeof right === 'object') {
    return left !== null && right !== null && formatJson(left) === formatJson(right);
  }
  // A long beyond 2^53 and a real: the only two forms of one number.
  return typeof left === 'bigint' || typeof right === 'bigint'
    ? // biome-ignore lint/suspicious/noDoubleEquals: compares a bigint with a number
      left == right
    : false;
}

type Compare = (left: Scalar, right: Scalar) => Evaluate;

const comparisons: Record<string, Compare> = {
  EqualExpression: (left, right) => equality(left, right, true),
  NotEqualExpression: (left, right) => equality(left, right, false),
  LessThanExpression: ordering(
    (order) => order < 0,
    (a, b) => a < b,
  ),
  LessThanOrEqualExpression: ordering(
    (order) => order <= 0,
    (a, b) => a <= b,
  ),
  GreaterThanExpression: ordering(
    (order) => order > 0,
    (a, b) => a > b,
  ),
  GreaterThanOrEqualExpression: ordering(
    (order) => order >= 0,
    (a, b) => a >= b,
  ),
};

/** Null equals nothing: two nulls give null, one null is a difference. */
function equality(left: Scalar, right: Scalar, same: boolean): Evaluate {
  const [first, second] = [left.evaluate, right.evaluate];
  if (left.type === 'string') return (row) => (first(row) === second(row)) === same;
  return (row) => {
    const [a, b] = [first(row), second(row)];
    if (a === null && b === null) return null;
    return equalValues(a, b) === same;
  };
}

function ordering(
  matches: (order: number) => boolean,
  compareNumbers: (a: number, b: number) => boolean,
): Compare {
  return (left, right) => {
    const [first, second] = [left.evaluate, right.evaluate];
    return (row) => {
      const [a, b] = [first(row), second(row)];
      if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
      return a === null || b === null ? null : matches(compareValues(a, b));
    };
  };
}
