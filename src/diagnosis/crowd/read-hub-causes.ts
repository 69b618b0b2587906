import type { HealthStatus } from '../../ports/health-source';
import type { TimeWindow } from '../../ports/time-window';
import type { Cause, CauseCount } from '../diagnosis';
import type { Checked } from '../surroundings';
import type { AffectedDevice, AffectedRows } from './affected-rows';
import { classifyDevice } from './classify-device';
import type { Crowd } from './crowd';
import { isCrowdMember } from './crowd-members';
import { findImpairment } from './find-impairment';
import { findMoment, spanAround } from './find-moment';
import { type CrowdVerdict, judgeCrowd } from './judge-crowd';
import { readCrowd } from './read-crowd';

/** Why the devices of a hub dropped, each by itself and all together. */
export interface HubCauses {
  /** Most devices first. */
  byCause: CauseCount[];
  /** Devices whose every loss was a token renewal. */
  benignHidden: number;
  /** Those who dropped together; where none did, all that had trouble in the window. */
  crowd: Crowd | undefined;
  /** What the crowd of one moment means; undefined where there was none. */
  crowdVerdict: CrowdVerdict | undefined;
  /** What Resource Health says of the moment, or of the end of the window. */
  impairment: HealthStatus | undefined;
}

/** Nothing that a person would have to look at. */
const harmless: readonly Cause[] = ['token-renewal', 'graceful-close'];

export function readHubCauses(
  rows: AffectedRows,
  window: TimeWindow,
  health: Checked<HealthStatus[]>,
): HubCauses {
  const byCause = countCauses(rows.devices);
  const at = findMoment(rows.devices);
  const moment = at && readMoment(rows, at, window);
  const impairment = findImpairment(health, at ?? window.to);
  const crowdVerdict = judgeCrowd(moment, impairment);
  return {
    byCause,
    benignHidden: byCause.find(({ cause }) => cause === 'token-renewal')?.devices ?? 0,
    crowd: crowdVerdict === undefined ? readTroubled(rows, window) : moment,
    crowdVerdict,
    impairment,
  };
}

/** Who dropped at that moment; who had other trouble in the window counts among the others. */
function readMoment(rows: AffectedRows, at: Date, window: TimeWindow): Crowd {
  const span = spanAround(at);
  const isThen = (device: AffectedDevice) => {
    const time = device.hardAt ?? device.refusedAt;
    return isCrowdMember(device) && time !== undefined && time >= span.from && time <= span.to;
  };
  const outside = rows.devices.filter((device) => isCrowdMember(device) && !isThen(device)).length;
  return readCrowd({ ...rows, hardOutside: outside }, { at, span, window }, isThen);
}

function readTroubled(rows: AffectedRows, window: TimeWindow): Crowd | undefined {
  const isTroubled = (device: AffectedDevice) => !harmless.includes(classifyDevice(device));
  if (!rows.devices.some(isTroubled)) return undefined;
  return readCrowd(rows, { at: window.to, span: window, window }, isTroubled);
}

function countCauses(devices: AffectedDevice[]): CauseCount[] {
  const counts = new Map<Cause, CauseCount>();
  for (const device of devices) {
    const cause = classifyDevice(device);
    const known = counts.get(cause) ?? { cause, devices: 0, disconnects: 0 };
    counts.set(cause, {
      cause,
      devices: known.devices + 1,
      disconnects: known.disconnects + device.disconnects,
    });
  }
  return [...counts.values()].sort((a, b) => b.devices - a.devices || (a.cause < b.cause ? -1 : 1));
}
