/** A hub as a request of Azure Resource Manager names it, and what of it is asked for. */
export interface ArmRequest {
  /** As it was written. */
  resourceId: string;
  subscriptionId: string;
  resourceGroup: string;
  hub: string;
  /** What stands behind the id, in lower case; empty for the hub itself. */
  rest: string;
}

export const armPath = /^GET \/+subscriptions\//i;

/** Undefined for what is no hub. Ids are the same in any case. */
export function readArmPath(path: string): ArmRequest | undefined {
  const groups = hubPath.exec(path)?.groups;
  if (!groups) return undefined;
  const { id = '', subscription = '', group = '', hub = '', rest = '' } = groups;
  return {
    resourceId: id,
    subscriptionId: subscription,
    resourceGroup: group,
    hub,
    rest: rest.toLowerCase(),
  };
}

const hubPath =
  /^(?<id>\/subscriptions\/(?<subscription>[^/]+)\/resourceGroups\/(?<group>[^/]+)\/providers\/Microsoft\.Devices\/IotHubs\/(?<hub>[^/]+))\/?(?<rest>.*?)\/?$/i;
