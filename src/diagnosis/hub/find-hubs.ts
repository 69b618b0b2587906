import { z } from 'zod';
import type { LogSource } from '../../ports/log-source';
import type { TimeWindow } from '../../ports/time-window';
import { Count, Text } from '../asking/cells';
import { runQuery } from '../asking/run-query';
import { hubNameOf } from '../device/choose-rows';
import { plainFragment } from '../device/plain-fragment';
import { readDeviceId } from '../device/read-device-id';

const HubRow = z.object({ hubId: Text, events: Count });

/**
 * Names of the hubs that have connection rows in the window, of one device or of any, the busiest
 * first. Throws AppError `device_id_invalid`, and what the log source throws.
 */
export async function findHubs(
  question: { device?: string; window: TimeWindow },
  deps: { logs: LogSource },
): Promise<string[]> {
  const device = question.device === undefined ? '' : readDeviceId(question.device);
  const parameters = { device, fragment: plainFragment(device) };
  const { rows } = await runQuery(
    { name: 'hubs-seen', parameters, window: question.window, row: HubRow },
    deps,
  );
  return [...new Set(rows.map(({ hubId }) => hubNameOf(hubId)).filter((name) => name !== ''))];
}
