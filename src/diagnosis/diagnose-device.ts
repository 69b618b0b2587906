import type { Clock } from '../ports/clock';
import type { LogSource } from '../ports/log-source';
import type { TimeWindow } from '../ports/time-window';
import { ConnectionRow } from './connection-row';
import { describeReach } from './describe-reach';
import { diagnoseRows, type RowDiagnosis } from './diagnose-rows';
import type { Diagnosis } from './diagnosis';
import { readLogReach } from './log-reach';
import { findNoDeviceEvidence } from './no-evidence';
import { joinPartialReasons } from './partial-reasons';
import { plainFragment } from './plain-fragment';
import { qualifyPartial } from './qualify-partial';
import { readDeviceId } from './read-device-id';
import { type QueryAnswer, runQuery } from './run-query';
import { askSimilarDevices, findSimilarDevices } from './similar-devices';
import { chooseBinSeconds } from './timeline';

export interface DeviceQuestion {
  device: string;
  /** All hubs of the workspace when absent. */
  hubName?: string;
  /** Where no hub is named and several have the device: the one that is meant, if it is among them. */
  preferredHub?: string;
  window: TimeWindow;
}

/** Newest rows that are read; a device that needs more than these is told by far fewer. */
const mostRows = 10_000;

/**
 * Why did this device disconnect? Two queries, and a third when the device has no rows. Throws
 * AppError `device_id_invalid`, and what the log source throws, `logs_table_missing` among it.
 */
export async function diagnoseDevice(
  question: DeviceQuestion,
  deps: { logs: LogSource; clock: Clock },
): Promise<Diagnosis> {
  const asked = { ...question, device: readDeviceId(question.device) };
  const [answer, reach] = await Promise.all([askRows(asked, deps), readLogReach(asked, deps)]);
  const similar = answer.rows.length === 0 ? await askSimilarDevices(asked, deps) : undefined;
  const similarDevices = findSimilarDevices(
    asked.device,
    similar?.rows.map((row) => row.device) ?? [],
  );
  const capped = answer.rows.length > mostRows;
  const own = capped ? [sayCapped()] : [];
  const reason = joinPartialReasons([answer.run], own);
  const verdict =
    answer.rows.length === 0
      ? diagnoseNothing(asked, similarDevices, reason === undefined)
      : diagnoseRows({ ...asked, complete: reason === undefined }, answer.rows.slice(0, mostRows));
  const lateRows = describeReach(reach, asked.window, deps.clock.now());
  const diagnosis = {
    ...verdict,
    hub: verdict.hub || (asked.hubName ?? ''),
    unknowable: [...verdict.unknowable, ...lateRows],
    similarDevices,
    queries: [answer.run, reach.run, similar?.run].filter((run) => run !== undefined),
    logs: reach.reach,
  };
  return qualifyPartial(diagnosis, reason);
}

function sayCapped(): string {
  return `Only the newest ${mostRows.toLocaleString('en-US')} rows were read.`;
}

async function askRows(
  { device, hubName, window }: DeviceQuestion,
  deps: { logs: LogSource },
): Promise<QueryAnswer<ConnectionRow>> {
  const parameters = {
    device,
    fragment: plainFragment(device),
    hub: hubName ?? '',
    cap: mostRows + 1,
  };
  return await runQuery(
    { name: 'device-connections', parameters, window, row: ConnectionRow },
    deps,
  );
}

function diagnoseNothing(
  { device, hubName, window }: DeviceQuestion,
  similar: string[],
  complete: boolean,
): RowDiagnosis {
  const { cause, benign, confidence, confidenceReason, why, inferred, unknowable, steps } =
    findNoDeviceEvidence(device, { similar, hubName, complete });
  return {
    ...{ device, hub: hubName ?? '', hubResourceId: undefined, window },
    ...{ cause, benign, confidence, confidenceReason, why, inferred, unknowable },
    ...{
      disconnects: 0,
      losses: 0,
      connects: 0,
      connectedAtEnd: undefined,
      firstAt: undefined,
      lastAt: undefined,
    },
    codes: [],
    timeline: { binSeconds: chooseBinSeconds(window), bins: [] },
    sdk: undefined,
    protocol: undefined,
    seen: [
      `No connection row of ${device} in the ${complete ? 'window' : 'rows that came back'} (query device-connections).`,
    ],
    steps,
    alternatives: [],
  };
}
