import { scopeOf } from '../compiler/scope';
import type { Plan, RowWindow, Scope, Sink } from '../compiler/types';
import type { Row } from '../values/value';
import { runRows } from './deferred';

/** A scope in which row_number, prev and their kin work if the input has an order. */
export function scopeOver(input: Plan, names: Scope['names']): Scope {
  const scope = scopeOf(input, names);
  if (input.serialized) scope.window = { rows: [], index: 0, used: false };
  return scope;
}

/** Runs the input row by row; all of it is collected first where an expression looks around. */
export function runOver(input: Plan, scope: Scope, sink: Sink, reuse: boolean): void {
  if (scope.window?.used) runWithWindow(input, scope.window, sink);
  else runRows(input, sink, reuse);
}

export function collect(input: Plan): Row[] {
  const rows: Row[] = [];
  input.run((row) => {
    rows.push(row);
    return true;
  });
  return rows;
}

/** The same, of rows as expressions of `scopeOf` read them. */
export function collectRows(input: Plan): Row[] {
  const rows: Row[] = [];
  const keep = (row: Row) => {
    rows.push(row);
    return true;
  };
  runRows(input, keep, false);
  return rows;
}

function runWithWindow(input: Plan, window: RowWindow, sink: Sink): void {
  const rows = collectRows(input);
  for (const [index, row] of rows.entries()) {
    window.rows = rows;
    window.index = index;
    if (!sink(row)) break;
  }
  window.rows = [];
}
