import { BlockList, isIP } from 'node:net';
import type { HubInfo } from '../../ports/hub-info';

/**
 * What the hub's IP filter does to a masked address such as `81.24.7.XXX`: the first rule that holds
 * it decides. Undefined where a rule holds only a part of it, or the address is not known.
 */
export function filterAddress(
  hub: Pick<HubInfo, 'ipRules' | 'otherAddresses'>,
  maskedAddress: string,
): 'accept' | 'reject' | undefined {
  const block = readBlock(maskedAddress);
  if (block === undefined) return undefined;
  const partly: string[] = [];
  let answer = hub.otherAddresses;
  for (const { action, mask } of hub.ipRules) {
    const held = countHeld(block, mask);
    if (held === 'some') partly.push(action);
    if (held !== 'all') continue;
    answer = action;
    break;
  }
  return partly.every((action) => action === answer) ? answer : undefined;
}

/** Addresses of private networks reach a hub over a private endpoint, whatever its public side allows. */
export function isPrivateAddress(maskedAddress: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(maskedAddress);
}

/** Half a sentence about the setting that keeps the address out; undefined where none surely does. */
export function findBlock(hub: HubInfo, address: string): string | undefined {
  if (isPrivateAddress(address)) return undefined;
  if (hub.publicAccess === 'disabled') return 'public network access of the hub is off';
  if (address !== '' && filterAddress(hub, address) === 'reject') {
    return `the IP filter of the hub rejects ${address}`;
  }
  const acceptsSome = hub.ipRules.some(({ action }) => action === 'accept');
  return address === '' && hub.otherAddresses === 'reject' && !acceptsSome
    ? 'the IP filter of the hub rejects every address'
    : undefined;
}

/** First and last address of what the mask leaves open. */
function readBlock(maskedAddress: string): [string, string] | undefined {
  const groups = /^(?<start>(?:\d{1,3}\.){3})(?<end>\d{1,3}|x{1,3}|\*)$/i.exec(
    maskedAddress,
  )?.groups;
  if (groups === undefined) return undefined;
  const { start = '', end = '' } = groups;
  const block: [string, string] = /^\d/.test(end)
    ? [`${start}${end}`, `${start}${end}`]
    : [`${start}0`, `${start}255`];
  return isIP(block[0]) === 4 ? block : undefined;
}

function countHeld([first, last]: [string, string], mask: string): 'all' | 'some' | 'none' {
  const [address = '', bits = '32'] = mask.split('/');
  const prefix = Number(bits);
  if (isIP(address) !== 4 || !/^\d{1,2}$/.test(bits) || prefix > 32) return 'none';
  const list = new BlockList();
  list.addSubnet(address, prefix, 'ipv4');
  if (list.check(first) && list.check(last)) return 'all';
  return sharesStart(first, address, Math.min(prefix, 24)) ? 'some' : 'none';
}

function sharesStart(block: string, address: string, prefix: number): boolean {
  const list = new BlockList();
  list.addSubnet(address, prefix, 'ipv4');
  return list.check(block);
}
