import { cellOf, columnIndex, scopeOf } from '../compiler/scope';
import type { Plan, Scalar } from '../compiler/types';
import { columnsOf, items, kindOf, part } from '../parser/syntax';
import type { Row } from '../values/value';
import { runRows } from './deferred';
import { inputOf, type OperatorUse, readParameters } from './operator';
import { rowBuilder } from './row-builder';
import { createRowKeys } from './row-keys';

/** Each combination of values once, where it first comes. */
export function compileDistinct(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const columns = columnsOf(use.node);
  const scope = scopeOf(input, use.names);
  const values = items(use.node, 'Expressions').flatMap((node): Scalar[] => {
    if (kindOf(node) === 'StarExpression') {
      return columns.map((column) => cellOf(scope, columnIndex(input.columns, column.name)));
    }
    const value = kindOf(node) === 'SimpleNamedExpression' ? part(node, 'Expression') : node;
    return [use.compiler.scalar(value, scope)];
  });
  const buildRows = rowBuilder(values.map((value) => ({ value, source: -1 })));
  return {
    columns,
    serialized: false,
    run(sink, reuse = false) {
      const build = buildRows(reuse);
      const keys = createRowKeys(values);
      const pushNew = (row: Row) => {
        const known = keys.size();
        return keys.find(row) === known ? sink(build(row)) : true;
      };
      runRows(input, pushNew, true);
    },
  };
}
