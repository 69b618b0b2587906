import type { DeviceFacts } from '../device/device-facts';
import type { Crowd } from './crowd';
import { reachMs } from './find-moment';
import { isHubFaultCode } from './hub-fault-codes';
import { idPrefixOf } from './id-prefix';

/** Left by a network or a hub that fails; whatever else a row names is a reason of its own. */
const lostCodes = ['', '404104', '409002'];

/** Whether what happened to this device at that moment can be what happened to the crowd. */
export function isInCrowd(facts: DeviceFacts, crowd: Crowd): boolean {
  return isAtPlace(facts, crowd) && droppedAlike(facts, crowd);
}

function isAtPlace({ rows, device }: DeviceFacts, { site, at }: Crowd): boolean {
  if (site === undefined) return true;
  if (site.factor === 'idPrefix') return site.values.includes(idPrefixOf(device));
  const placed = rows.filter((row) => row.maskedIpAddress !== '');
  const loss = placed.findLast((row) => row.event === 'disconnect' && isNear(row.at, at));
  const address = (loss ?? placed.findLast((row) => row.at <= at))?.maskedIpAddress;
  return address === undefined || site.values.includes(address);
}

function droppedAlike({ drops, refused }: DeviceFacts, { at }: Crowd): boolean {
  const hasLoss = drops.some(({ at: lostAt, faults, closes }) => {
    const isErroneous = closes.some(({ code, name }) => code !== '' || name !== '');
    return isNear(lostAt, at) && isErroneous && faults.every(isOfCrowd);
  });
  return hasLoss || refused.some((row) => isNear(row.at, at) && isHubFaultCode(row.fault));
}

function isNear(time: Date, at: Date): boolean {
  return Math.abs(time.getTime() - at.getTime()) <= reachMs;
}

function isOfCrowd(fault: string): boolean {
  return lostCodes.includes(fault) || isHubFaultCode(fault) || isOfStorm(fault);
}

/** A crowd that returns at once is throttled for a while. */
function isOfStorm(fault: string): boolean {
  return fault.startsWith('429');
}
