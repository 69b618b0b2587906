import type { TimeWindow } from '../../ports/time-window';
import { mergeCounts } from '../count-codes';
import type { AffectedDevice, AffectedRows } from './affected-rows';
import { findCommonFactors } from './common-factors';
import type { Crowd } from './crowd';
import { hasHubFault, isCrowdMember } from './crowd-members';
import { findSite } from './find-site';
import { findOddOnes, mainCodeOf } from './odd-ones';

/**
 * Who dropped around a moment, out of all devices of which there are rows. `span` is what counts as
 * that moment; `window` is what the query looked at: drops outside the span tell what is usual.
 */
export function readCrowd(
  rows: AffectedRows,
  { at, span, window }: { at: Date; span: TimeWindow; window: TimeWindow },
  members: AffectedDevice[] = rows.devices.filter(isCrowdMember),
): Crowd {
  const known = new Set(members);
  const unaffected = rows.devices.filter((device) => !known.has(device));
  return {
    at,
    ...span,
    affected: members.length,
    others: unaffected.length + rows.restTotal,
    away: members.filter(({ later, open }) => later + open > 0).length,
    usual: usualIn(rows.hardOutside, span, window),
    codes: countMainCodes(members),
    hubFaultDevices: members.filter(hasHubFault).length,
    addresses: new Set(members.map(({ address }) => address).filter(Boolean)).size,
    site: findSite(members, unaffected, rows.rest),
    commonFactors: findCommonFactors(members, unaffected, rows.rest, rows.restTotal),
    oddOnes: findOddOnes(members),
  };
}

function usualIn(hardOutside: number, span: TimeWindow, window: TimeWindow): number {
  const outside = lengthMs(window) - lengthMs(span);
  return outside <= 0 ? 0 : (hardOutside * lengthMs(span)) / outside;
}

function lengthMs({ from, to }: TimeWindow): number {
  return to.getTime() - from.getTime();
}

function countMainCodes(members: AffectedDevice[]): Crowd['codes'] {
  const counts = mergeCounts(members.map((device) => ({ ...mainCodeOf(device), count: 1 })));
  return counts.map(({ code, name, count }) => ({ code, name, devices: count }));
}
