import type { Alert } from '../../ports/alert';
import type { AlertAbout } from '../../ports/alert-about';
import { readDeviceId } from '../device/read-device-id';

const deviceName = /^device(?:_?id)?(?:_s)?$/i;

/**
 * The devices that a rule which splits by device is about, without what no device can be called; or
 * the one that Event Grid told of.
 */
export function findAlertDevices({ about }: Alert): string[] {
  if (about.kind === 'devices') return about.total === 1 ? distinct(about.devices) : [];
  const dimensions = about.kind === 'log' || about.kind === 'metric' ? about.dimensions : [];
  return distinct(dimensions.filter(({ name }) => deviceName.test(name)).map(({ value }) => value));
}

/** The devices of the rows that an alert brought along: worth a button, not a question each. */
export function findRowDevices({ about }: Alert): string[] {
  const rows = rowsOf(about);
  const column = rows?.columns.findIndex((name) => deviceName.test(name)) ?? -1;
  return column < 0 ? [] : distinct((rows?.rows ?? []).map((row) => row[column] ?? ''));
}

function rowsOf(about: AlertAbout) {
  return about.kind === 'log' ? about.rows : undefined;
}

function distinct(ids: string[]): string[] {
  return [...new Set(ids.flatMap(readId))];
}

function readId(text: string): string[] {
  try {
    return [readDeviceId(text)];
  } catch {
    return [];
  }
}
