import type { StoredTable } from '../create-table';
import type { KqlError, TextSpan } from '../kql-error';
import type { Syntax } from '../parser/syntax';
import type { KqlColumn, KqlResult, KqlType } from '../types';
import type { Row, Value, Whole } from '../values/value';

export type Evaluate = (row: Row) => Value;

/** A compiled scalar expression. A constant one gives the same value for every row of a run. */
export interface Scalar {
  type: KqlType;
  evaluate: Evaluate;
  constant: boolean;
  /** Present where the value depends on one column of a table that numbers its values. */
  codes?: Codes;
  /** For a bag: one of its values, without the bag where that is cheaper; undefined where it is not. */
  field?(key: string): Scalar | undefined;
}

/** Rows with the same number have the same value in the column. */
export interface Codes {
  /** How many numbers there are in this run; 0 where they are of no use. */
  count(): number;
  at(row: Row): number;
}

/** Takes one row; says whether it wants more. */
export type Sink = (row: Row) => boolean;

/** A compiled tabular expression: pushes its rows into the sink until the sink has enough. */
export interface Plan {
  columns: KqlColumn[];
  /**
   * With `reuse` the sink promises to keep no row: an operator that makes rows may then fill one and
   * the same row again and again, which for a million rows is most of the work saved.
   */
  run(sink: Sink, reuse?: boolean): void;
  /** The order of rows means something: row_number, prev and their kin may be used. */
  serialized: boolean;
  deferred?: Deferred;
}

/**
 * Rows that are not made yet. A row is only `[number]`, its place in a table; each column is
 * evaluated from that when somebody needs it, and columns that nobody reads cost nothing.
 */
interface Deferred {
  /** One for each column of the plan. */
  cells: Scalar[];
  run(sink: Sink, reuse: boolean): void;
}

/** Behind the columns of a stored row stands when it was ingested; the name cannot be written. */
export const ingestionColumn: KqlColumn = { name: '\u0000ingested', type: 'datetime' };

/** What every closure of one compiled query reads; filled anew before each run. */
export interface Runtime {
  now: Whole;
  from: Whole | undefined;
  to: Whole | undefined;
  visibleUntil: Whole | undefined;
  tables: Map<string, StoredTable>;
  /** Called around each run: compiled queries are kept, what they remembered of the data is not. */
  releases: (() => void)[];
}

/** All rows of an operator's input and which of them is being evaluated. */
export interface RowWindow {
  rows: Row[];
  index: number;
}

export type Binding =
  | { kind: 'scalar'; scalar: Scalar }
  | { kind: 'table'; plan(): Plan }
  | { kind: 'function'; declaration: Syntax; names: Names };

export type Names = ReadonlyMap<string, Binding>;

/** What the names in an expression can mean. */
export interface Scope {
  columns: KqlColumn[];
  /** How to read the columns where rows are not made yet; else a row holds them in order. */
  cells?: Scalar[];
  names: Names;
  /** Present where rows have an order; `used` becomes true when an expression looks around. */
  window?: RowWindow & { used: boolean };
  /** Present in `summarize`: what a call of an aggregate stands for; undefined for other calls. */
  aggregate?(call: Syntax): Scalar | undefined;
}

export interface Compiler {
  readonly runtime: Runtime;
  readonly tables: { name: string; columns: KqlColumn[] }[];
  scalar(node: Syntax, scope: Scope): Scalar;
  table(node: Syntax, names: Names): Plan;
  /** For something the language has and we do not. */
  refuse(what: string, node: Syntax): KqlError;
  /** For something that is wrong although the parser let it pass. */
  reject(message: string, node: Syntax): KqlError;
  /** For a value that only turns out wrong while running. */
  stop(message: string, node: Syntax): KqlError;
  /** The same compiler inside a function's body: errors point at the call. */
  at(call: Syntax): Compiler;
  /** Keeps what the final `render` asked for. */
  setRender(render: KqlResult['render']): void;
  span(node: Syntax): TextSpan;
}
