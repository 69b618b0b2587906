import { type RenewalRhythm, tokenSecondsOf } from '../../knowledge/find-renewal';
import type { DeviceFacts } from '../device/device-facts';
import { awayMs } from '../device/drops';
import { findRegularMs, type SortedDrops } from '../device/sort-drops';
import { adviseTokenRenewal } from '../steps/token-renewal-steps';
import { sayCount, sayLength } from '../words';
import { type FoundRhythm, fitsRhythm, hasUnknownLength, isFresh } from './renewal-rhythm';
import type { RuleResult } from './rule';

/** Two measured periods are a rhythm; fewer could be chance. */
const fewestMeasured = 2;
/** A period that is not the documented one needs more to be believed … */
const fewestConfigured = 3;
/** … and most where no row ever names the token, so that only the rhythm speaks for it. */
const fewestUnnamed = 4;
/** So many, and chance is out of the question. */
const manyMeasured = 4;

/** Every single loss fits the documented rhythm of the SDK: harmless. One that does not, and it is not. */
export function readTokenRenewal(facts: DeviceFacts, drops: SortedDrops): RuleResult {
  const { rhythm } = facts;
  const found = drops.rhythm;
  if (rhythm === undefined) return explainUnknown(facts);
  if (found === undefined) return { kind: 'silent' };
  const lostWhy = whyNot(facts, drops, found, rhythm);
  if (lostWhy !== undefined) return { kind: 'lost', cause: 'token-renewal', why: lostWhy };
  const sdk = facts.sdk?.name ?? '';
  const longest = Math.max(...found.renewals.map((drop) => awayMs(drop) ?? 0));
  const period = sayLength(found.periodMs);
  return {
    kind: 'fits',
    cause: 'token-renewal',
    benign: true,
    confidence: found.isDefault && found.measured >= manyMeasured ? 'high' : 'medium',
    confidenceReason: confidenceReason(found, rhythm),
    why: `${facts.drops.length === 2 ? 'Both' : `All ${facts.drops.length}`} losses fit the token renewal of the ${sdk} SDK: one about every ${period}, back within ${sayLength(longest)}, and no other fault in the rows.`,
    inferred: [sayRule(facts, found, rhythm)],
    unknowable: sayUnknown(facts, found),
    steps: adviseTokenRenewal(facts, found, rhythm),
  };
}

/** A rhythm of short gaps from a client whose renewal nobody documents, or that needs no disconnect. */
function explainUnknown(facts: DeviceFacts): RuleResult {
  const regularMs = findRegularMs(facts.drops);
  const isShort = facts.drops.every((drop) => (awayMs(drop) ?? 0) < 60_000);
  if (regularMs === undefined || !isShort) return { kind: 'silent' };
  const rhythm = `the losses come about every ${sayLength(regularMs)} and are short`;
  if (facts.hasCertificate) {
    const why = `${rhythm}, but the device shows a certificate: it has no token to renew`;
    return { kind: 'lost', cause: 'token-renewal', why };
  }
  const why =
    facts.sdk?.id === undefined
      ? `${rhythm}, but no document says how this client renews its token`
      : `${rhythm}, but the ${facts.sdk.name} SDK is not known to drop for it over ${facts.protocol ?? 'its protocol'}`;
  return { kind: 'lost', cause: 'token-renewal', why };
}

function confidenceReason({ measured, isDefault }: FoundRhythm, rhythm: RenewalRhythm): string {
  const periods = `${sayCount(measured, 'period')} could be measured`;
  return isDefault
    ? `${periods}, and each is within ${rhythm.tolerance * 100} % of the documented one`
    : `${periods} and are alike, but the life of the token is set on the device and cannot be seen`;
}

function sayRule(facts: DeviceFacts, found: FoundRhythm, rhythm: RenewalRhythm): string {
  const sdk = `the ${facts.sdk?.name ?? ''} SDK over ${facts.protocol ?? 'MQTT'}`;
  const usual = sayLength(rhythm.periodSeconds * 1000);
  const rule = `Rule: every loss in this rhythm ±${rhythm.tolerance * 100} %, every gap below ${rhythm.longestGapSeconds} s, no other code.`;
  if (found.isDefault) {
    return `Token renewal: ${sdk} renews about every ${usual} with its default settings (${rhythm.reason}). ${rule}`;
  }
  return `Token renewal: ${sdk} renews about every ${usual} with tokens of ${sayLength(rhythm.tokenSeconds * 1000)}; about every ${sayLength(found.periodMs)} means tokens of about ${sayTokenLife(found, rhythm)}. ${rule}`;
}

/** Whole minutes: the period is measured, and not told. */
function sayTokenLife({ periodMs }: FoundRhythm, rhythm: RenewalRhythm): string {
  const minutes = Math.max(1, Math.round(tokenSecondsOf(rhythm, periodMs / 1000) / 60));
  return sayLength(minutes * 60_000);
}

function sayUnknown(facts: DeviceFacts, { renewals, isDefault }: FoundRhythm): string[] {
  const unknown: string[] = [];
  if (renewals.some((drop) => hasUnknownLength(drop, facts))) {
    unknown.push(
      'How long the connection before the first loss had lasted: no row shows its begin.',
    );
  }
  if (renewals.some((drop) => isFresh(drop, facts))) {
    unknown.push(
      'Whether the device is back from its last close, which is less than a minute old.',
    );
  }
  if (!isDefault) {
    unknown.push(
      'How long its tokens live: only the device knows. Another timer of the same period would look alike.',
    );
  }
  return unknown;
}

function whyNot(
  facts: DeviceFacts,
  { troubles, renewals }: SortedDrops,
  found: FoundRhythm,
  rhythm: RenewalRhythm,
): string | undefined {
  const misfits = troubles.length - renewals.length;
  const total = sayCount(facts.drops.length, 'loss', 'losses');
  if (misfits > 0) {
    return facts.attempts.length > 0
      ? 'connects were refused in a way that no renewal causes'
      : `${misfits} of ${total} do not fit the rhythm of the renewal`;
  }
  if (found.measured < fewestNeeded(found, rhythm)) {
    return `${total} are too few to show ${found.isDefault ? 'a rhythm' : 'that a rhythm of its own is a renewal'}`;
  }
  if (facts.unseen.some(({ upSince, backAt }) => !fitsRhythm(found, msBetween(upSince, backAt)))) {
    return 'the device connected again out of the rhythm, so the row of a loss is missing';
  }
  if (facts.operations.some(({ fault }) => /^(429|403002|5)/.test(fault))) {
    return 'the hub refused other operations of the device with errors that no renewal causes';
  }
  return facts.complete ? undefined : 'rows are missing, so not every loss was seen';
}

function fewestNeeded({ isDefault, renewals }: FoundRhythm, rhythm: RenewalRhythm): number {
  if (isDefault) return fewestMeasured;
  const isNamed = renewals.some(({ faults }) => faults.includes('401003'));
  return isNamed || rhythm.codes.length === 0 ? fewestConfigured : fewestUnnamed;
}

function msBetween(from: Date, to: Date): number {
  return to.getTime() - from.getTime();
}
