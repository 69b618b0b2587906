import type { HealthStatus } from '../../ports/health-source';
import type { HubInfo } from '../../ports/hub-info';
import type { TimeWindow } from '../../ports/time-window';
import type { Cause, CauseCount } from '../diagnosis';
import { findBlock } from '../rules/address-filter';
import { type Checked, type HubSurroundings, known } from '../surroundings';
import type { AffectedDevice, AffectedRows } from './affected-rows';
import { classifyDevice, isHarmless } from './classify-device';
import type { Crowd } from './crowd';
import { isCrowdMember } from './crowd-members';
import { findImpairment } from './find-impairment';
import { findMoment, spanAround, timeOfTrouble } from './find-moment';
import { type CrowdVerdict, judgeCrowd } from './judge-crowd';
import { judgeImpaired } from './judge-impaired';
import { readCrowd } from './read-crowd';

/** Why the devices of a hub dropped, each by itself and all together. */
export interface HubCauses {
  /** Most devices first. */
  byCause: CauseCount[];
  /** Devices whose every loss was a token renewal. */
  benignHidden: number;
  /** Devices that dropped or were refused and were not read one by one: there were too many. */
  unread: number;
  /** Those who dropped together; where none did, all that had trouble in the window. */
  crowd: Crowd | undefined;
  /** What the crowd of one moment means; undefined where there was none. */
  crowdVerdict: CrowdVerdict | undefined;
  /** What Resource Health says of the moment, or of the end of the window. */
  impairment: HealthStatus | undefined;
}

export function readHubCauses(
  rows: AffectedRows,
  window: TimeWindow,
  { health, info }: Pick<HubSurroundings, 'health' | 'info'>,
): HubCauses {
  const byCause = countCauses(rows.devices, known(info));
  const members = rows.devices.filter(isCrowdMember);
  const troubled = rows.devices.filter((device) => !isHarmless(classifyDevice(device)));
  const benignHidden = byCause.find(({ cause }) => cause === 'token-renewal')?.devices ?? 0;
  const unread = Math.max(0, rows.affectedTotal - rows.devices.length);
  const together =
    judgeMoment(rows, members, { window, health }) ??
    judgeImpaired(rows, { members, troubled }, { window, health });
  if (together !== undefined) return { byCause, benignHidden, unread, ...together };
  return {
    ...{ byCause, benignHidden, unread },
    crowd: readTroubled(rows, troubled, window),
    crowdVerdict: undefined,
    impairment: findImpairment(health, window.to),
  };
}

/** Undefined where no moment of the window has a crowd of which the reason shows. */
function judgeMoment(
  rows: AffectedRows,
  members: AffectedDevice[],
  { window, health }: { window: TimeWindow; health: Checked<HealthStatus[]> },
) {
  const at = findMoment(members);
  if (at === undefined) return undefined;
  const crowd = readMoment(rows, members, { at, window });
  const impairment = findImpairment(health, at);
  const crowdVerdict = judgeCrowd(crowd, impairment, countMoments(crowd, window));
  return crowdVerdict && { crowd, crowdVerdict, impairment };
}

/** Spans of which the worst was picked; they overlap, which makes about twice as many. */
function countMoments({ from, to }: Crowd, window: TimeWindow): number {
  const spans = (window.to.getTime() - window.from.getTime()) / (to.getTime() - from.getTime());
  return Math.max(1, Math.ceil(spans * 2));
}

/** Who dropped at that moment; who had other trouble in the window counts among the others. */
function readMoment(
  rows: AffectedRows,
  members: AffectedDevice[],
  { at, window }: { at: Date; window: TimeWindow },
): Crowd {
  const span = spanAround(at);
  const then = members.filter((device) => {
    const time = timeOfTrouble(device);
    return time !== undefined && time >= span.from && time <= span.to;
  });
  const hardThen = then.filter(({ hard }) => hard > 0).length;
  const hard = rows.devices.reduce((sum, device) => sum + device.hard, 0);
  return readCrowd({ ...rows, hardOutside: hard - hardThen }, { at, span, window }, then);
}

/** No moment stands out: then their common place is not a place that went dark. */
function readTroubled(
  rows: AffectedRows,
  troubled: AffectedDevice[],
  window: TimeWindow,
): Crowd | undefined {
  if (troubled.length === 0) return undefined;
  const crowd = readCrowd(rows, { at: window.to, span: window, window }, troubled);
  return { ...crowd, site: undefined };
}

function countCauses(devices: AffectedDevice[], hub: HubInfo | undefined): CauseCount[] {
  const counts = new Map<Cause, CauseCount>();
  for (const device of devices) {
    const cause = classifyOnHub(device, hub);
    const before = counts.get(cause) ?? { cause, devices: 0, disconnects: 0 };
    counts.set(cause, {
      cause,
      devices: before.devices + 1,
      disconnects: before.disconnects + device.disconnects,
    });
  }
  return [...counts.values()].sort((a, b) => b.devices - a.devices || (a.cause < b.cause ? -1 : 1));
}

/** To an address that its settings keep out, the hub answers as if the credential were wrong. */
function classifyOnHub(device: AffectedDevice, hub: HubInfo | undefined): Cause {
  const cause = classifyDevice(device);
  const isKeptOut = cause === 'credential-rejected' && hub && findBlock(hub, device.address);
  return isKeptOut ? 'network-refused' : cause;
}
