import type { Plan, Scalar, Sink } from '../compiler/types';
import type { KqlColumn } from '../types';
import { rowBuilder } from './row-builder';

/** A plan that makes its rows only for who cannot do without. */
export function deferredPlan(
  columns: KqlColumn[],
  cells: Scalar[],
  run: (sink: Sink, reuse: boolean) => void,
  serialized: boolean,
): Plan {
  const buildRows = rowBuilder(cells.map((value) => ({ value, source: -1 })));
  return {
    columns,
    serialized,
    deferred: { cells, run },
    run(sink, reuse = false) {
      const build = buildRows(reuse);
      run((row) => sink(build(row)), true);
    },
  };
}

/** Some of the input's rows, or all of them in another order. */
export function passing(
  input: Plan,
  serialized: boolean,
  run: (sink: Sink, reuse: boolean) => void,
): Plan {
  const { columns, deferred } = input;
  return deferred
    ? deferredPlan(columns, deferred.cells, run, serialized)
    : { columns, serialized, run: (sink, reuse = false) => run(sink, reuse) };
}

/** Rows as expressions of `scopeOf` read them. */
export function runRows(input: Plan, sink: Sink, reuse: boolean): void {
  if (input.deferred) input.deferred.run(sink, reuse);
  else input.run(sink, reuse);
}
