import type { AlertRows } from '../../ports/alert-about';

const maxColumns = 12;
const maxRows = 10;
const maxCellLength = 200;

/** As much of a table as is worth keeping; undefined when it has no rows. */
export function cutRows(columns: string[], rows: string[][]): AlertRows | undefined {
  if (columns.length === 0 || rows.length === 0) return undefined;
  const cut = (cells: string[]) =>
    cells.slice(0, maxColumns).map((cell) => cell.slice(0, maxCellLength));
  return {
    columns: cut(columns),
    rows: rows.slice(0, maxRows).map(cut),
    more: Math.max(0, rows.length - maxRows),
  };
}
