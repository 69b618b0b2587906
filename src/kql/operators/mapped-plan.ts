import { oncePerRow } from '../compiler/memory';
import { cellOf } from '../compiler/scope';
import type { Plan, Runtime, Scalar, Scope } from '../compiler/types';
import type { KqlColumn } from '../types';
import { deferredPlan } from './deferred';
import { type Place, rowBuilder } from './row-builder';
import { runOver } from './row-window';

/**
 * The plan of an operator that makes a row of the given columns from each input row. Where
 * the input's rows are not made yet, neither are these, unless an expression looks around.
 */
export function mappedPlan(
  columns: KqlColumn[],
  places: Place[],
  over: { input: Plan; scope: Scope; runtime: Runtime },
): Plan {
  const { input, scope, runtime } = over;
  const cells = scope.cells && places.map((place) => cellFrom(place, scope, runtime));
  if (cells && input.deferred && !scope.window?.used) {
    return deferredPlan(columns, cells, input.deferred.run, input.serialized);
  }
  const buildRows = rowBuilder(cells ? cells.map((value) => ({ value, source: -1 })) : places);
  return {
    columns,
    serialized: input.serialized,
    run(sink, reuse = false) {
      const build = buildRows(reuse);
      runOver(input, scope, (row) => sink(build(row)), true);
    },
  };
}

/** Several operators may read what is computed here. */
function cellFrom({ value, source }: Place, scope: Scope, runtime: Runtime): Scalar {
  if (!value) return cellOf(scope, source);
  const isCheap = value.constant || scope.cells?.includes(value) || remembers(value);
  return isCheap ? value : { ...value, evaluate: oncePerRow(value.evaluate, runtime) };
}

function remembers({ codes, type }: Scalar): boolean {
  return codes !== undefined && type !== 'dynamic';
}
