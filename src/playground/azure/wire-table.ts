import type { KqlColumn, KqlResult } from '../../kql';
import { wireJson } from './wire-json';

/** What a query reply holds besides its table. */
export interface ReplyExtras {
  statistics?: object;
  render?: object;
  error?: object;
}

/** Rows as they are written, and which limit left the others out. */
export interface WrittenRows {
  lines: string[];
  cut: 'rows' | 'bytes' | undefined;
}

/**
 * Rows are written by hand and not by JSON.stringify, for their long numbers and because half a
 * million of them should not exist a second time as objects.
 */
export function writeRows(result: KqlResult, limits: { rows: number; bytes: number }): WrittenRows {
  const cells = result.columns.map(cellWriter);
  const lines: string[] = [];
  let bytes = 0;
  for (const row of result.rows) {
    if (lines.length >= limits.rows) return { lines, cut: 'rows' };
    const line = `[${cells.map((write, at) => write(row[at])).join(',')}]`;
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > limits.bytes) return { lines, cut: 'bytes' };
    lines.push(line);
  }
  return { lines, cut: undefined };
}

/** The body of a 200. */
export function writeTable(result: KqlResult, lines: string[], extras: ReplyExtras): string {
  const columns = wireJson(result.columns.map(({ name, type }) => ({ name, type })));
  const table = `{"name":"PrimaryResult","columns":${columns},"rows":[${lines.join(',')}]}`;
  const others = Object.entries(extras).map(([name, extra]) => `,"${name}":${wireJson(extra)}`);
  return `{"tables":[${table}]${others.join('')}}`;
}

/** A dynamic value travels as a text that holds its JSON. */
function cellWriter({ type }: KqlColumn): (cell: unknown) => string {
  if (type !== 'dynamic') return wireJson;
  return (cell) => (cell === null || cell === undefined ? 'null' : JSON.stringify(wireJson(cell)));
}
