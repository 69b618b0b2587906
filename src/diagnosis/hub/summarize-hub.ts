import type { Clock } from '../../ports/clock';
import type { HubDirectory } from '../../ports/hub';
import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { describeReach } from '../asking/describe-reach';
import { readLogReach } from '../asking/log-reach';
import { joinPartialReasons } from '../asking/partial-reasons';
import { qualifyPartial } from '../asking/qualify-partial';
import { runQuery } from '../asking/run-query';
import {
  askHubSurroundings,
  type Inquiry,
  type SurroundingSources,
} from '../checks/ask-surroundings';
import { concludeSoon, type SoonAndLater } from '../checks/conclude-soon';
import { tellChecks } from '../checks/tell-checks';
import { sortAffectedRows } from '../crowd/affected-rows';
import { askAffected } from '../crowd/ask-affected';
import type { HubSummary } from '../diagnosis';
import type { HubSurroundings } from '../surroundings';
import { chooseBinSeconds } from '../timeline';
import { DisconnectsByCode, DisconnectsOverTime, type HubRows, HubTotals } from './hub-rows';
import { summarizeRows } from './summarize-rows';

export interface HubQuestion {
  /** All hubs of the workspace when absent. */
  hubName?: string;
  window: TimeWindow;
}

export interface SummarizeDeps {
  logs: LogSource;
  clock: Clock;
  /** Absent where only the logs are asked. */
  sources?: Omit<SurroundingSources, 'registry'> & { hubs: HubDirectory };
}

/**
 * How did the connections of a hub fare? Five queries side by side, as many as the service runs at
 * once for one identity; beside them hub, health and metrics. Throws what the log source throws,
 * `logs_table_missing` among it.
 */
export async function summarizeHub(
  question: HubQuestion,
  deps: SummarizeDeps,
): Promise<HubSummary> {
  const { soon, later } = await summarizeHubSoon(question, deps);
  return (await later) ?? soon;
}

/** The same, without waiting for slow sources beside the logs. */
export async function summarizeHubSoon(
  question: HubQuestion,
  deps: SummarizeDeps,
): Promise<SoonAndLater<HubSummary>> {
  const read = await readHubSoon(question, deps);
  const whole = (summary: HubSummary) =>
    qualifyPartial(summary, joinPartialReasons(summary.queries));
  return { soon: whole(read.soon), later: read.later?.then(whole) };
}

/** Before anything is said about rows that did not come back: more may be joined to it. */
export async function readHub(question: HubQuestion, deps: SummarizeDeps): Promise<HubSummary> {
  const { soon, later } = await readHubSoon(question, deps);
  return (await later) ?? soon;
}

async function readHubSoon(
  question: HubQuestion,
  deps: SummarizeDeps,
): Promise<SoonAndLater<HubSummary>> {
  const began = deps.clock.now();
  const early = inquire(question.hubName, question, deps);
  const [{ rows, runs }, reach] = await Promise.all([
    askHub(question, deps),
    readLogReach(question, deps),
  ]);
  const only = reach.hubs.length === 1 ? reach.hubs[0] : undefined;
  const inquiry = early ?? inquire(only, question, deps);
  const now = deps.clock.now();
  const complete = runs.every(({ partial }) => !partial);
  return concludeSoon(inquiry, { began, clock: deps.clock }, (surroundings) => {
    const summary = summarizeRows({ ...question, complete, surroundings }, rows);
    return {
      ...summary,
      unknowable: [...summary.unknowable, ...describeReach(reach, question.window, now)],
      queries: [...runs, ...(reach.run === undefined ? [] : [reach.run])],
      logs: reach.reach,
      ...(surroundings === undefined ? {} : { checks: tellChecks(surroundings) }),
    };
  });
}

/** Only one hub can be asked about beside the logs, and only one of the settings. */
function inquire(
  hubName: string | undefined,
  { window }: HubQuestion,
  { sources }: SummarizeDeps,
): Inquiry<HubSurroundings> | undefined {
  const hub = hubName === undefined ? undefined : sources?.hubs.find(hubName);
  if (sources === undefined || hub === undefined) return undefined;
  return askHubSurroundings(hub, window, sources);
}

/** In a short window most connections began before it: how long they lasted tells a renewal. */
function lookBack({ from, to }: TimeWindow): TimeWindow {
  if (to.getTime() - from.getTime() >= longMs) return { from, to };
  return { from: new Date(from.getTime() - lookBackMs), to };
}

const longMs = 12 * 3_600_000;
const lookBackMs = 6 * 3_600_000;

async function askHub({ hubName, window }: HubQuestion, deps: { logs: LogSource }) {
  const hub = hubName ?? '';
  const step = { seconds: chooseBinSeconds(window) };
  const [totals, codes, bins, affected] = await Promise.all([
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
    askAffected({ hubName: hub, span: window, window: lookBack(window) }, deps),
  ]);
  const rows: HubRows = {
    totals: totals.rows,
    codes: codes.rows,
    bins: bins.rows,
    affected: sortAffectedRows(affected.rows),
  };
  const answers = [totals, codes, bins, affected];
  return {
    rows,
    runs: answers.map(({ run }) => run),
  };
}
