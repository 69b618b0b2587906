import { derived } from '../compiler/scope';
import type { Compiler, Scalar, Scope } from '../compiler/types';
import { kindOf, part, type Syntax } from '../parser/syntax';
import { compareValues } from '../values/compare';
import { isWhole } from '../values/convert';
import type { Value } from '../values/value';
import { addWhole } from '../values/whole';
import { readAs } from './comparison';

/** `between (low .. high)`, both included; a timespan as the upper end is counted from the lower. */
export function compileBetween(node: Syntax, scope: Scope, compiler: Compiler): Scalar {
  const negated = kindOf(node) === 'NotBetweenExpression';
  const couple = part(node, 'Right');
  const low = compiler.scalar(part(couple, 'First'), scope);
  const high = compiler.scalar(part(couple, 'Second'), scope);
  const written = compiler.scalar(part(node, 'Left'), scope);
  const left = written.type === 'dynamic' ? readAs(written, low.type) : written;
  const relative = low.type === 'datetime' && high.type === 'timespan';
  return derived(
    'bool',
    [left, low, high],
    (row) => {
      const [value, from, to] = [left.evaluate(row), low.evaluate(row), high.evaluate(row)];
      if (value === null || from === null || to === null) return null;
      return within(value, from, relative ? sum(from, to) : to) !== negated;
    },
    compiler.runtime,
  );
}

function within(value: Value, from: Value, to: Value): boolean {
  return compareValues(value, from) >= 0 && compareValues(value, to) <= 0;
}

function sum(from: Value, length: Value): Value {
  return isWhole(from) && isWhole(length) ? addWhole(from, length) : null;
}
