import { columnIndex, scopeOf } from '../compiler/scope';
import type { Plan } from '../compiler/types';
import { columnsOf, items } from '../parser/syntax';
import type { KqlColumn } from '../types';
import { mappedPlan } from './mapped-plan';
import { inputOf, type OperatorUse, readParameters } from './operator';
import { compileNamed } from './row-builder';
import { scopeOver } from './row-window';

/** Exactly the given columns, in the given order. */
export function compileProject(use: OperatorUse): Plan {
  readParameters(use, []);
  const input = inputOf(use);
  const scope = scopeOver(input, use.names);
  const values = items(use.node, 'Expressions').map((node) =>
    compileNamed(node, scope, use.compiler),
  );
  const places = values.map(({ scalar }) => ({ value: scalar, source: -1 }));
  const over = { input, scope, runtime: use.compiler.runtime };
  return mappedPlan(columnsOf(use.node), places, over);
}

/** project-away, -keep and -reorder: the binder has resolved wildcards and says what remains. */
export function compileReselect(use: OperatorUse): Plan {
  const input = inputOf(use);
  const columns = columnsOf(use.node);
  return reselect(
    columns,
    columns.map((column) => columnIndex(input.columns, column.name)),
    use,
  );
}

/** A renamed column stays in its place. */
export function compileRename(use: OperatorUse): Plan {
  const columns = columnsOf(use.node);
  return reselect(
    columns,
    columns.map((_, index) => index),
    use,
  );
}

function reselect(columns: KqlColumn[], sources: number[], use: OperatorUse): Plan {
  const input = inputOf(use);
  const scope = scopeOf(input, use.names);
  const places = sources.map((source) => ({ value: undefined, source }));
  return mappedPlan(columns, places, { input, scope, runtime: use.compiler.runtime });
}
