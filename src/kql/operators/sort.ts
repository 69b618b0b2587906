import { scopeOf } from '../compiler/scope';
import type { Compiler, Evaluate, Plan, Scope } from '../compiler/types';
import { items, kindOf, optionalPart, part, type Syntax, tokenText } from '../parser/syntax';
import { compareValues } from '../values/compare';
import type { Row, Value } from '../values/value';
import { passing } from './deferred';
import { inputOf, type OperatorUse, readParameters } from './operator';
import { collectRows } from './row-window';
import { compileLimit } from './take';

/** Rows in order; equal ones stay as they came. */
export function compileSort(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const scope = scopeOf(input, use.names);
  const keys = items(use.node, 'Expressions').map((node) => compileKey(node, scope, use.compiler));
  return passing(input, true, (sink) => {
    for (const row of sortRows(collectRows(input), keys)) if (!sink(row)) return;
  });
}

/** `sort by … | take n`, with a limit read at run time. */
export function compileTop(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const scope = scopeOf(input, use.names);
  const limit = compileLimit(part(use.node, 'Expression'), use);
  const key = compileKey(part(use.node, 'ByExpression'), scope, use.compiler);
  return passing(input, true, (sink) => {
    const rows = sortRows(collectRows(input), [key]).slice(0, limit());
    for (const row of rows) if (!sink(row)) return;
  });
}

interface SortKey {
  evaluate: Evaluate;
  descending: boolean;
  nullsFirst: boolean;
}

/**
 * Descending unless it says `asc`; nulls are smaller than everything unless it says otherwise. NaN
 * stands between the nulls and the numbers, wherever the nulls are.
 */
function compileKey(node: Syntax, scope: Scope, compiler: Compiler): SortKey {
  const ordered = kindOf(node) === 'OrderedExpression';
  const ordering = ordered ? optionalPart(node, 'Ordering') : undefined;
  const descending = !ordering || tokenText(ordering, 'AscOrDescKeyword').toLowerCase() !== 'asc';
  const nulls = ordering && optionalPart(ordering, 'NullsClause');
  const { evaluate } = compiler.scalar(ordered ? part(node, 'Expression') : node, scope);
  return {
    evaluate,
    descending,
    nullsFirst: nulls
      ? tokenText(nulls, 'FirstOrLastKeyword').toLowerCase() === 'first'
      : !descending,
  };
}

function sortRows(rows: Row[], keys: SortKey[]): Row[] {
  const columns = keys.map((key) => rows.map(key.evaluate));
  const order = rows.map((_, index) => index);
  order.sort((left, right) => {
    for (const [index, key] of keys.entries()) {
      const values = columns[index] as Value[];
      const compared = compareBy(key, values[left] as Value, values[right] as Value);
      if (compared !== 0) return compared;
    }
    return left - right;
  });
  return order.map((index) => rows[index] as Row);
}

function compareBy(key: SortKey, left: Value, right: Value): number {
  if (left === right) return 0;
  if (left === null) return key.nullsFirst ? -1 : 1;
  if (right === null) return key.nullsFirst ? 1 : -1;
  const compared = compareValues(left, right);
  if (Number.isNaN(left) || Number.isNaN(right)) return key.nullsFirst ? -compared : compared;
  return key.descending ? -compared : compared;
}
