import type { Cause } from '../diagnosis';
import type { AffectedDevice } from './affected-rows';
import { classifyDevice, isTokenCut } from './classify-device';
import { isHubFaultCode } from './hub-fault-codes';

/** What a failing site or hub does to a device; a renewal, a refusal or a goodbye has its own reason. */
const crowdCauses: readonly Cause[] = ['connection-lost', 'hub-fault', 'undetermined'];

/** Whether the drop of a device may belong to something that happened to many at once. */
export function isCrowdMember(device: AffectedDevice): boolean {
  if (device.drops === 0) return isRefusedByFault(device);
  if (device.codes.every((code) => code === '') || isTokenCut(device)) return false;
  return crowdCauses.includes(classifyDevice(withoutStorm(device)));
}

/** Got an error of the hub in the span, on a drop or on a connect. */
export function hasHubFault({ codes, refusedCodes }: AffectedDevice): boolean {
  return [...codes, ...refusedCodes].some(isHubFaultCode);
}

/** A device that a failing hub refuses has no connection that could drop. */
function isRefusedByFault({ refusedCodes }: AffectedDevice): boolean {
  return refusedCodes.some(isHubFaultCode);
}

/** A crowd that returns at once is throttled for a while: that is not why it dropped. */
function withoutStorm(device: AffectedDevice): AffectedDevice {
  return { ...device, refusedCodes: device.refusedCodes.filter((code) => !code.startsWith('429')) };
}
