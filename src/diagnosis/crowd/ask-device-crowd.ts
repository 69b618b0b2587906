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
import type { Crowd } from './crowd';

export interface DeviceCrowd {
  crowd: Crowd | undefined;
  run: QueryRun | undefined;
  /** A sentence, where the others could not be asked about. */
  failure: string | undefined;
}

/**
 * Who else dropped when this device did; undefined where its rows show no moment to look at. One
 * query. This is side work: when it fails for a reason we can explain, the answer says so instead.
 */
export async function askDeviceCrowd(
  { device, preferredHub, window }: DeviceQuestion,
  rows: ConnectionRow[],
  deps: { logs: LogSource; clock: Clock },
): Promise<DeviceCrowd | undefined> {
  const hub = chooseHub(rows, preferredHub);
  const own = chooseOwnRows(hub.rows).rows;
  const at = chooseMoment(gatherDeviceFacts(device, window, own, true));
  if (at === undefined) return undefined;
  try {
    return { ...(await askCrowd({ hubName: hub.name, at }, deps)), failure: undefined };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const failure = `Whether others dropped at the same time could not be asked: ${error.message}`;
    return { crowd: undefined, run: undefined, failure };
  }
}
