import { columnIndex, visible } from '../compiler/scope';
import type { Compiler, Scalar, Scope } from '../compiler/types';
import { kindOf, part, resultNameOf, type Syntax } from '../parser/syntax';
import type { KqlColumn } from '../types';
import type { Row, Value } from '../values/value';

/** `name = expression` or an expression whose column the binder names. */
export interface NamedScalar {
  name: string | undefined;
  scalar: Scalar;
}

export function compileNamed(node: Syntax, scope: Scope, compiler: Compiler): NamedScalar {
  const kind = kindOf(node);
  if (kind === 'CompoundNamedExpression') throw compiler.refuse('A list of names', node);
  const value = kind === 'SimpleNamedExpression' ? part(node, 'Expression') : node;
  return { name: resultNameOf(node), scalar: compiler.scalar(value, scope) };
}

/** Where a column of a result comes from: a value computed, or a cell of the input row. */
export interface Place {
  value: Scalar | undefined;
  source: number;
}

/**
 * One place for every column of the result of `extend`. Values that replace no column of the input
 * fill the new columns in their order.
 */
export function placeColumns(
  columns: KqlColumn[],
  input: KqlColumn[],
  values: NamedScalar[],
): Place[] {
  const computed = new Map<KqlColumn, Scalar>();
  const old = visible(input);
  let fresh = old.length;
  for (const { name, scalar } of values) {
    const replaced = name === undefined ? -1 : columnIndex(old, name);
    const target = columns[replaced >= 0 ? replaced : fresh++];
    if (target) computed.set(target, scalar);
  }
  return columns.map((column) => ({
    value: computed.get(column),
    source: columnIndex(input, column.name),
  }));
}

/** Makes result rows from input rows: a new one each time, or always the same one. */
export function rowBuilder(places: Place[]): (reuse: boolean) => (row: Row) => Row {
  const sources = places.map((place) => place.source);
  const copied = sources.flatMap((_, index) => (places[index]?.value ? [] : [index]));
  const computed = places.flatMap(({ value }, index) =>
    value ? [{ evaluate: value.evaluate, index }] : [],
  );
  const width = sources.length;
  return (reuse) => {
    const kept: Row | undefined = reuse ? new Array(width) : undefined;
    return (row) => {
      const built: Row = kept ?? new Array(width);
      for (const index of copied) built[index] = row[sources[index] as number] as Value;
      for (const { evaluate, index } of computed) built[index] = evaluate(row);
      return built;
    };
  };
}
