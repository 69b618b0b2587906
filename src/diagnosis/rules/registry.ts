import type { DeviceTwin } from '../../ports/device-registry';
import { hubNameOf } from '../device/choose-rows';
import type { DeviceFacts } from '../device/device-facts';
import { known } from '../surroundings';

export type RegistryWord = 'enabled' | 'disabled' | 'missing';

/** What the registry says of the device; undefined where it is not known, or is of another hub. */
export function readRegistry(facts: DeviceFacts): RegistryWord | undefined {
  if (facts.surroundings.twin.state !== 'known') return undefined;
  const twin = twinOf(facts);
  if (twin === undefined)
    return known(facts.surroundings.twin) === undefined ? 'missing' : undefined;
  return twin.status;
}

/** The twin, where it is on the hub that the rows are of: an id can exist on several. */
export function twinOf(facts: DeviceFacts): DeviceTwin | undefined {
  const twin = known(facts.surroundings.twin);
  const hub = hubNameOf(facts.rows[0]?.hubId ?? '');
  if (twin === undefined || hub === '' || twin.hubName === '') return twin;
  return twin.hubName.toLowerCase() === hub ? twin : undefined;
}
