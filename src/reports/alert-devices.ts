import type { GoneDevice, GoneDevices } from '../ports/incident-book';
import type { AlertSubject } from './alert-subject';
import type { AlertReport, Fact, Moment } from './report';
import type { ReportContext } from './report-context';
import {
  asSentence,
  isoSeconds,
  sayCount,
  sayDuration,
  sayNumber,
  sayShare,
  sayUtc,
} from './words';

/*
 * What Event Grid told of devices. It comes within seconds, rows of the logs minutes later: where
 * both count, the card says which is from where.
 */

/** "device-42 away on contoso-hub · since 03:02 UTC"; undefined where no device was told of. */
export function sayDevicesAway(
  { devices, summary }: AlertSubject,
  place: string,
  { now }: ReportContext,
): string | undefined {
  const missing = devices === undefined ? 0 : devices.away + devices.flapping;
  if (devices === undefined || missing === 0) return undefined;
  const only = onlyDevice(devices);
  if (only !== undefined) {
    const is = only.what === 'flapping' ? 'connects and drops on' : 'away on';
    return `${nameMember(only)} ${is} ${place} · since ${sayUtc(only.since, now)}`;
  }
  const known = summary?.devicesSeen ?? 0;
  const many = known > missing ? sayShare(missing, known, 'device') : sayCount(missing, 'device');
  return `${place} · ${many} ${devices.away === 0 ? 'connecting and dropping' : 'away'}`;
}

/** "device-42 back on contoso-hub". */
export function sayDevicesOver({ devices }: AlertSubject, place: string): string | undefined {
  if (devices === undefined) return undefined;
  const only = onlyDevice(devices);
  if (only !== undefined) {
    return `${nameMember(only)} ${only.what === 'deleted' ? 'deleted from' : 'back on'} ${place}`;
  }
  const back = devices.back === devices.total ? 'all' : sayNumber(devices.back);
  return `${place} · ${back} of ${sayCount(devices.total, 'device')} back`.replace('all of', 'all');
}

/** Since when, and until when: a phone has room for two. */
export function deviceMoments({ alert, devices }: AlertSubject): Moment[] {
  if (devices === undefined || alert.about.kind !== 'devices') return [];
  const only = onlyDevice(devices);
  const label = only === undefined ? 'First away since' : 'Away since';
  const began = { label, at: isoSeconds(alert.firedAt) };
  if (alert.resolvedAt === undefined) return [began];
  // An alert that joined may have gone on for longer.
  const at = isoSeconds(devices.lastEndedAt ?? alert.resolvedAt);
  return [began, { label: sayEndOf(devices), at }];
}

export function deviceFacts({ devices }: AlertSubject): Fact[] {
  if (devices === undefined) return [];
  const only = onlyDevice(devices);
  if (only !== undefined) {
    return only.patience === '' ? [] : [{ label: 'Patience', value: only.patience }];
  }
  const { away, flapping, back, deleted } = devices;
  const value = [
    `${sayNumber(away)} away, ${sayNumber(back)} back again`,
    flapping === 0 ? '' : `${sayNumber(flapping)} connecting and dropping`,
    deleted === 0 ? '' : `${sayNumber(deleted)} deleted`,
  ];
  const text = value.filter(Boolean).join(', ');
  return [{ label: 'Away / back', value: `${text}, as Event Grid told` }];
}

/** How it ended, and why it had begun, once no device is away. */
export function tellRecovered({
  state,
  alert,
  devices,
  summary,
}: AlertSubject): Pick<AlertReport, 'recovered'> {
  const at = devices?.lastEndedAt;
  if (state !== 'resolved' || devices === undefined || at === undefined) return {};
  const seconds = (at.getTime() - alert.firedAt.getTime()) / 1000;
  const why =
    summary === undefined ? 'The logs did not tell why.' : `Why: ${asSentence(summary.why)}`;
  const text = `${whoIsBack(devices)} after ${sayDuration(seconds)}. ${why}`;
  return { recovered: { at: isoSeconds(at), text } };
}

function whoIsBack(devices: GoneDevices): string {
  const only = onlyDevice(devices);
  if (only !== undefined) return only.what === 'deleted' ? 'Deleted' : 'Back';
  return devices.deleted === 0 ? 'The last one came back' : 'The last one came back or was deleted';
}

function sayEndOf(devices: GoneDevices): string {
  const only = onlyDevice(devices);
  if (only !== undefined) return only.what === 'deleted' ? 'Deleted' : 'Back';
  return devices.back === 0 ? 'Last one deleted' : 'Last one back';
}

function onlyDevice({ total, listed }: GoneDevices): GoneDevice | undefined {
  return total === 1 ? listed[0] : undefined;
}

function nameMember({ device, module }: Pick<GoneDevice, 'device' | 'module'>): string {
  return module === '' ? device : `${device}, module ${module}`;
}
