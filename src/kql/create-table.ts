import { createStoredColumn } from './storage/create-stored-column';
import type { StoredColumn } from './storage/stored-column';
import type { KqlCell, KqlColumn, KqlTable } from './types';
import { cellReader } from './values/cell';
import { ticksFromMs } from './values/ticks';
import type { Value, Whole } from './values/value';

/** What a query reads: the columns in order and, behind them, the ticks of ingestion. */
export interface StoredTable extends KqlTable {
  readonly stored: readonly StoredColumn[];
  /** Ticks of the newest ingestion so far. */
  readonly newestIngestion: Whole;
}

/** An empty table. Rows are kept in memory; equal texts of a column are kept once. */
export function createTable(name: string, columns: KqlColumn[]): KqlTable {
  const readers = columns.map((column) => readColumn(column));
  const stored = columns.map((column) => createStoredColumn(column.type));
  const ingestion = createStoredColumn('datetime');
  let size = 0;
  let newestIngestion: Whole = Number.MIN_SAFE_INTEGER;
  const table: StoredTable = {
    name,
    columns,
    stored: [...stored, ingestion],
    append(cells, ingestedAt) {
      if (cells.length !== columns.length) {
        throw new TypeError(`${name} has ${columns.length} columns, not ${cells.length}`);
      }
      // All cells are read before the first is kept: a row is in the table as a whole or not at all.
      const values = readers.map((read, index) => read(cells[index]));
      const ingested = ticksFromMs(ingestedAt.getTime());
      for (const [index, column] of stored.entries()) column.append(values[index] as Value);
      ingestion.append(ingested);
      if (ingested > newestIngestion) newestIngestion = ingested;
      size++;
    },
    get size() {
      return size;
    },
    get newestIngestion() {
      return newestIngestion;
    },
  };
  return table;
}

/** Throws for tables that createTable did not make. */
export function storedTable(table: KqlTable): StoredTable {
  if (!('stored' in table)) throw new TypeError(`${table.name} was not made by createTable`);
  return table as StoredTable;
}

function readColumn(column: KqlColumn): (cell: KqlCell) => Value {
  const read = cellReader(column.type);
  return (cell) => {
    const value = read(cell);
    if (value === undefined) {
      throw new TypeError(`${column.name} takes ${column.type}, not ${describe(cell)}`);
    }
    return value;
  };
}

function describe(cell: KqlCell): string {
  const text = typeof cell === 'string' ? JSON.stringify(cell) : String(cell);
  return `${typeof cell} ${text.slice(0, 60)}`;
}
