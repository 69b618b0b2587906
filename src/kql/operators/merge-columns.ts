import { columnIndex } from '../compiler/scope';
import type { Plan } from '../compiler/types';
import { emptyOf } from '../functions/define';
import type { KqlColumn } from '../types';
import type { Row } from '../values/value';

/**
 * Brings rows of one of several tables into the common layout. A column that has another type in
 * another table is called `name_type` there.
 */
export function mergeInto(columns: KqlColumn[], input: Plan, source: string): (row: Row) => Row {
  const places = columns.map((column) => sourceOf(column, input.columns));
  const empty = columns.map((column, index) =>
    index === 0 && source ? source : emptyOf(column.type),
  );
  return (row) => {
    const merged: Row = new Array(places.length);
    for (let index = 0; index < places.length; index++) {
      const place = places[index] as number;
      merged[index] = (place < 0 ? empty[index] : row[place]) ?? null;
    }
    return merged;
  };
}

function sourceOf({ name, type }: KqlColumn, columns: KqlColumn[]): number {
  const same = columnIndex(columns, name);
  if (same >= 0 && columns[same]?.type === type) return same;
  return columns.findIndex((column) => column.type === type && name === `${column.name}_${type}`);
}
