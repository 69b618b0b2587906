import type { AffectedDevice } from './affected-rows';
import type { FactorName } from './crowd';

/** What a device has of each factor; empty where the rows do not tell. */
export function traitsOf(device: AffectedDevice): Record<FactorName, string[]> {
  const { address, sdk, protocol, authType, hub, idPrefix } = device;
  return {
    address: known(address),
    sdk: known(sdk),
    protocol: known(protocol),
    authType: known(authType),
    hub: known(hub),
    idPrefix: known(idPrefix),
    code: [...new Set([...device.codes, ...device.refusedCodes])].filter(Boolean).sort(),
  };
}

function known(value: string): string[] {
  return value === '' ? [] : [value];
}
