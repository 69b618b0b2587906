import { type KqlColumn, KqlError } from '../../src/kql';
import type { ExportedRecord } from '../../src/playground/azure/exported-record';
import { createWorkspace } from '../../src/playground/azure/workspace';
import type { LogAnswer, LogQuestion, LogSource } from '../../src/ports/log-source';
import { AppError } from '../../src/shared/app-error';

/** A log source that evaluates every query over the given records, without any network. */
export function createKqlLogSource(
  records: ExportedRecord[],
  options: { now: Date; lagSeconds?: number },
): LogSource & { asked: LogQuestion<unknown>[] } {
  const workspace = createWorkspace();
  const lagMs = (options.lagSeconds ?? 0) * 1000;
  for (const record of records) workspace.add(record, new Date(Date.parse(record.time) + lagMs));
  const asked: LogQuestion<unknown>[] = [];
  return {
    asked,
    async ask<Row>(question: LogQuestion<Row>): Promise<LogAnswer<Row>> {
      asked.push(question);
      const { columns, rows } = runQuery(() =>
        workspace.query(question.kql, options.now, question.window),
      );
      return {
        rows: rows.map((cells) => question.readRow(nameCells(columns, cells))),
        window: question.window,
        durationMs: 1,
        partial: undefined,
        newestAt: undefined,
      };
    },
  };
}

function runQuery<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof KqlError && error.message.includes('AzureDiagnostics')) {
      throw new AppError('logs_table_missing', 'No log was ever routed here.', { cause: error });
    }
    throw error;
  }
}

/** As the adapter hands them on: nulls absent, datetimes as Date. */
export function nameCells(columns: KqlColumn[], cells: unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ name, type }, index) => {
      const cell = cells[index] ?? undefined;
      return [name, type === 'datetime' && typeof cell === 'string' ? new Date(cell) : cell];
    }),
  );
}
