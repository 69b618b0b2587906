import { readDeviceId } from '../diagnosis/read-device-id';
import type { Alert } from '../ports/alert';

/** The device that a rule which splits by device is about; undefined for what no device can be called. */
export function findAlertDevice({ about }: Alert): string | undefined {
  if (about.kind !== 'log') return undefined;
  const value = about.dimensions.find(({ name }) => /^device_?id(?:_s)?$/i.test(name))?.value;
  if (value === undefined) return undefined;
  try {
    return readDeviceId(value);
  } catch {
    return undefined;
  }
}
