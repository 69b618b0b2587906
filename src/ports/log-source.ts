import type { TimeWindow } from './time-window';

/** One query with everything that makes it repeatable. `name` is the name of its `.kql` file. */
export interface LogQuestion<Row> {
  name: string;
  kql: string;
  window: TimeWindow;
  /** Cells by column name: strings, numbers, booleans, Date, parsed dynamics, undefined for null. */
  readRow(cells: Record<string, unknown>): Row;
  /** Whose turn it is when more is asked than the service takes at once; `alert` when absent. */
  priority?: LogPriority;
  /**
   * Called while the question has to wait for its turn, whenever its place changes: 1 is next, and
   * about so many seconds are left. Not called for a question that is asked at once. Must not throw.
   */
  onQueued?(position: number, seconds: number): void;
}

/** A person waits; an alert's card waits; nobody waits. */
export type LogPriority = 'person' | 'alert' | 'background';

export interface LogAnswer<Row> {
  rows: Row[];
  window: TimeWindow;
  durationMs: number;
  /** Present when only a part of the result could be had or read, with its reason. */
  partial: { reason: string } | undefined;
  /** Newest `TimeGenerated` among the rows, where the query returns that column. */
  newestAt: Date | undefined;
}

/**
 * Resource logs. `ask` throws AppError with one of these codes, none of which means "no rows":
 * `logs_unreachable`, `logs_tls_failed` (no secure connection), `logs_interrupted` (the answer broke
 * off), `logs_unauthorized`, `logs_forbidden`, `logs_not_found`, `logs_throttled` (by the service or
 * by our own queue; with retryAfterSeconds where that is known), `logs_timeout`, `logs_unavailable`,
 * `logs_table_missing` (no log was ever routed to this workspace), `logs_query_refused`,
 * `logs_unreadable` (the reply is not what the API promises).
 */
export interface LogSource {
  ask<Row>(question: LogQuestion<Row>, signal?: AbortSignal): Promise<LogAnswer<Row>>;
}
