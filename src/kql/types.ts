/** The public shapes of the evaluator. Nothing outside `src/kql` imports anything but its index. */

export type KqlType =
  | 'string'
  | 'long'
  | 'int'
  | 'real'
  | 'decimal'
  | 'bool'
  | 'datetime'
  | 'timespan'
  | 'guid'
  | 'dynamic';

export interface KqlColumn {
  name: string;
  type: KqlType;
}

/**
 * A cell as it goes in and comes out: null; string (string, guid; datetime as ISO 8601 with up to
 * seven fractional digits and Z; timespan as `d.hh:mm:ss.fffffff`); number; bigint (a long beyond
 * 2^53); boolean; a parsed JSON value for dynamic.
 */
export type KqlCell = unknown;

export interface KqlResult {
  columns: KqlColumn[];
  rows: KqlCell[][];
  /** What `render` asked for, if the query ends with it. */
  render: { visualization: string; properties: Record<string, string> } | undefined;
}

export type KqlErrorKind = 'syntax' | 'semantic' | 'unsupported' | 'runtime';

/** A table that was filled once and can grow; its cells are kept in the evaluator's own form. */
export interface KqlTable {
  readonly name: string;
  readonly columns: KqlColumn[];
  /** Throws when a cell does not fit its column's type, naming the column. */
  append(cells: KqlCell[], ingestedAt: Date): void;
  readonly size: number;
}

export interface RunOptions {
  tables: KqlTable[];
  /** What `now()` says. */
  now: Date;
  /** Rows of every table that has `TimeGenerated` are limited to from <= TimeGenerated < to. */
  timespan?: { from?: Date; to?: Date };
  /** Rows ingested later than this are not visible yet. */
  visibleUntil?: Date;
}
