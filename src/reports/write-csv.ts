/**
 * Rows as RFC 4180 has them: CRLF behind every line, quotes where they are needed. A cell that a
 * spreadsheet would run as a formula gets an apostrophe in front: logs hold what strangers wrote.
 */
export function writeCsv(columns: string[], rows: string[][]): string {
  return [columns, ...rows].map((row) => `${row.map(writeField).join(',')}\r\n`).join('');
}

function writeField(cell: string): string {
  const isFormula = /^\s*[=+\-@]|^[\t\r\n]/.test(cell);
  const safe = isFormula ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
