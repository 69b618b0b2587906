import type { LogAnswer, LogQuestion } from '../../ports/log-source';
import { AppError } from '../../shared/app-error';
import type { Cells, CellsAnswer } from './ask-workspace';

/**
 * Reads the rows as the question wants them. Rows without a time that they need are left out, and
 * the answer is partial then. Throws AppError `logs_unreadable` for any other row that does not fit.
 */
export function readAnswer<Row>(question: LogQuestion<Row>, answer: CellsAnswer): LogAnswer<Row> {
  const rows: Row[] = [];
  let timeless = 0;
  for (const cells of answer.rows) {
    const row = readRow(question, cells, answer.timeColumns);
    if (row) rows.push(row.value);
    else timeless += 1;
  }
  return {
    rows,
    window: question.window,
    durationMs: answer.durationMs,
    partial: joinReasons(answer.partial?.reason, sayTimeless(timeless, answer.rows.length)),
    newestAt: newestOf(answer.rows),
  };
}

function readRow<Row>(
  question: LogQuestion<Row>,
  cells: Cells,
  timeColumns: string[],
): { value: Row } | undefined {
  try {
    return { value: question.readRow(cells) };
  } catch (cause) {
    if (timeColumns.some((name) => cells[name] === undefined)) return undefined;
    throw new AppError(
      'logs_unreadable',
      `A row of the query ${question.name} does not have the expected columns.`,
      { cause },
    );
  }
}

function sayTimeless(timeless: number, all: number): string | undefined {
  if (timeless === 0) return undefined;
  return `${timeless} of ${all} rows came without a time and were left out.`;
}

function joinReasons(...reasons: (string | undefined)[]): { reason: string } | undefined {
  const reason = reasons.filter((one) => one !== undefined).join(' ');
  return reason === '' ? undefined : { reason };
}

function newestOf(rows: Cells[]): Date | undefined {
  let newest: Date | undefined;
  for (const { TimeGenerated: at } of rows) {
    if (at instanceof Date && (!newest || at > newest)) newest = at;
  }
  return newest;
}
