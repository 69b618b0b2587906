import type { Clock } from '../../ports/clock';
import type { HubDirectory } from '../../ports/hub';
import type { LogSource } from '../../ports/log-source';
import { readLogReach } from '../asking/log-reach';
import { type QueryAnswer, runQuery } from '../asking/run-query';
import { askSurroundings, type Inquiry, type SurroundingSources } from '../checks/ask-surroundings';
import { chooseHubs } from '../checks/choose-hubs';
import { concludeSoon, type SoonAndLater } from '../checks/conclude-soon';
import { askDeviceCrowd } from '../crowd/ask-device-crowd';
import type { Diagnosis } from '../diagnosis';
import { logsAlone, type Surroundings } from '../surroundings';
import { chooseHub } from './choose-rows';
import { concludeDevice, type DeviceEvidence } from './conclude-device';
import { ConnectionRow } from './connection-row';
import { type DeviceQuestion, mostRows } from './device-question';
import { plainFragment } from './plain-fragment';
import { readDeviceId } from './read-device-id';
import { askSimilarDevices } from './similar-devices';

export type { DeviceQuestion } from './device-question';

export interface DiagnoseDeps {
  logs: LogSource;
  clock: Clock;
  /** Absent where only the logs are asked. */
  sources?: SurroundingSources & { hubs: HubDirectory };
}

/**
 * Why did this device disconnect? Three queries: its rows, how far the logs reach, and whether
 * others dropped at that moment; a fourth where they did. For a device without rows, ids like its own. Beside them registry,
 * hub, health and metrics are asked. Throws AppError `device_id_invalid`, and what the log source
 * throws, `logs_table_missing` among it.
 */
export async function diagnoseDevice(
  question: DeviceQuestion,
  deps: DiagnoseDeps,
): Promise<Diagnosis> {
  const { soon, later } = await diagnoseDeviceSoon(question, deps);
  return (await later) ?? soon;
}

/** The same, without waiting for slow sources beside the logs. */
export async function diagnoseDeviceSoon(
  question: DeviceQuestion,
  deps: DiagnoseDeps,
): Promise<SoonAndLater<Diagnosis>> {
  const asked = { ...question, device: readDeviceId(question.device) };
  const began = deps.clock.now();
  const early = inquire(asked, [], deps, true);
  const [answer, reach] = await Promise.all([askRows(asked, deps), readLogReach(asked, deps)]);
  const hub = chooseHub(answer.rows, asked).name;
  const inquiry = early ?? inquire(asked, hub === '' ? reach.hubs : [hub], deps, false);
  const [crowd, similar] = await Promise.all([
    answer.rows.length > 0 ? askDeviceCrowd(asked, { rows: answer.rows, reach }, deps) : undefined,
    answer.rows.length === 0 ? askSimilarDevices(asked, deps) : undefined,
  ]);
  const evidence: DeviceEvidence = { question: asked, answer, reach, crowd, similar };
  return concludeSoon(inquiry, { began, clock: deps.clock }, (around = logsAlone) =>
    concludeDevice(evidence, around, deps.clock.now()),
  );
}

/** `early`: before the rows tell the hub, and only where that is known without them. */
function inquire(
  { device, hubName, preferredHub, window }: DeviceQuestion,
  inLogs: string[],
  { sources }: DiagnoseDeps,
  early: boolean,
): Inquiry<Surroundings> | undefined {
  if (sources === undefined) return undefined;
  const named = hubName ?? (early || inLogs.length === 0 ? preferredHub : undefined);
  const known = inLogs.length === 1 ? inLogs[0] : undefined;
  const hubs = chooseHubs({ hubName: named ?? known, inLogs }, sources.hubs);
  if (early && (hubs.length !== 1 || hubName === undefined)) return undefined;
  return askSurroundings(device, hubs, window, sources);
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
