import records from './cloud-links.json';

export type LinkedCloud = keyof typeof records;

/** Where people look things up in one Azure cloud. */
export interface CloudLinks {
  name: string;
  /** Without a trailing slash. */
  portal: string;
  /** The documents of IoT Hub, with a trailing slash. */
  docs: string;
  status: string;
  /** What host names of hubs end with, without a leading dot. */
  hubSuffix: string;
}

export const cloudLinks: Readonly<Record<LinkedCloud, CloudLinks>> = records;

/** The cloud of a hub by its host name, such as `contoso-hub.azure-devices.cn`. */
export function findCloudOfHost(hostName: string): LinkedCloud | undefined {
  const host = hostName.trim().toLowerCase();
  const clouds = Object.entries(cloudLinks) as [LinkedCloud, CloudLinks][];
  return clouds.find(([, { hubSuffix }]) => host.endsWith(`.${hubSuffix}`))?.[0];
}

/** The same document for readers of another cloud; documents of other places stay as they are. */
export function docFor(cloud: LinkedCloud, url: string): string {
  const { docs } = cloudLinks.public;
  return url.startsWith(docs) ? cloudLinks[cloud].docs + url.slice(docs.length) : url;
}
