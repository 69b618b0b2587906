import { findRenewal, type RenewalRhythm } from '../../knowledge/find-renewal';
import { findSdk } from '../../knowledge/find-sdk';
import { isCertificate } from '../device/uses-certificate';
import type { Cause } from '../diagnosis';
import type { AffectedDevice } from './affected-rows';
import { isHubFaultCode } from './hub-fault-codes';

/**
 * Why a device dropped, as far as its counts over a span tell: coarser than the diagnosis of one
 * device, and never milder. The first that fits, gravest first.
 */
export function classifyDevice(device: AffectedDevice): Cause {
  return classes.find(({ fits }) => fits(device))?.cause ?? 'undetermined';
}

/** Nothing that a person would have to look at. */
export function isHarmless(cause: Cause): boolean {
  return cause === 'token-renewal' || cause === 'graceful-close';
}

const classes: { cause: Cause; fits(device: AffectedDevice): boolean }[] = [
  { cause: 'device-disabled', fits: (d) => wasRefusedWith(d, /^403012$/) },
  { cause: 'device-not-registered', fits: (d) => wasRefusedWith(d, /^404001$/) },
  { cause: 'quota-exceeded', fits: (d) => hasCode(d, /^403002$/) },
  { cause: 'throttled', fits: (d) => hasCode(d, /^429/) },
  { cause: 'hub-fault', fits: (d) => [...d.codes, ...d.refusedCodes].some(isHubFaultCode) },
  { cause: 'platform-upgrade', fits: (d) => hasCode(d, /^4000(?:29|30)$/) },
  { cause: 'duplicate-identity', fits: isFoughtOver },
  { cause: 'credential-rejected', fits: isRejected },
  { cause: 'token-renewal', fits: isRenewing },
  { cause: 'undetermined', fits: isTokenCut },
  { cause: 'connection-lost', fits: (d) => d.codes.includes('404104') },
  { cause: 'graceful-close', fits: (d) => d.drops > 0 && d.clean === d.drops && d.refused === 0 },
];

function hasCode(device: AffectedDevice, pattern: RegExp): boolean {
  return [...device.codes, ...device.refusedCodes].some((code) => pattern.test(code));
}

function wasRefusedWith(device: AffectedDevice, pattern: RegExp): boolean {
  return device.refusedCodes.some((code) => pattern.test(code));
}

/** One conflict is a fast reconnect; an identity that is fought over changes hands again and again. */
function isFoughtOver(device: AffectedDevice): boolean {
  const { codes, drops, soon } = device;
  const hasOther = codes.some((code) => !['', '400027', '409002'].includes(code));
  if (!codes.includes('400027') && (!codes.includes('409002') || hasOther)) return false;
  return drops >= 3 && soon * 2 >= drops;
}

/** Refused for its credential, and not let in again since. */
function isRejected({ refused, refusedCodes, refusedAt, connectedAt }: AffectedDevice): boolean {
  if (!refusedCodes.includes('401003') || refused < 2 || refusedAt === undefined) return false;
  return connectedAt === undefined || connectedAt < refusedAt;
}

/** Every drop was short, left the codes of a renewal and no other, and came after one period. */
function isRenewing(device: AffectedDevice): boolean {
  const { drops, soon, codes, refusedCodes } = device;
  if (drops === 0 || soon < drops || isCertificate(device.authType)) return false;
  const rhythm = findRenewal(findSdk(device.sdkVersion)?.id, device.protocol);
  if (rhythm === undefined) return false;
  const belongs = (code: string) => rhythm.codes.includes(code);
  if (!codes.every((code) => code === '' || belongs(code))) return false;
  return refusedCodes.every(belongs) && comesInTime(device, rhythm);
}

/** The tokens of a device may live shorter or longer than by default: then it must be regular. */
function comesInTime(device: AffectedDevice, rhythm: RenewalRhythm): boolean {
  const { upMin, upMax, ups, upLow, upHigh } = device;
  if (upMin === undefined || upMax === undefined) return false;
  const { periodSeconds, tolerance } = rhythm;
  const fits = (up: number, times: number) =>
    Math.abs(up - periodSeconds * times) <= periodSeconds * tolerance;
  if (fits(upMin, 1) && [1, 2, 3].some((times) => fits(upMax, times))) return true;
  if (upLow === undefined || upHigh === undefined) return false;
  return ups >= 4 && upHigh - upLow <= upLow * tolerance;
}

/** The hub said itself that the token had expired, and the device was back at once each time. */
export function isTokenCut({ codes, refused, drops, soon }: AffectedDevice): boolean {
  const onlyCuts = codes.every((code) => ['', '401003', '404104'].includes(code));
  return codes.includes('401003') && onlyCuts && refused === 0 && soon >= drops;
}
