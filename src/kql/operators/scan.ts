import {
  type Codes,
  type Compiler,
  ingestionColumn,
  type Plan,
  type Runtime,
  type Scalar,
  type Sink,
} from '../compiler/types';
import type { StoredTable } from '../create-table';
import type { Syntax } from '../parser/syntax';
import { createStoredColumn } from '../storage/create-stored-column';
import type { StoredColumn } from '../storage/stored-column';
import type { KqlColumn, KqlType } from '../types';
import type { Row, Whole } from '../values/value';
import { deferredPlan } from './deferred';

/** All visible rows of a table within the time span of the run. */
export function scanTable(
  table: { name: string; columns: KqlColumn[] },
  node: Syntax,
  compiler: Compiler,
): Plan {
  const { name } = table;
  const columns = [...table.columns, ingestionColumn];
  const time = columns.findIndex(
    (column) => column.name === 'TimeGenerated' && column.type === 'datetime',
  );
  const cells = columns.map(({ type }) => storedCell(type));
  const scalars = cells.map((cell) => cell.scalar);
  const run = (sink: Sink, reuse: boolean) => {
    const stored = compiler.runtime.tables.get(name);
    if (!stored || !sameColumns(stored, table.columns)) {
      throw compiler.stop(`The table '${name}' is not there as it was described`, node);
    }
    for (const [index, cell] of cells.entries()) cell.bind(stored.stored[index] as StoredColumn);
    scan(stored, time, compiler.runtime, reuse ? reusing(sink) : (index) => sink([index]));
  };
  return deferredPlan(columns, scalars, run, false);
}

/** Reads a column of the table the running query has found. */
function storedCell(type: KqlType): { scalar: Scalar; bind(column: StoredColumn): void } {
  const empty = createStoredColumn(type);
  let column = empty;
  const codes: Codes = {
    count: () => column.codes?.count() ?? 0,
    at: (row) => column.codes?.at(row[0] as number) ?? 0,
  };
  const evaluate = (row: Row) => column.at(row[0] as number);
  return {
    scalar: { type, evaluate, constant: false, ...(empty.codes && { codes }) },
    bind(found) {
      column = found;
    },
  };
}

function reusing(sink: Sink): (index: number) => boolean {
  const row: Row = [0];
  return (index) => {
    row[0] = index;
    return sink(row);
  };
}

function scan(
  table: StoredTable,
  time: number,
  runtime: Runtime,
  push: (index: number) => boolean,
): void {
  const times = table.stored[time];
  const ingested = table.stored[table.columns.length] as StoredColumn;
  const until = runtime.visibleUntil;
  const hides = until !== undefined && table.newestIngestion > until;
  const limits = runtime.from !== undefined || runtime.to !== undefined;
  for (let index = 0; index < table.size; index++) {
    if (hides && (ingested.at(index) as Whole) > until) continue;
    if (times && limits && !isWithin(times.at(index) as Whole | null, runtime)) continue;
    if (!push(index)) return;
  }
}

function isWithin(at: Whole | null, { from, to }: Runtime): boolean {
  if (at === null) return false;
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

function sameColumns(stored: StoredTable, columns: KqlColumn[]): boolean {
  return (
    stored.columns.length === columns.length &&
    columns.every((column, index) => {
      const found = stored.columns[index];
      return found?.name === column.name && found.type === column.type;
    })
  );
}
