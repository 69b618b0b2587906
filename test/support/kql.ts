import {
  compileQuery,
  createTable,
  type KqlCell,
  type KqlColumn,
  KqlError,
  type KqlResult,
  type KqlTable,
  type KqlType,
  type RunOptions,
} from '../../src/kql/index';

export const kqlNow = new Date('2026-03-01T12:00:00Z');

/** Runs a query over the given tables and gives everything it returns. */
export function evaluate(
  text: string,
  tables: KqlTable[] = [],
  options: Partial<RunOptions> = {},
): KqlResult {
  return compileQuery(text, tables).run({ tables, now: kqlNow, ...options });
}

export function rowsOf(text: string, tables: KqlTable[] = []): KqlCell[][] {
  return evaluate(text, tables).rows;
}

/** The cells of the first column. */
export function firstColumn(text: string, tables: KqlTable[] = []): KqlCell[] {
  return rowsOf(text, tables).map((row) => row[0]);
}

/** The value of one scalar expression. */
export function valueOfExpression(expression: string): KqlCell {
  return rowsOf(`print x = ${expression}`)[0]?.[0];
}

/** `{ n: 'long' }` and rows make a table, ingested at noon. */
export function tableOf(
  name: string,
  types: Record<string, KqlType>,
  rows: KqlCell[][],
  ingestedAt: Date = kqlNow,
): KqlTable {
  const columns: KqlColumn[] = Object.entries(types).map(([column, type]) => ({
    name: column,
    type,
  }));
  const table = createTable(name, columns);
  for (const row of rows) table.append(row, ingestedAt);
  return table;
}

/** What a query that cannot be compiled or run says. */
export function errorOf(text: string, tables: KqlTable[] = []): KqlError {
  try {
    evaluate(text, tables);
  } catch (error) {
    if (error instanceof KqlError) return error;
    throw error;
  }
  throw new Error(`This query runs: ${text}`);
}
