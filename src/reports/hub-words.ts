import type { HubSummary } from '../diagnosis/diagnosis';
import { sayLeast, sayPart } from './say-least';
import { sayNumber, sayShare, sayTimes } from './words';

/**
 * How much happened, in one line: devices that are away where there are some; else how often devices
 * dropped and how much of that was over within a minute, for a renewal is no outage.
 */
export function sayScale(s: HubSummary): string {
  if (s.stillAway > 0)
    return `${sayShare(s.stillAway, s.devicesSeen, 'device')} still away${sayPart(s.logs)}`;
  return s.losses === undefined
    ? `${sayLeast(s.logs)}${sayShare(s.devicesAffected, s.devicesSeen, 'device')} disconnected`
    : `dropped ${sayLeast(s.logs)}${sayTimes(s.losses)}${sayBack(s)}`;
}

/** "8,016 by 226 of 227 devices": rows where losses were not counted. */
export function sayDropped(s: HubSummary): string {
  const devices = sayShare(s.devicesAffected, s.devicesSeen, 'device');
  return s.losses === undefined
    ? `${sayLeast(s.logs)}${sayNumber(s.disconnects)} disconnect rows by ${devices}`
    : `${sayLeast(s.logs)}${sayTimes(s.losses)}, by ${devices}${sayBack(s)}`;
}

/** "54 of 155 devices, 40 of them from 81.24.7.XXX". */
export function sayAway(s: HubSummary): string {
  const away = sayShare(s.stillAway, s.devicesAffected, 'device');
  const together =
    s.awayTogether === undefined
      ? ''
      : `, ${sayNumber(s.awayTogether.away)} of them from ${s.awayTogether.address}`;
  return `${away}${together}, as far as the rows tell`;
}

/** The device to look at first: the one that went away last, else the one with most disconnects. */
export function findFirstDevice(s: HubSummary): string | undefined {
  return s.lastAway ?? s.devices[0]?.device;
}

/** Up to three more devices to look at: those that failed differently come first. */
export function findOtherDevices(s: HubSummary): string[] {
  const first = findFirstDevice(s);
  const odd = (s.crowd?.oddOnes ?? []).map(({ device }) => device);
  const devices = new Set([...odd, ...s.devices.map(({ device }) => device)]);
  return [...devices].filter((device) => device !== first).slice(0, 3);
}

function sayBack({ losses, backSoon }: HubSummary): string {
  if (losses === undefined || losses === 0 || backSoon === undefined) return '';
  if (losses === 1) return backSoon === 1 ? ', back within a minute' : ', not back within a minute';
  return `, ${sayNumber(backSoon)} of them under a minute`;
}
