import { isAppError } from '../shared/app-error';
import { readDeviceId } from './device/read-device-id';

/**
 * A command about a device as a person would say it. Ids with other signs than letters, digits and
 * `- . _ :` are quoted. Undefined for ids from the logs that no hub would accept: they are hostile.
 */
export function sayCommand(verb: 'check' | 'why', device: string): string | undefined {
  if (!isDeviceId(device)) return undefined;
  return /^[\w.:-]*\w$/.test(device) ? `${verb} ${device}` : `${verb} "${device}"`;
}

export function isDeviceId(text: string): boolean {
  try {
    return readDeviceId(text) === text;
  } catch (error) {
    if (isAppError(error, 'device_id_invalid')) return false;
    throw error;
  }
}
