import {
  type LogsQueryClient,
  LogsQueryResultStatus,
  type LogsTable,
  type QueryTimeInterval,
} from '@azure/monitor-query';
import type { LogAnswer } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { explainFailure, type SeenReply } from './explain-failure';

export type Cells = Record<string, unknown>;

export interface CellsAnswer extends Pick<LogAnswer<Cells>, 'rows' | 'durationMs' | 'partial'> {
  /** Names of the columns that hold times. */
  timeColumns: string[];
}

/** Sends one query and reads its table. Throws what `LogSource` promises, or the caller's abort. */
export async function askWorkspace(
  question: { kql: string; window: TimeWindow },
  signal: AbortSignal,
  deps: {
    client: LogsQueryClient;
    workspaceId: string;
    serverTimeoutSeconds: number;
    patienceMs: number;
  },
): Promise<CellsAnswer> {
  const patience = AbortSignal.timeout(deps.patienceMs);
  const startedAt = performance.now();
  let seen: SeenReply | undefined;
  try {
    const result = await deps.client.queryWorkspace(
      deps.workspaceId,
      question.kql,
      timespanOf(question.window),
      {
        serverTimeoutInSeconds: deps.serverTimeoutSeconds,
        abortSignal: AbortSignal.any([signal, patience]),
        onResponse: (reply) => {
          seen = { status: reply.status, text: reply.bodyAsText ?? '' };
        },
      },
    );
    const durationMs = Math.round(performance.now() - startedAt);
    if (result.status === LogsQueryResultStatus.Success) {
      return { ...readTable(result.tables[0]), durationMs, partial: undefined };
    }
    const reason = partialReason(seen) ?? result.partialError.message;
    return { ...readTable(result.partialTables[0]), durationMs, partial: { reason } };
  } catch (error) {
    if (signal.aborted) throw error;
    throw explainFailure(error, { seen, patienceSpent: patience.aborted });
  }
}

function timespanOf({ from, to }: TimeWindow): QueryTimeInterval {
  return { startTime: from, endTime: to };
}

function readTable(table: LogsTable | undefined): Pick<CellsAnswer, 'rows' | 'timeColumns'> {
  if (!table) return { rows: [], timeColumns: [] };
  const names = table.columnDescriptors.map(({ name }) => name ?? '');
  const rows = table.rows.map((row) => {
    const cells: Cells = {};
    for (const [at, name] of names.entries()) cells[name] = readCell(row[at]);
    return cells;
  });
  const timeColumns = names.filter((_, at) => table.columnDescriptors[at]?.type === 'datetime');
  return { rows, timeColumns };
}

/** The client makes 1970 of a datetime that is null; no log is that old. */
function readCell(cell: unknown): unknown {
  if (cell === null) return undefined;
  if (!(cell instanceof Date)) return cell;
  return cell.getTime() > 0 ? cell : undefined;
}

/** The client drops the details of a partial answer, and with them the only useful words. */
function partialReason(seen: SeenReply | undefined): string | undefined {
  if (!seen) return undefined;
  const { error } = JSON.parse(seen.text) as { error?: PartialError };
  const detail = error?.details?.[0];
  return detail?.innererror?.message ?? detail?.message ?? error?.message;
}

interface PartialError {
  message?: string;
  details?: { message?: string; innererror?: { message?: string } }[];
}
