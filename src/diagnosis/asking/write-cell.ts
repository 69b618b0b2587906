/** A cell of any column as plain text: null is empty, times are UTC, dynamics are their JSON. */
export function writeCell(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : writeTime(cell);
  if (typeof cell === 'object') return JSON.stringify(cell, writeBig);
  return String(cell);
}

/** Logs keep whole seconds; a fraction is only said where there is one. */
function writeTime(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}

function writeBig(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
