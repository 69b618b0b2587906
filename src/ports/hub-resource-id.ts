import { AppError } from '../shared/app-error';
import type { Hub } from './hub';

/**
 * The ARM id of a hub, fit to be put into an address as it is. Throws AppError `hub_unidentified`
 * where nobody told it, or where it could lead anywhere else.
 */
export function readHubResourceId({ name, resourceId }: Hub): string {
  if (resourceId !== undefined && hubResourceId.test(resourceId)) return resourceId;
  throw new AppError(
    'hub_unidentified',
    resourceId === undefined
      ? `Where the hub ${name} stands in Azure is not known. List its resource id in IOT_HUB_RESOURCE_IDS.`
      : `The resource id of the hub ${name} is not the ARM id of an IoT hub. Check IOT_HUB_RESOURCE_IDS.`,
  );
}

/** A resource group may have letters of any language, and never ends with a dot. */
const hubResourceId =
  /^\/subscriptions\/[\w-]+\/resourceGroups\/[\p{L}\p{N}_.()-]*[\p{L}\p{N}_()-]\/providers\/Microsoft\.Devices\/IotHubs\/[a-z0-9][a-z0-9-]*$/iu;
