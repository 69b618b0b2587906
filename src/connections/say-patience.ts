import { sayCount, sayLength } from '../diagnosis/words';
import type { DeviceRecord } from '../ports/connection-ledger';
import { sayDuration } from '../reports/words';
import type { Flapping } from './flapping';
import type { HoldDown } from './hold-down';
import { findPeriod } from './rhythm';

/** So often hidden, and a device has a rhythm that can break. */
const fewestHidden = 3;

/** Why it is believed that a device is gone, as the end of a line. */
export function sayWaited(record: DeviceRecord, hold: HoldDown, lateMs: number, now: Date): string {
  const reasons = [sayUsual(hold), sayBrokenRhythm(record, now), sayOvertaking(lateMs)];
  const why = reasons.filter((text) => text !== '').join('; ');
  const waited = `waited ${sayDuration((hold.ms + lateMs) / 1000)}`;
  return why === '' ? waited : `${waited}: ${why}`;
}

function sayOvertaking(lateMs: number): string {
  return lateMs === 0 ? '' : `events of this hub come up to ${sayLength(lateMs)} out of order`;
}

/** Empty where nothing was learned. */
function sayUsual({ learned }: HoldDown): string {
  return learned ? `it is usually back within ${sayLength(learned.usualMs)}` : '';
}

/** What was hidden as renewal comes out when the device does not come back. */
function sayBrokenRhythm(record: DeviceRecord, now: Date): string {
  const hidden = sayHidden(record, now);
  return hidden === '' ? '' : `${hidden}; not this time`;
}

/** `dropped and came back 14 times in 10 h, every 45 min`; empty for a few times. */
export function sayHidden({ events, hidden, hiddenSince }: DeviceRecord, now: Date): string {
  if (hidden < fewestHidden || hiddenSince === undefined) return '';
  const every = findPeriod(events);
  const rhythm = every === undefined ? '' : `, every ${sayLength(every)}`;
  return `dropped and came back ${hidden} times in ${sayLength(+now - +hiddenSince)}${rhythm}`;
}

export function sayFlapping({ since, losses, usualLosses }: Flapping, now: Date): string {
  const seen = `lost its connection ${sayCount(losses, 'time')} in ${sayLength(+now - +since)}`;
  if (usualLosses === undefined) return seen;
  const perDay = Math.round(usualLosses * 96);
  return `${seen}; usual for it is ${perDay === 0 ? 'less than once' : sayCount(perDay, 'time')} a day`;
}
