import type { Clock } from '../ports/clock';
import type { LogSource } from '../ports/log-source';
import type { TimeWindow } from '../ports/time-window';
import { describeReach } from './describe-reach';
import type { HubSummary } from './diagnosis';
import {
  DevicesMostDisconnected,
  DisconnectsByCode,
  DisconnectsOverTime,
  type HubRows,
  HubTotals,
} from './hub-rows';
import { readLogReach } from './log-reach';
import { joinPartialReasons } from './partial-reasons';
import { qualifyPartial } from './qualify-partial';
import { runQuery } from './run-query';
import { summarizeRows } from './summarize-rows';
import { chooseBinSeconds } from './timeline';

export interface HubQuestion {
  /** All hubs of the workspace when absent. */
  hubName?: string;
  window: TimeWindow;
}

const mostDevices = 50;

/**
 * How did the connections of a hub fare? Five queries side by side, as many as the service runs at
 * once for one identity. Throws what the log source throws, `logs_table_missing` among it.
 */
export async function summarizeHub(
  question: HubQuestion,
  deps: { logs: LogSource; clock: Clock },
): Promise<HubSummary> {
  const summary = await readHub(question, deps);
  return qualifyPartial(summary, joinPartialReasons(summary.queries));
}

/** The same before anything is said about rows that did not come back: more may be joined to it. */
export async function readHub(
  question: HubQuestion,
  deps: { logs: LogSource; clock: Clock },
): Promise<HubSummary> {
  const [{ rows, runs }, reach] = await Promise.all([
    askHub(question, deps),
    readLogReach(question, deps),
  ]);
  const complete = runs.every(({ partial }) => !partial);
  const summary = summarizeRows({ ...question, complete }, rows);
  const lateRows = describeReach(reach, question.window, deps.clock.now());
  return {
    ...summary,
    unknowable: [...summary.unknowable, ...lateRows],
    queries: [...runs, ...(reach.run === undefined ? [] : [reach.run])],
    logs: reach.reach,
  };
}

async function askHub({ hubName, window }: HubQuestion, deps: { logs: LogSource }) {
  const hub = hubName ?? '';
  const step = { seconds: chooseBinSeconds(window) };
  const cap = mostDevices;
  const [totals, codes, bins, devices] = await Promise.all([
    runQuery({ name: 'hub-totals', parameters: { hub }, window, row: HubTotals }, deps),
    runQuery(
      { name: 'disconnects-by-code', parameters: { hub }, window, row: DisconnectsByCode },
      deps,
    ),
    runQuery(
      {
        name: 'disconnects-over-time',
        parameters: { hub, step },
        window,
        row: DisconnectsOverTime,
      },
      deps,
    ),
    runQuery(
      {
        name: 'devices-most-disconnected',
        parameters: { hub, cap },
        window,
        row: DevicesMostDisconnected,
      },
      deps,
    ),
  ]);
  const rows: HubRows = {
    totals: totals.rows,
    codes: codes.rows,
    bins: bins.rows,
    // Without the column that names them, all devices are one without a name.
    devices: devices.rows.filter(({ device }) => device !== ''),
  };
  const answers = [totals, codes, bins, devices];
  return {
    rows,
    runs: answers.map(({ run }) => run),
  };
}
