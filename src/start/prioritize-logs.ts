import type { LogPriority, LogQuestion, LogSource } from '../ports/log-source';

/**
 * The same logs for somebody whose questions have this priority. `onQueued` hears of every question
 * that has to wait, so it may be told several places in a row.
 */
export function prioritizeLogs(
  logs: LogSource,
  turn: { priority: LogPriority; onQueued?(position: number, seconds: number): void },
): LogSource {
  const { priority, onQueued } = turn;
  return {
    ask<Row>(question: LogQuestion<Row>, signal?: AbortSignal) {
      return logs.ask({ ...question, priority, ...(onQueued && { onQueued }) }, signal);
    },
  };
}
