import { z } from 'zod';
import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { isAppError } from '../../shared/app-error';
import { hubNameOf } from '../device/choose-rows';
import type { LogReach, QueryRun } from '../diagnosis';
import { Count, MaybeMoment, Measure } from './cells';
import { runQuery } from './run-query';

const ReachRow = z.object({
  newestAt: MaybeMoment,
  lagP50Seconds: Measure,
  lagP95Seconds: Measure,
  events: Count,
  hubs: z
    .array(z.string())
    .nullish()
    .transform((hubs) => hubs ?? []),
  losses: Count,
  cuts: Count,
});

export interface ReachAnswer {
  reach: LogReach;
  /** Absent when the question itself failed. */
  run: QueryRun | undefined;
  failure: string | undefined;
  /** Names of the hubs that have rows, sorted; at most ten. */
  hubs: string[];
  /** Disconnect rows with an error over the window, without those of tokens that ran out. */
  losses: number;
}

/**
 * Measures how far the connection logs of a hub, or of the whole workspace, reach and how late rows
 * arrive. This is side work: when it fails for a reason we can explain, the answer says so instead.
 */
export async function readLogReach(
  question: { hubName?: string; window: TimeWindow },
  deps: { logs: LogSource },
): Promise<ReachAnswer> {
  const ask = {
    name: 'log-reach',
    parameters: { hub: question.hubName ?? '' },
    window: question.window,
    row: ReachRow,
  };
  try {
    const { rows, run } = await runQuery(ask, deps);
    const hubs = (rows[0]?.hubs ?? []).map(hubNameOf).filter(Boolean).sort();
    // A token that ran out is logged with two rows.
    const losses = Math.max(0, (rows[0]?.losses ?? 0) - (rows[0]?.cuts ?? 0));
    return { reach: reachOf(rows[0], run.partial), run, failure: undefined, hubs, losses };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return {
      reach: reachOf(undefined, true),
      run: undefined,
      failure: error.message,
      hubs: [],
      losses: 0,
    };
  }
}

function reachOf(row: z.infer<typeof ReachRow> | undefined, partial: boolean): LogReach {
  const measured = row !== undefined && row.events > 0 ? row : undefined;
  return {
    newestAt: measured?.newestAt,
    lagP50Seconds: measured?.lagP50Seconds,
    lagP95Seconds: measured?.lagP95Seconds,
    partial,
  };
}
