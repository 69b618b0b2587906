import type { DeviceFacts } from '../device/device-facts';
import { sortDrops } from '../device/sort-drops';
import { adviseNetworkRefused } from '../steps/network-refused-steps';
import { known } from '../surroundings';
import { findBlock } from './address-filter';
import { readDeviceDisabled } from './device-disabled';
import { readDeviceNotRegistered } from './device-not-registered';
import type { Finding } from './rule';

/** Why a device without rows cannot be connected, where registry or hub say so without any row. */
export function explainAbsence(facts: DeviceFacts): Finding | undefined {
  const drops = sortDrops(facts);
  const results = [readDeviceDisabled(facts, drops), readDeviceNotRegistered(facts, drops)];
  const fitting = results.find((result) => result.kind === 'fits');
  return fitting ?? explainByNetwork(facts);
}

/** Only a setting that shuts everybody out says something about an address that was never seen. */
function explainByNetwork(facts: DeviceFacts): Finding | undefined {
  const hub = known(facts.surroundings.info);
  const block = hub && findBlock(hub, '');
  if (block === undefined || known(facts.surroundings.twin)?.connectionState === 'Connected') {
    return undefined;
  }
  return {
    cause: 'network-refused',
    benign: false,
    confidence: 'low',
    confidenceReason: `${block}, but no row shows the device trying, and a private endpoint would let it in`,
    why: `The hub lets nobody in from the public network: ${block}; no row of the device is in the window.`,
    inferred: [
      'Network refused: who is shut out leaves no connection row. Rule: the settings of the hub.',
    ],
    unknowable: ['Whether the device tried to connect, and from where: no row of it is there.'],
    steps: adviseNetworkRefused(facts),
  };
}
