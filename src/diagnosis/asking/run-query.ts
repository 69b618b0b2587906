import { z } from 'zod';
import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { AppError } from '../../shared/app-error';
import type { QueryRun } from '../diagnosis';
import { fillQuery, type QueryParameter } from './fill-query';
import { readQuery } from './read-query';

export interface QueryAnswer<Row> {
  rows: Row[];
  run: QueryRun;
  partial: { reason: string } | undefined;
}

/** Runs one of our query files over a window. Throws what the log source throws, untouched. */
export async function runQuery<Row>(
  ask: {
    name: string;
    parameters: Record<string, QueryParameter>;
    window: TimeWindow;
    row: z.ZodType<Row>;
  },
  deps: { logs: LogSource },
): Promise<QueryAnswer<Row>> {
  const file = readQuery(ask.name);
  const kql = fillQuery(file.text, ask.parameters);
  const readRow = (cells: Record<string, unknown>) => readCells(ask.name, ask.row, cells);
  const answer = await deps.logs.ask({ name: ask.name, kql, window: ask.window, readRow });
  const run = {
    name: ask.name,
    question: file.question,
    kql,
    rows: answer.rows.length,
    window: answer.window,
    durationMs: answer.durationMs,
    partial: answer.partial !== undefined,
    ...(answer.partial && { partialReason: answer.partial.reason }),
  };
  return { rows: answer.rows, run, partial: answer.partial };
}

function readCells<Row>(name: string, row: z.ZodType<Row>, cells: Record<string, unknown>): Row {
  const read = row.safeParse(cells);
  if (read.success) return read.data;
  throw new AppError(
    'logs_unreadable',
    `The answer to the query ${name} has a column of another kind than it asked for: ${z.prettifyError(read.error)}`,
    { cause: read.error },
  );
}
