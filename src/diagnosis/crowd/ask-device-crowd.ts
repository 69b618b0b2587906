import type { Clock } from '../../ports/clock';
import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { isAppError } from '../../shared/app-error';
import type { ReachAnswer } from '../asking/log-reach';
import { chooseMoment } from '../device/choose-moment';
import { chooseHub, chooseOwnRows } from '../device/choose-rows';
import type { ConnectionRow } from '../device/connection-row';
import { gatherDeviceFacts } from '../device/device-facts';
import type { DeviceQuestion } from '../device/device-question';
import type { QueryRun } from '../diagnosis';
import { askCrowd } from './ask-crowd';
import { askLost } from './ask-lost';
import type { Crowd } from './crowd';
import { spanAround } from './find-moment';
import { poissonAtLeast } from './fisher';
import { fewestInCrowd } from './judge-crowd';

export interface DeviceCrowd {
  crowd: Crowd | undefined;
  runs: QueryRun[];
  /** A sentence, where the others could not be asked about. */
  failure: string | undefined;
}

/** What chance gives once in a hundred moments is looked at more closely. */
const leastUnlikely = 0.01;
/** In a shorter window a crowd would make itself look usual. */
const fewestSpans = 10;

/**
 * Who else dropped when this device did; undefined where its rows show no moment to look at. One
 * query, and a second where others dropped. This is side work: when it fails for a reason we can
 * explain, the answer says so instead.
 */
export async function askDeviceCrowd(
  question: DeviceQuestion,
  { rows, reach }: { rows: ConnectionRow[]; reach: ReachAnswer },
  deps: { logs: LogSource; clock: Clock },
): Promise<DeviceCrowd | undefined> {
  const { device, window } = question;
  const hub = chooseHub(rows, question);
  const own = chooseOwnRows(hub.rows).rows;
  const at = chooseMoment(gatherDeviceFacts(device, window, own, true));
  if (at === undefined) return undefined;
  const moment = { hubName: hub.name, at, usual: usualAround(at, window, reach) };
  const runs: QueryRun[] = [];
  try {
    const lost = await askLost(moment, deps);
    runs.push(lost.run);
    if (!isWorthALook(lost.crowd)) {
      return { crowd: lost.crowd, runs, failure: undefined };
    }
    const { crowd, run } = await askCrowd(moment, deps);
    return { crowd, runs: [...runs, run], failure: undefined };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const failure = `Whether others dropped at the same time could not be asked: ${error.message}`;
    return { crowd: undefined, runs, failure };
  }
}

function isWorthALook({ affected, usual }: Crowd): boolean {
  return affected >= fewestInCrowd && poissonAtLeast(affected, usual) < leastUnlikely;
}

/** How many losses a span of that length sees on average; 0, which asks for a closer look, where nobody knows. */
function usualAround(at: Date, window: TimeWindow, { hubs, losses }: ReachAnswer): number {
  const span = spanAround(at);
  const spans =
    (window.to.getTime() - window.from.getTime()) / (span.to.getTime() - span.from.getTime());
  return hubs.length === 1 && spans >= fewestSpans ? losses / spans : 0;
}
