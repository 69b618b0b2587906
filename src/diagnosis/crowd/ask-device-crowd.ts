import type { Clock } from '../../ports/clock';
import type { LogSource } from '../../ports/log-source';
import { isAppError } from '../../shared/app-error';
import { chooseMoment } from '../choose-moment';
import { chooseHub, chooseOwnRows } from '../choose-rows';
import type { ConnectionRow } from '../connection-row';
import { gatherDeviceFacts } from '../device-facts';
import type { DeviceQuestion } from '../device-question';
import type { QueryRun } from '../diagnosis';
import { askCrowd } from './ask-crowd';
import { askLost } from './ask-lost';
import type { Crowd } from './crowd';

export interface DeviceCrowd {
  crowd: Crowd | undefined;
  runs: QueryRun[];
  /** A sentence, where the others could not be asked about. */
  failure: string | undefined;
}

/** With fewer there is no crowd to be told from chance. */
const fewestInCrowd = 3;

/**
 * Who else dropped when this device did; undefined where its rows show no moment to look at. One
 * query, and a second where others dropped. This is side work: when it fails for a reason we can
 * explain, the answer says so instead.
 */
export async function askDeviceCrowd(
  question: DeviceQuestion,
  rows: ConnectionRow[],
  deps: { logs: LogSource; clock: Clock },
): Promise<DeviceCrowd | undefined> {
  const { device, window } = question;
  const hub = chooseHub(rows, question);
  const own = chooseOwnRows(hub.rows).rows;
  const at = chooseMoment(gatherDeviceFacts(device, window, own, true));
  if (at === undefined) return undefined;
  const moment = { hubName: hub.name, at };
  const runs: QueryRun[] = [];
  try {
    const lost = await askLost(moment, deps);
    runs.push(lost.run);
    if (lost.crowd.affected < fewestInCrowd) {
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
