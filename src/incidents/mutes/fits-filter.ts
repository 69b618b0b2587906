import type { Incident } from '../../ports/incident-book';
import type { RouteFilter } from '../../ports/route-book';
import { matchPattern } from '../../shared/match-pattern';
import type { AffectedDevices } from './affected-devices';
import { hubNamesOf } from './covers-incident';

/** `waits`: whether it fits is known once the logs have answered. */
export type Fit = { kind: 'fits' } | { kind: 'waits' } | { kind: 'unwanted'; why: string };

/** Whether a conversation asked for it. What cannot be known does not keep anything back. */
export function fitsFilter(
  filter: RouteFilter | undefined,
  incident: Incident,
  affected: AffectedDevices,
): Fit {
  const { hubs = [], devices = [], causes = [], severity } = filter ?? {};
  const names = hubNamesOf(incident);
  if (hubs.length > 0 && names.length > 0 && !names.some((name) => isAmong(name, hubs))) {
    return unwanted(`is about ${names.join(', ')}`);
  }
  if (devices.length > 0 && !fitsDevices(devices, affected)) return unwanted('is of other devices');
  if (severity !== undefined && isMilder(incident, severity)) {
    return unwanted(`is milder than ${severity}`);
  }
  return causes.length === 0 ? { kind: 'fits' } : fitsCause(causes, incident);
}

function fitsDevices(patterns: string[], { ids, areAll }: AffectedDevices): boolean {
  return !areAll || ids.some((id) => patterns.some((pattern) => matchPattern(pattern, id)));
}

function fitsCause(causes: string[], { summary, failure }: Incident): Fit {
  if (summary !== undefined) {
    return isAmong(summary.cause, causes)
      ? { kind: 'fits' }
      : unwanted(`has the cause ${summary.cause}`);
  }
  return failure === undefined ? { kind: 'waits' } : { kind: 'fits' };
}

/** By the gravest alert in it; `Sev0` is graver than `Sev4`. */
function isMilder({ alert, joined }: Incident, mildest: string): boolean {
  const ranks = [alert, ...joined.map((each) => each.alert)].map(({ severity }) =>
    rankOf(severity),
  );
  const wanted = rankOf(mildest);
  return wanted !== undefined && ranks.every((rank) => rank !== undefined && rank > wanted);
}

function rankOf(severity: string): number | undefined {
  const rank = /^sev(?<rank>[0-4])$/i.exec(severity)?.groups?.rank;
  return rank === undefined ? undefined : Number(rank);
}

function isAmong(name: string, names: string[]): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase());
}

function unwanted(why: string): Fit {
  return { kind: 'unwanted', why };
}
