import { type CompiledQuery, compileQuery, createTable, type KqlTable } from '../../src/kql';
import {
  createDiagnosticsCells,
  diagnosticsColumns,
  diagnosticsTable,
} from '../../src/playground/azure/diagnostics-row';
import type { ExportedRecord } from '../../src/playground/azure/exported-record';
import type { LogSource } from '../../src/ports/log-source';
import { nameCells } from '../support/kql-log-source';

/** Compiling costs more than running, and hundreds of stories ask the same few queries. */
const compiled = new Map<string, CompiledQuery>();

/** The rows of one story under the product's own queries; a row is there at its own time. */
export function createStoryLogs(records: ExportedRecord[], now: Date): LogSource {
  const table = createTable(diagnosticsTable, diagnosticsColumns);
  const cellsOf = createDiagnosticsCells();
  for (const record of records) table.append(cellsOf(record), new Date(record.time));
  const tables = [table];
  return {
    async ask(question) {
      const options = { tables, now, timespan: question.window, visibleUntil: now };
      const { columns, rows } = compile(question.kql, tables).run(options);
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

function compile(text: string, tables: KqlTable[]): CompiledQuery {
  const found = compiled.get(text) ?? compileQuery(text, tables);
  compiled.set(text, found);
  return found;
}
