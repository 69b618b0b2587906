import { reachMs } from '../crowd/find-moment';
import type { Cause } from '../diagnosis';
import { readConnectionLost } from './connection-lost';
import { readCredentialRejected } from './credential-rejected';
import { readDeviceDisabled } from './device-disabled';
import { readDeviceNotRegistered } from './device-not-registered';
import { readDuplicateIdentity } from './duplicate-identity';
import { readGracefulClose } from './graceful-close';
import { readHubFault } from './hub-fault';
import { readHubFaultRows } from './hub-fault-rows';
import { readNetworkRefused } from './network-refused';
import { readNoDisconnects } from './no-disconnects';
import { readPlatformUpgrade } from './platform-upgrade';
import { readQuotaExceeded } from './quota-exceeded';
import type { DeviceRule } from './rule';
import { readSiteOutage } from './site-outage';
import { readThrottled } from './throttled';
import { readTokenRenewal } from './token-renewal';

/**
 * All rules about one device, gravest first. A rule that explains why the device is away at the end
 * of the window (`now`) goes before all that do not; among equals, the first in this list wins.
 *
 * First comes what keeps a device out until a person acts, with the registry, which knows more than
 * rows do, before all; then what is wrong with many, since it explains the one; then what passes by
 * itself, and gives way to plain losses where those are more; last what needs nobody. Losses that no
 * rule explains are said to be undetermined before anything harmless is: the harmless rules refuse
 * to fit beside them.
 */
export const deviceRules: readonly DeviceRule[] = [
  readDeviceDisabled,
  readDeviceNotRegistered,
  readNetworkRefused,
  readCredentialRejected,
  readQuotaExceeded,
  ofCrowd(readSiteOutage),
  ofCrowd(readHubFault),
  readDuplicateIdentity,
  readThrottled,
  readHubFaultRows,
  readConnectionLost,
  readPlatformUpgrade,
  readNoDisconnects,
  readTokenRenewal,
  readGracefulClose,
];

/** What the crowd tells holds for now, where the loss from which the device is not back is of its moment. */
function ofCrowd(rule: DeviceRule): DeviceRule {
  return (facts, drops) => {
    const result = rule(facts, drops);
    const { open } = drops;
    if (result.kind !== 'fits' || open === undefined || facts.crowd === undefined) return result;
    const apart = Math.abs(open.at.getTime() - facts.crowd.at.getTime());
    return { ...result, now: apart <= reachMs && sharedCauses.includes(open.cause) };
  };
}

const sharedCauses: readonly Cause[] = [
  'connection-lost',
  'hub-fault',
  'throttled',
  'undetermined',
];
