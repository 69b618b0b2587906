import { readDeviceId } from '../diagnosis/device/read-device-id';
import type { Diagnosis } from '../diagnosis/diagnosis';
import type { DeviceRegistry } from '../ports/device-registry';
import type { HubDirectory } from '../ports/hub';
import type { TimeWindow } from '../ports/time-window';
import type { ChecklistReport } from '../reports/report';
import type { ReportContext } from '../reports/report-context';
import type { Logger } from '../shared/logger';
import { findDeviceTwin, requireHub } from './find-device-twin';
import { settle } from './outcome';
import { reportChecklist } from './report-checklist';

export interface CheckQuestion {
  device: string;
  hubName?: string;
  window: TimeWindow;
}

export interface CheckDeps {
  diagnose(question: CheckQuestion): Promise<Diagnosis>;
  registry: DeviceRegistry;
  hubs: HubDirectory;
  context(): ReportContext;
  /** Absent in the terminal, where the report says it all. */
  log?: Logger;
}

/**
 * The fallback checklist of one device. The registry and the logs are asked side by side; one that
 * cannot be asked leaves its items open and says why. Throws AppError `device_id_invalid` and
 * `hub_unknown`, when there is nothing to ask.
 */
export async function checkDevice(
  question: CheckQuestion,
  deps: CheckDeps,
): Promise<ChecklistReport> {
  const device = readDeviceId(question.device);
  const { hubName } = question;
  if (hubName !== undefined) requireHub(hubName, deps.hubs);
  const diagnosing = deps.diagnose({ ...question, device });
  const hubInLogs = async () => (await diagnosing).hub;
  const [diagnosis, twin] = await Promise.all([
    settle(diagnosing, 'logs', deps),
    settle(findDeviceTwin(device, hubName, hubInLogs, deps), 'registry', deps),
  ]);
  return reportChecklist({ device, hubName, window: question.window, diagnosis, twin }, deps);
}
