import type { LogPriority, LogQuestion, LogSource } from '../ports/log-source';

/**
 * The same logs for somebody whose questions have this priority. `onQueued` hears of every question
 * that has to wait, so it may be told several places in a row. `signal` gives all of them up.
 */
export function prioritizeLogs(
  logs: LogSource,
  turn: {
    priority: LogPriority;
    onQueued?(position: number, seconds: number): void;
    signal?: AbortSignal;
  },
): LogSource {
  const { priority, onQueued } = turn;
  return {
    ask<Row>(question: LogQuestion<Row>, signal?: AbortSignal) {
      const asked = { ...question, priority, ...(onQueued && { onQueued }) };
      return logs.ask(asked, joinSignals(signal, turn.signal));
    },
  };
}

function joinSignals(one?: AbortSignal, other?: AbortSignal): AbortSignal | undefined {
  return one && other ? AbortSignal.any([one, other]) : (one ?? other);
}
