const width = 80;
const gap = 2;
const narrowest = 6;

/** Rows under headings for a terminal of 80 columns; cells that do not fit lose their end. Nothing without rows. */
export function drawTable(headings: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const lines = [headings, ...rows.map((row) => row.map(oneLine))];
  const wanted = headings.map((_, at) => Math.max(...lines.map((line) => sizeOf(line[at]))));
  const widths = shareWidth(wanted, width - 2 - gap * (headings.length - 1));
  const [head = '', ...body] = lines.map((line) => drawLine(line, widths));
  return [head, `  ${'-'.repeat(Math.max(1, head.length - 2))}`, ...body].join('\n');
}

/** The widest column gives way until all fit. */
function shareWidth(wanted: number[], room: number): number[] {
  const widths = [...wanted];
  let over = widths.reduce((sum, each) => sum + each, 0) - room;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    widths[widths.indexOf(widest)] = widest - 1;
    over -= 1;
  }
  return widths;
}

function drawLine(line: string[], widths: number[]): string {
  const cells = widths.map((each, at) => cutTo(line[at] ?? '', each));
  return `  ${cells.join(' '.repeat(gap))}`.trimEnd();
}

function cutTo(cell: string, size: number): string {
  const letters = [...cell];
  return letters.length <= size
    ? cell + ' '.repeat(size - letters.length)
    : `${letters.slice(0, size - 1).join('')}…`;
}

function sizeOf(cell = ''): number {
  return [...cell].length;
}

function oneLine(cell: string): string {
  return cell.replace(/\s+/g, ' ');
}
