import { hasIngestion } from '../compiler/scope';
import { ingestionColumn, type Plan } from '../compiler/types';
import { columnsOf, items } from '../parser/syntax';
import { mappedPlan } from './mapped-plan';
import { inputOf, type OperatorUse, readParameters } from './operator';
import { compileNamed, placeColumns } from './row-builder';
import { scopeOver } from './row-window';

/** The input's columns, some replaced and new ones behind them. */
export function compileExtend(use: OperatorUse): Plan {
  return extendBy(use);
}

/** `serialize` is `extend` that also makes the order of rows count. */
export function compileSerialize(use: OperatorUse): Plan {
  const input = { ...inputOf(use), serialized: true };
  return extendBy({ ...use, input });
}

function extendBy(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const scope = scopeOver(input, use.names);
  const values = items(use.node, 'Expressions').map((node) =>
    compileNamed(node, scope, use.compiler),
  );
  const result = columnsOf(use.node);
  const columns = hasIngestion(input.columns) ? [...result, ingestionColumn] : result;
  const places = placeColumns(columns, input.columns, values);
  return mappedPlan(columns, places, { input, scope, runtime: use.compiler.runtime });
}
