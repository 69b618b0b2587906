import type { IncomingMessage } from 'node:http';
import type { KqlResult } from '../../kql';
import type { Effect } from './fault-effects';
import { type ReplyExtras, writeRows, writeTable } from './wire-table';

/** What a query gave, and what it took. */
export interface QueryOutcome {
  result: KqlResult;
  seconds: number;
  /** Rows in the workspace, which the service counts as its input. */
  inputRows: number;
}

/** The body of a 200, within the limits of the service and spoiled where a fault is on. */
export function writeReply(
  { result, seconds, inputRows }: QueryOutcome,
  req: IncomingMessage,
  fault: Effect | undefined,
): string {
  const limits = { rows: fault === 'row-cap' ? faultRowLimit : rowLimit, bytes: byteLimit };
  const shown = fault === 'null-dates' ? withoutTimes(result) : result;
  const { lines, cut } = writeRows(fault === 'partial' ? firstHalf(shown) : shown, limits);
  const wishes = readPreferences(req);
  const tableSize = lines.length * result.columns.length * 8;
  const error = fault === 'partial' ? engineFailed() : cut && tooLarge(cut, limits.rows);
  const extras: ReplyExtras = {
    ...(wishes.statistics && {
      statistics: {
        query: {
          executionTime: seconds,
          inputDatasetStatistics: { extents: { total: 1 }, rows: { total: inputRows } },
          datasetStatistics: [{ tableRowCount: lines.length, tableSize }],
        },
      },
    }),
    ...(wishes.render && { render: renderOf(result) }),
    ...(error && { error }),
  };
  return writeTable(result, lines, extras);
}

function readPreferences(req: IncomingMessage): { statistics: boolean; render: boolean } {
  const wishes = String(req.headers.prefer ?? '').toLowerCase();
  return {
    statistics: /\binclude-statistics\s*=\s*true\b/.test(wishes),
    render: /\binclude-render\s*=\s*true\b/.test(wishes),
  };
}

function renderOf({ render }: KqlResult): object {
  return render ? { visualization: render.visualization, ...render.properties } : {};
}

function firstHalf(result: KqlResult): KqlResult {
  return { ...result, rows: result.rows.slice(0, Math.floor(result.rows.length / 2)) };
}

function withoutTimes(result: KqlResult): KqlResult {
  const isTime = result.columns.map(({ type }) => type === 'datetime');
  const rows = result.rows.map((row, at) =>
    at % 2 === 0 ? row.map((cell, column) => (isTime[column] ? null : cell)) : row,
  );
  return { ...result, rows };
}

function tooLarge(cut: 'rows' | 'bytes', rows: number): object {
  const limit = cut === 'rows' ? `limit of ${rows} records` : 'data size limit of 100 MB';
  return partialError(
    '-2133196797',
    `The results of this query exceed the set ${limit}, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE).`,
  );
}

function engineFailed(): object {
  return partialError('-2133196804', 'Some parts of the data could not be read (E_LOCAL_FAULT).');
}

/** The rows that came are good, so this is a success with a caveat. */
function partialError(code: string, message: string): object {
  return {
    code: 'PartialError',
    message: 'There were some errors when processing your query.',
    details: [
      {
        code: 'EngineError',
        message: 'Something went wrong processing your query on the server.',
        innererror: { code, message, severity: 2, severityName: 'Error' },
      },
    ],
  };
}

/** The API's own limits. */
const rowLimit = 500_000;
const byteLimit = 100 * 1024 * 1024;
const faultRowLimit = 10;
