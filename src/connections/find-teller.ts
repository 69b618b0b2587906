import type { DeviceRecord } from '../ports/connection-ledger';
import type { DeviceKey } from '../ports/device-event';
import type { GoneDevice, IncidentBook } from '../ports/incident-book';

export type Tellers = Pick<IncidentBook, 'listKeysOf' | 'listMembers'>;

const newestAsked = 5;

/** The open incident that tells of a device as away or flapping, as the device's record would say it. */
export async function findTeller(
  key: DeviceKey,
  incidents: Tellers,
): Promise<Pick<DeviceRecord, 'incident' | 'told'> | undefined> {
  for (const incident of await incidents.listKeysOf(key.device, key.hub, newestAsked)) {
    const what = await findMember(incident, key, incidents);
    if (what === 'away') return { incident, told: 'gone' };
    if (what === 'flapping') return { incident, told: 'flapping' };
  }
  return undefined;
}

async function findMember(
  incident: string,
  { device, module }: DeviceKey,
  incidents: Tellers,
): Promise<GoneDevice['what'] | undefined> {
  let seen = 0;
  for (let page = 1; ; page++) {
    const { total, members } = await incidents.listMembers(incident, page);
    const member = members.find((each) => each.device === device && each.module === module);
    seen += members.length;
    if (member !== undefined || members.length === 0 || seen >= total) return member?.what;
  }
}
