import type { DeviceKey } from '../../ports/device-event';

/**
 * One text per device or module, whatever is in their ids: a slash stands between the parts and
 * nowhere else. The device comes first, so that all of one name are neighbours.
 */
export function writeDeviceKey({ hub, device, module }: DeviceKey): string {
  return `${escapePart(device)}/${escapePart(hub.toLowerCase())}/${escapePart(module)}`;
}

/** The key of the device that a module is of; of a device, its own. */
export function ownerOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

/** Every key of a module of that device lies between the two. */
export function rangeOfModules(owner: string): { after: string; before: string } {
  return { after: owner, before: `${owner.slice(0, -1)}0` };
}

export function readDeviceKey(key: string): Pick<DeviceKey, 'device' | 'module'> {
  const [device = '', , module = ''] = key.split('/');
  return { device: unescapePart(device), module: unescapePart(module) };
}

/** Every key of that device lies from the first, inclusive, to the second, exclusive. */
export function rangeOfDevice(device: string): { from: string; to: string } {
  const part = escapePart(device);
  // In the order of bytes `0` comes right after the slash.
  return { from: `${part}/`, to: `${part}0` };
}

/** PostgreSQL takes no NUL in a text, and nobody takes half a character. */
const special = /[%/\0\ud800-\udfff]/u;

function escapePart(part: string): string {
  if (!special.test(part)) return part;
  return Array.from(part, escapeOne).join('');
}

function escapeOne(character: string): string {
  if (!special.test(character)) return character;
  return `%${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function unescapePart(part: string): string {
  if (!part.includes('%')) return part;
  return part.replace(/%(?<code>[0-9a-f]{4})/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
