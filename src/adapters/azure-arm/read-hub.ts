import { z } from 'zod';
import type { Hub } from '../../ports/hub';
import type { HubInfo } from '../../ports/hub-info';
import { readBody, word } from './read-body';
import { IpRules, readIpRules } from './read-ip-rules';

/** Reads the body of `GET {resourceId}` of Microsoft.Devices/IotHubs, or throws `arm_unreadable`. */
export function readHub(body: unknown, hub: Hub): HubInfo {
  const { name, location, sku, properties } = readBody('an IoT hub', HubBody, body);
  return {
    name: name ?? hub.name,
    sku: sku.name,
    units: sku.capacity,
    state: properties.state || undefined,
    location: location ?? '',
    publicAccess: properties.publicNetworkAccess ?? 'enabled',
    ...readIpRules(properties),
    localAuth: properties.disableLocalAuth ? 'disabled' : 'enabled',
  };
}

const HubBody = z.object({
  name: z.string().nullish(),
  location: z.string().nullish(),
  sku: z.object({ name: z.string().min(1), capacity: z.number() }),
  properties: z.object({
    state: z.string().nullish(),
    publicNetworkAccess: word(['enabled', 'disabled']).nullish(),
    disableLocalAuth: z.boolean().nullish(),
    ...IpRules.shape,
  }),
});
